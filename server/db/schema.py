"""The schema: brought up to date step by step, and checked before anything relies on it."""

import io
import logging
from collections.abc import Collection
from contextlib import redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.apps.migrations.tables import Migration

from server.db.choosing import using
from server.db.engine import Engine
from server.db.refusals import UnknownSchema, WeakDurability

APP = "alongside"
FOLDER = Path(__file__).parents[1] / "piccolo_migrations"
DURABLE = {
    "sqlite": ("PRAGMA", {"journal_mode": {"wal"}, "synchronous": {"2", "3"}}),  # FULL, EXTRA
    "postgres": (
        "SHOW",
        {
            "fsync": {"on"},
            "synchronous_commit": {
                "on",
                "remote_apply",
                "remote_write",
                "local",  # each waits for our own disk
            },
        },
    ),
}
log = logging.getLogger(__name__)


async def migrate(engine: Engine, folder: Path = FOLDER) -> list[str]:
    """Apply the migrations this database lacks, each exactly once whoever else tries; their ids."""
    steps = _steps(folder)
    with using(engine):
        return [each for each, module in steps.items() if await _apply(engine, module, steps)]


async def check_schema(engine: Engine, folder: Path = FOLDER) -> None:
    """This database has the very migrations this code knows, or UnknownSchema."""
    known = _steps(folder)
    with using(engine):
        ran = await _ran() if await Migration.table_exists() else set()
    _refuse_unknown(ran, known)
    if lacking := [each for each in known if each not in ran]:
        raise UnknownSchema(f"the database lacks {', '.join(lacking)}: run migrate first")


async def check_durable(engine: Engine) -> None:
    """What this database says is kept stays kept through a power cut, or WeakDurability."""
    asked, wanted = DURABLE[engine.engine_type]
    for name, enough in wanted.items():
        rows = await engine.run("fetch", f"{asked} {name}")
        if str(rows[0][name]) not in enough:
            raise WeakDurability(f"{name} is {rows[0][name]}")


def _steps(folder: Path) -> dict[str, ModuleType]:
    """The migrations in this folder by their ID, in their order."""
    modules = (_loaded(path) for path in sorted(folder.glob("*.py")) if path.stem != "__init__")
    return {each.ID: each for each in sorted(modules, key=lambda module: str(module.ID))}


def _loaded(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"_migration_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path.name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def _ran() -> set[str]:
    return set(await Migration.get_migrations_which_ran(APP))


def _refuse_unknown(ran: Collection[str], known: Collection[str]) -> None:
    if unknown := sorted(set(ran) - set(known)):
        raise UnknownSchema(f"the database is newer than this code: {', '.join(unknown)}")


async def _apply(engine: Engine, step: ModuleType, known: Collection[str]) -> bool:
    """One migration and its bookkeeping row, together or not at all."""
    async with engine.migrating():
        await Migration.create_table(if_not_exists=True)
        ran = await _ran()
        _refuse_unknown(ran, known)
        if step.ID in ran:
            return False
        manager = await step.forwards()
        if isinstance(manager, MigrationManager):
            with redirect_stdout(io.StringIO()):  # Piccolo prints
                await manager.run()
        await Migration.insert(Migration(name=step.ID, app_name=APP))
    log.info("applied migration %s", step.ID)
    return True
