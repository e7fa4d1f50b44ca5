"""Messages, their deliveries, devices that push reaches, and how each adult wants to hear."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-11-24T15:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Messages and their deliveries"

TABLES = """
CREATE TABLE IF NOT EXISTS "announcement" (
    "seq" {autoid},
    "event" BIGINT NOT NULL REFERENCES "event" ("seq"),
    "tries" INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS "message" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "child" UUID REFERENCES "child" ("id"),
    "setting" UUID REFERENCES "setting" ("id"),
    "topic" VARCHAR(10) NOT NULL,
    "side" VARCHAR(8) NOT NULL,
    "event" BIGINT,
    "subject" UUID NOT NULL,
    "link" VARCHAR(200) NOT NULL,
    "once" VARCHAR(100) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ,
    "opened_at" TIMESTAMPTZ,
    "handled_at" TIMESTAMPTZ,
    "handled_by" UUID REFERENCES "person" ("id"),
    UNIQUE ("person", "once")
);
CREATE TABLE IF NOT EXISTS "delivery" (
    "seq" {autoid},
    "message" UUID NOT NULL REFERENCES "message" ("id"),
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "channel" VARCHAR(4) NOT NULL,
    "subscription" UUID,
    "address" VARCHAR(40) NOT NULL,
    "subject" VARCHAR(40) NOT NULL,
    "routine" BOOLEAN NOT NULL,
    "merged" BOOLEAN NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    "attempt" INTEGER NOT NULL,
    "lease" UUID,
    "lease_until" TIMESTAMPTZ,
    "status" INTEGER NOT NULL,
    "reason" VARCHAR(20) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "push_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "public" VARCHAR(100) NOT NULL UNIQUE,
    "sealed" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "retired_at" TIMESTAMPTZ
);
CREATE TABLE IF NOT EXISTS "subscription" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "session" UUID NOT NULL REFERENCES "session" ("id"),
    "endpoint" VARCHAR(2048) NOT NULL,
    "endpoint_hash" VARCHAR(64) NOT NULL UNIQUE,
    "origin" VARCHAR(300) NOT NULL,
    "p256dh" VARCHAR(100) NOT NULL,
    "auth" VARCHAR(40) NOT NULL,
    "key" UUID NOT NULL REFERENCES "push_key" ("id"),
    "label" VARCHAR(80) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,
    "ok_at" TIMESTAMPTZ,
    "next_at" TIMESTAMPTZ,
    "refusals" INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS "stopped" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "endpoint_hash" VARCHAR(64) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("person", "endpoint_hash")
);
CREATE TABLE IF NOT EXISTS "choice" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "topic" VARCHAR(10) NOT NULL,
    "when" VARCHAR(8) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("person", "topic")
);
CREATE TABLE IF NOT EXISTS "manner" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL UNIQUE REFERENCES "person" ("id"),
    "channel" VARCHAR(4) NOT NULL,
    "zone" VARCHAR(60) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "hours" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "side" VARCHAR(8) NOT NULL,
    "quiet_from" VARCHAR(5) NOT NULL,
    "quiet_to" VARCHAR(5) NOT NULL,
    "weekends" BOOLEAN NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    UNIQUE ("person", "side")
);
CREATE TABLE IF NOT EXISTS "offer" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "what" VARCHAR(10) NOT NULL,
    "answer" VARCHAR(10) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS "hand_over" (
    "id" UUID NOT NULL PRIMARY KEY,
    "person" UUID NOT NULL REFERENCES "person" ("id"),
    "session" UUID NOT NULL REFERENCES "session" ("id"),
    "code_hash" VARCHAR(64) NOT NULL,
    "language" VARCHAR(12) NOT NULL,
    "made_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "message_by_person" ON "message" ("person", "made_at");
CREATE INDEX IF NOT EXISTS "message_by_subject" ON "message" ("subject", "person", "made_at");
CREATE INDEX IF NOT EXISTS "message_new" ON "message" ("person", "made_at")
    WHERE "opened_at" IS NULL AND "handled_at" IS NULL;
CREATE INDEX IF NOT EXISTS "message_by_child" ON "message" ("child", "made_at");
CREATE INDEX IF NOT EXISTS "delivery_ready" ON "delivery" ("channel", "due_at", "seq")
    WHERE "state" = 'ready';
CREATE INDEX IF NOT EXISTS "delivery_failed" ON "delivery" ("done_at")
    WHERE "state" IN ('dead', 'cancelled');
CREATE INDEX IF NOT EXISTS "delivery_leased" ON "delivery" ("lease", "lease_until")
    WHERE "state" = 'leased';
CREATE INDEX IF NOT EXISTS "delivery_open" ON "delivery" ("address", "subject", "seq")
    WHERE "state" IN ('ready', 'leased');
CREATE INDEX IF NOT EXISTS "delivery_by_message" ON "delivery" ("message");
CREATE INDEX IF NOT EXISTS "delivery_by_person" ON "delivery" ("person", "due_at");
CREATE INDEX IF NOT EXISTS "subscription_by_person" ON "subscription" ("person");
CREATE INDEX IF NOT EXISTS "offer_by_person" ON "offer" ("person", "what");
CREATE INDEX IF NOT EXISTS "hand_over_by_code" ON "hand_over" ("code_hash");
"""


async def forwards() -> MigrationManager:
    """Make the tables and their ways in."""
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(both(TABLES))
    return manager
