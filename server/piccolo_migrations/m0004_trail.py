"""The trail."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:04:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The trail"

TABLES = """
CREATE TABLE IF NOT EXISTS "event" (
    "seq" {autoid},
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID REFERENCES "setting" ("id"),
    "at" TIMESTAMPTZ NOT NULL,
    "kind" VARCHAR(30) NOT NULL,
    "actor" UUID NOT NULL REFERENCES "person" ("id"),
    "author" UUID NOT NULL REFERENCES "person" ("id"),
    "to_whom" UUID REFERENCES "person" ("id"),
    "visible" VARCHAR(8) NOT NULL,
    "cycle" UUID,
    "step" VARCHAR(8) NOT NULL,
    "about" UUID,
    "item" UUID,
    "way" VARCHAR(12) NOT NULL,
    "prompt" VARCHAR(60) NOT NULL,
    "picked" VARCHAR(300) NOT NULL,
    "detail" VARCHAR(60) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL
);
CREATE TABLE IF NOT EXISTS "withdrawal" (
    "id" UUID NOT NULL PRIMARY KEY,
    "item" UUID NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("item")
);
CREATE INDEX IF NOT EXISTS "event_by_child_at_seq" ON "event" ("child", "at" DESC, "seq" DESC);
CREATE INDEX IF NOT EXISTS "event_by_about" ON "event" ("about");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
