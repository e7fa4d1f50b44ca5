"""Invitations and claims."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Invitations and claims"

TABLES = """
CREATE TABLE IF NOT EXISTS "invitation" (
    "id" UUID NOT NULL PRIMARY KEY,
    "secret_hash" VARCHAR(64) NOT NULL UNIQUE,
    "code_hash" VARCHAR(64) NOT NULL,
    "kind" VARCHAR(8) NOT NULL,
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "child" UUID REFERENCES "child" ("id"),
    "person" UUID REFERENCES "person" ("id"),
    "called" VARCHAR(100) NOT NULL,
    "role" VARCHAR(40) NOT NULL,
    "relation" VARCHAR(80) NOT NULL,
    "household" VARCHAR(8) NOT NULL,
    "responsible" BOOLEAN NOT NULL,
    "may_agree" BOOLEAN NOT NULL,
    "basis" VARCHAR(200) NOT NULL,
    "made_by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "claim" (
    "id" UUID NOT NULL PRIMARY KEY,
    "invitation" UUID NOT NULL REFERENCES "invitation" ("id"),
    "browser" VARCHAR(64) NOT NULL,
    "number" INTEGER NOT NULL,
    "others" VARCHAR(20) NOT NULL,
    "language" VARCHAR(12) NOT NULL,
    "device" VARCHAR(8) NOT NULL,
    "label" VARCHAR(80) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "matched_at" TIMESTAMPTZ,
    "refused_at" TIMESTAMPTZ,
    "person" UUID REFERENCES "person" ("id"),
    "opened_at" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "invitation_by_code" ON "invitation" ("code_hash");
CREATE UNIQUE INDEX IF NOT EXISTS "claim_once" ON "claim" ("invitation");
CREATE INDEX IF NOT EXISTS "claim_by_browser" ON "claim" ("browser");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
