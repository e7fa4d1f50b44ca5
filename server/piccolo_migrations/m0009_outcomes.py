"""Next steps, answers and ratings."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:09:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Next steps, answers and ratings"

TABLES = """
CREATE TABLE IF NOT EXISTS "outcome" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "cycle" UUID NOT NULL REFERENCES "cycle" ("id"),
    "area" VARCHAR(20) NOT NULL,
    "eyfs" VARCHAR(200) NOT NULL,
    "aspiration" TEXT NOT NULL,
    "baseline" TEXT NOT NULL,
    "how_seen" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "home_link" TEXT NOT NULL,
    "made_by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "version" (
    "id" UUID NOT NULL PRIMARY KEY,
    "outcome" UUID NOT NULL REFERENCES "outcome" ("id"),
    "number" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "by_date" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL,
    "shared_at" TIMESTAMPTZ,
    UNIQUE ("outcome", "number")
);
CREATE TABLE IF NOT EXISTS "translation" (
    "id" UUID NOT NULL PRIMARY KEY,
    "version" UUID NOT NULL REFERENCES "version" ("id"),
    "lang" VARCHAR(12) NOT NULL,
    "statement" TEXT NOT NULL,
    "translator" VARCHAR(100) NOT NULL,
    "by" UUID REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "action" (
    "id" UUID NOT NULL PRIMARY KEY,
    "version" UUID NOT NULL REFERENCES "version" ("id"),
    "place" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "who" VARCHAR(100) NOT NULL,
    "how_often" VARCHAR(200) NOT NULL,
    "where" VARCHAR(8) NOT NULL,
    "stand_in" VARCHAR(100) NOT NULL
);
CREATE TABLE IF NOT EXISTS "answer" (
    "id" UUID NOT NULL PRIMARY KEY,
    "version" UUID NOT NULL REFERENCES "version" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "choice" VARCHAR(8) NOT NULL,
    "decides" BOOLEAN NOT NULL,
    "wants_talk" BOOLEAN NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "settlement" (
    "id" UUID NOT NULL PRIMARY KEY,
    "answer" UUID NOT NULL REFERENCES "answer" ("id"),
    "result" VARCHAR(10) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "start" (
    "id" UUID NOT NULL PRIMARY KEY,
    "outcome" UUID NOT NULL REFERENCES "outcome" ("id"),
    "on" DATE NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("outcome")
);
CREATE TABLE IF NOT EXISTS "support" (
    "id" UUID NOT NULL PRIMARY KEY,
    "outcome" UUID NOT NULL REFERENCES "outcome" ("id"),
    "on" DATE NOT NULL,
    "given" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "rating" (
    "id" UUID NOT NULL PRIMARY KEY,
    "outcome" UUID NOT NULL REFERENCES "outcome" ("id"),
    "cycle" UUID NOT NULL REFERENCES "cycle" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "side" VARCHAR(8) NOT NULL,
    "far" VARCHAR(10) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("cycle", "outcome", "person")
);
CREATE TABLE IF NOT EXISTS "verdict" (
    "id" UUID NOT NULL PRIMARY KEY,
    "outcome" UUID NOT NULL REFERENCES "outcome" ("id"),
    "state" VARCHAR(20) NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "outcome_by_child" ON "outcome" ("child");
CREATE INDEX IF NOT EXISTS "outcome_by_cycle" ON "outcome" ("cycle");
CREATE INDEX IF NOT EXISTS "translation_by_version" ON "translation" ("version");
CREATE INDEX IF NOT EXISTS "action_by_version" ON "action" ("version");
CREATE INDEX IF NOT EXISTS "answer_by_version" ON "answer" ("version");
CREATE UNIQUE INDEX IF NOT EXISTS "settlement_by_answer" ON "settlement" ("answer");
CREATE INDEX IF NOT EXISTS "support_by_outcome" ON "support" ("outcome");
CREATE INDEX IF NOT EXISTS "verdict_by_outcome" ON "verdict" ("outcome");
CREATE INDEX IF NOT EXISTS "rating_by_outcome" ON "rating" ("outcome");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
