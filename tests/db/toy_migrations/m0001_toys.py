"""Toys come."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import both

ID = "2026-01-01T00:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "toys"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(
        both(
            """
            CREATE TABLE IF NOT EXISTS toy_box (
              id UUID PRIMARY KEY NOT NULL, name VARCHAR(40) NOT NULL UNIQUE,
              made_at TIMESTAMPTZ NOT NULL, open BOOLEAN NOT NULL
            );
            CREATE TABLE IF NOT EXISTS toy (
              id UUID PRIMARY KEY NOT NULL, name TEXT NOT NULL,
              box UUID REFERENCES toy_box (id) ON DELETE CASCADE
            );
            CREATE TABLE IF NOT EXISTS times_run (step TEXT NOT NULL);
            INSERT INTO times_run VALUES ('first; and only');
            INSERT INTO toy_box VALUES
              ('00000000-0000-0000-0000-000000000001', 'red', '2026-01-01 00:00:00+00:00', true);
            INSERT INTO toy VALUES
              ('00000000-0000-0000-0000-000000000002', 'bear',
               '00000000-0000-0000-0000-000000000001');
            """
        )
    )
    return manager
