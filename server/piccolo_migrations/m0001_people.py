"""Adults, their sessions and ways in."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Adults, their sessions and ways in"

TABLES = """
CREATE TABLE IF NOT EXISTS "person" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "called" VARCHAR(100) NOT NULL,
    "say" VARCHAR(100) NOT NULL,
    "reads" VARCHAR(12) NOT NULL,
    "speaks" VARCHAR(100) NOT NULL,
    "interpreter" VARCHAR(12) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "phone" VARCHAR(40) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "left_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "session" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "level" VARCHAR(8) NOT NULL,
    "device" VARCHAR(8) NOT NULL,
    "label" VARCHAR(80) NOT NULL,
    "began_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,
    "proved_at" TIMESTAMPTZ NOT NULL,
    "reopens" BOOLEAN NOT NULL,
    "ended_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "passkey" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "credential" VARCHAR(1400) NOT NULL UNIQUE,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "label" VARCHAR(80) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "removed_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "challenge" (
    "id" UUID NOT NULL PRIMARY KEY,
    "browser" VARCHAR(64) NOT NULL,
    "challenge" BYTEA NOT NULL,
    "purpose" VARCHAR(8) NOT NULL,
    "person" UUID REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "code" (
    "id" UUID NOT NULL PRIMARY KEY,
    "browser" VARCHAR(64) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "person" UUID REFERENCES "person" ("id"),
    "code_hash" VARCHAR(200) NOT NULL,
    "device" VARCHAR(8) NOT NULL,
    "language" VARCHAR(12) NOT NULL,
    "tries" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "used_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "op" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "op" UUID NOT NULL,
    "body_hash" VARCHAR(64) NOT NULL,
    "result" UUID,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("person", "op")
);
CREATE TABLE IF NOT EXISTS "draft" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "path" VARCHAR(300) NOT NULL,
    "fields" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("person", "path")
);
CREATE TABLE IF NOT EXISTS "tally" (
    "tries" INTEGER NOT NULL,
    "id" UUID NOT NULL PRIMARY KEY,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "since" TIMESTAMPTZ NOT NULL,
    "blocked" BOOLEAN NOT NULL
);
CREATE INDEX IF NOT EXISTS "session_by_person" ON "session" ("person");
CREATE INDEX IF NOT EXISTS "passkey_by_person" ON "passkey" ("person");
CREATE INDEX IF NOT EXISTS "challenge_by_browser" ON "challenge" ("browser");
CREATE INDEX IF NOT EXISTS "code_by_browser" ON "code" ("browser");
CREATE INDEX IF NOT EXISTS "person_by_email" ON "person" ("email");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
