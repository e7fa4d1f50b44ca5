"""One Piccolo app: every slice's tables, and one line of history."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

HERE = Path(__file__).parent

APP_CONFIG = AppConfig(
    app_name="alongside",
    migrations_folder_path=HERE / "piccolo_migrations",
    table_classes=table_finder(
        modules=[f"server.{path.parent.name}.tables" for path in sorted(HERE.glob("*/tables.py"))],
        exclude_imported=True,
    ),
)
