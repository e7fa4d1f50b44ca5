"""What families say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:08:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What families say"

TABLES = """
CREATE TABLE IF NOT EXISTS "insight" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "cycle" UUID REFERENCES "cycle" ("id"),
    "step" VARCHAR(8) NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "prompt" VARCHAR(60) NOT NULL,
    "question" UUID REFERENCES "question" ("id"),
    "about" UUID,
    "author" UUID NOT NULL REFERENCES "person" ("id"),
    "written_by" UUID REFERENCES "person" ("id"),
    "way" VARCHAR(12) NOT NULL,
    "picked" VARCHAR(300) NOT NULL,
    "point" VARCHAR(20) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "visible" VARCHAR(8) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "taken_back_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "seen" (
    "id" UUID NOT NULL PRIMARY KEY,
    "insight" UUID NOT NULL REFERENCES "insight" ("id"),
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "echo" (
    "id" UUID NOT NULL PRIMARY KEY,
    "insight" UUID NOT NULL REFERENCES "insight" ("id"),
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "reply" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("insight")
);
CREATE INDEX IF NOT EXISTS "insight_by_child" ON "insight" ("child");
CREATE INDEX IF NOT EXISTS "insight_by_cycle" ON "insight" ("cycle");
CREATE INDEX IF NOT EXISTS "seen_by_insight" ON "seen" ("insight");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
