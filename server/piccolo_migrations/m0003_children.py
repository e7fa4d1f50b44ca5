"""Children and their ties."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:03:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Children and their ties"

TABLES = """
CREATE TABLE IF NOT EXISTS "child" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "called" VARCHAR(100) NOT NULL,
    "say" VARCHAR(100) NOT NULL,
    "born" DATE NOT NULL,
    "languages" VARCHAR(100) NOT NULL,
    "areas" VARCHAR(200) NOT NULL,
    "picture" VARCHAR(40) NOT NULL,
    "in_care" BOOLEAN NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "placement" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "room" VARCHAR(80) NOT NULL,
    "since" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "tie" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "role" VARCHAR(20) NOT NULL,
    "relation" VARCHAR(80) NOT NULL,
    "setting" UUID REFERENCES "setting" ("id"),
    "household" VARCHAR(8) NOT NULL,
    "responsible" BOOLEAN NOT NULL,
    "may_agree" BOOLEAN NOT NULL,
    "basis" VARCHAR(200) NOT NULL,
    "checked_by" UUID REFERENCES "person" ("id"),
    "since" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "restriction" (
    "id" UUID NOT NULL PRIMARY KEY,
    "tie" UUID NOT NULL REFERENCES "tie" ("id"),
    "order" VARCHAR(200) NOT NULL,
    "note" TEXT NOT NULL,
    "seen_by" UUID NOT NULL REFERENCES "person" ("id"),
    "seen_on" DATE NOT NULL,
    "review_on" DATE,
    "made_at" TIMESTAMPTZ NOT NULL,
    "lifted_at" TIMESTAMPTZ,
    "lifted_by" UUID REFERENCES "person" ("id")
);
CREATE INDEX IF NOT EXISTS "placement_by_child" ON "placement" ("child");
CREATE INDEX IF NOT EXISTS "placement_by_setting" ON "placement" ("setting");
CREATE INDEX IF NOT EXISTS "tie_by_person" ON "tie" ("person");
CREATE INDEX IF NOT EXISTS "tie_by_child" ON "tie" ("child");
CREATE INDEX IF NOT EXISTS "restriction_by_tie" ON "restriction" ("tie");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
