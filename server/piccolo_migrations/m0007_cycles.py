"""Rounds, steps and reviews."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-23T21:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Rounds, steps and reviews"

TABLES = """
CREATE TABLE IF NOT EXISTS "cycle" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "number" INTEGER NOT NULL,
    "review_on" DATE NOT NULL,
    "opened_by" UUID NOT NULL REFERENCES "person" ("id"),
    "opened_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ,
    UNIQUE ("child", "number")
);
CREATE TABLE IF NOT EXISTS "step_start" (
    "id" UUID NOT NULL PRIMARY KEY,
    "cycle" UUID NOT NULL REFERENCES "cycle" ("id"),
    "step" VARCHAR(8) NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "note" (
    "id" UUID NOT NULL PRIMARY KEY,
    "cycle" UUID NOT NULL REFERENCES "cycle" ("id"),
    "step" VARCHAR(8) NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "prompt" VARCHAR(60) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "question" (
    "id" UUID NOT NULL PRIMARY KEY,
    "setting" UUID NOT NULL REFERENCES "setting" ("id"),
    "step" VARCHAR(8) NOT NULL,
    "words" VARCHAR(300) NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL,
    "retired_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "review" (
    "id" UUID NOT NULL PRIMARY KEY,
    "cycle" UUID NOT NULL REFERENCES "cycle" ("id"),
    "held_on" DATE NOT NULL,
    "how" VARCHAR(12) NOT NULL,
    "interpreter" VARCHAR(100) NOT NULL,
    "summary" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "decision" VARCHAR(20) NOT NULL,
    "detail" TEXT NOT NULL,
    "unheard" TEXT NOT NULL,
    "next_on" DATE,
    "by" UUID NOT NULL REFERENCES "person" ("id"),
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "present" (
    "id" UUID NOT NULL PRIMARY KEY,
    "review" UUID NOT NULL REFERENCES "review" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id")
);
CREATE TABLE IF NOT EXISTS "confirmation" (
    "id" UUID NOT NULL PRIMARY KEY,
    "review" UUID NOT NULL REFERENCES "review" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "said" VARCHAR(12) NOT NULL,
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "assessment_ask" (
    "id" UUID NOT NULL PRIMARY KEY,
    "child" UUID NOT NULL REFERENCES "child" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "words" TEXT NOT NULL,
    "lang" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "step_start_by_cycle" ON "step_start" ("cycle");
CREATE INDEX IF NOT EXISTS "note_by_cycle" ON "note" ("cycle");
CREATE INDEX IF NOT EXISTS "question_by_setting" ON "question" ("setting");
CREATE INDEX IF NOT EXISTS "review_by_cycle" ON "review" ("cycle");
CREATE INDEX IF NOT EXISTS "confirmation_by_review" ON "confirmation" ("review");
CREATE INDEX IF NOT EXISTS "present_by_review" ON "present" ("review");
CREATE INDEX IF NOT EXISTS "assessment_ask_by_child" ON "assessment_ask" ("child");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
