"""Settings and who works there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Settings and who works there"

TABLES = """
CREATE TABLE IF NOT EXISTS "setting" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "town" VARCHAR(100) NOT NULL,
    "phone" VARCHAR(40) NOT NULL,
    "hours" VARCHAR(200) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "membership" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "job" VARCHAR(20) NOT NULL,
    "title" VARCHAR(100) NOT NULL,
    "qualification" VARCHAR(200) NOT NULL,
    "since" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "membership_by_person" ON "membership" ("person");
CREATE INDEX IF NOT EXISTS "membership_by_setting" ON "membership" ("setting");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
