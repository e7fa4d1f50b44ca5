"""Each toy gets marks; SQLite rebuilds the table of boxes meanwhile."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.db import add_column, both

ID = "2026-01-02T00:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "marks"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="alongside", description=DESCRIPTION)
    manager.add_raw(
        both(
            """
            CREATE TABLE IF NOT EXISTS toy_mark (
              id {autoid}, toy UUID NOT NULL REFERENCES toy (id)
            );
            INSERT INTO times_run VALUES ('second');
            """,
            sqlite="""
            CREATE TABLE toy_box_new (
              id UUID PRIMARY KEY NOT NULL, name VARCHAR(40) NOT NULL UNIQUE,
              made_at TIMESTAMPTZ NOT NULL, open BOOLEAN NOT NULL DEFAULT true
            );
            INSERT INTO toy_box_new SELECT * FROM toy_box;
            DROP TABLE toy_box;
            ALTER TABLE toy_box_new RENAME TO toy_box;
            """,
            postgres="ALTER TABLE toy_box ALTER COLUMN open SET DEFAULT true;",
        )
    )
    manager.add_raw(add_column("toy", "colour", "TEXT NOT NULL DEFAULT ''"))
    manager.add_raw(add_column("toy", "colour", "TEXT NOT NULL DEFAULT ''"))
    return manager
