"""Worries and notices."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Worries and notices"

TABLES = """
CREATE TABLE IF NOT EXISTS "concern" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "source" VARCHAR(20) NOT NULL,
    "author" UUID NOT NULL REFERENCES "person" ("id"),
    "written_by" UUID REFERENCES "person" ("id"),
    "way" VARCHAR(12) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "concern_reply" (
    "id" UUID NOT NULL PRIMARY KEY,
    "concern" UUID NOT NULL REFERENCES "concern" ("id"),
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "next" VARCHAR(20) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "closer_look" (
    "id" UUID NOT NULL PRIMARY KEY,
    "concern" UUID NOT NULL REFERENCES "concern" ("id"),
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "notice" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "told_on" DATE NOT NULL,
    "how" VARCHAR(12) NOT NULL,
    "language" VARCHAR(12) NOT NULL,
    "interpreter" VARCHAR(100) NOT NULL,
    "extra" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "areas" VARCHAR(200) NOT NULL,
    "key_person" UUID NOT NULL REFERENCES "person" ("id"),
    "senco" UUID NOT NULL REFERENCES "person" ("id"),
    "starts_on" DATE NOT NULL,
    "wording" VARCHAR(60) NOT NULL,
    "made_by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "notice_adult" (
    "id" UUID NOT NULL PRIMARY KEY,
    "notice" UUID NOT NULL REFERENCES "notice" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "part" VARCHAR(8) NOT NULL
);
CREATE TABLE IF NOT EXISTS "notice_read" (
    "id" UUID NOT NULL PRIMARY KEY,
    "notice" UUID NOT NULL REFERENCES "notice" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "language" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("notice", "person")
);
CREATE INDEX IF NOT EXISTS "concern_by_child" ON "concern" ("child");
CREATE INDEX IF NOT EXISTS "concern_reply_by_concern" ON "concern_reply" ("concern");
CREATE INDEX IF NOT EXISTS "closer_look_by_concern" ON "closer_look" ("concern");
CREATE INDEX IF NOT EXISTS "notice_by_child" ON "notice" ("child");
CREATE INDEX IF NOT EXISTS "notice_adult_by_notice" ON "notice_adult" ("notice");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
