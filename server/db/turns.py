"""One at a time, among all the processes of one database."""

from server.db.choosing import current


async def alone(number: int) -> bool:
    """In a unit: nobody else does this until it ends. False while somebody does.

    SQLite lets one writer in anyway; PostgreSQL asks for an advisory lock of this number.
    """
    engine = current()
    if engine.engine_type == "sqlite":
        return True
    rows = await engine.run("fetch", "SELECT pg_try_advisory_xact_lock($1) AS mine", (number,))
    return bool(rows[0]["mine"])


async def in_turn(number: int) -> None:
    """As `alone`, but whoever comes second waits until the first one's unit has ended."""
    engine = current()
    if engine.engine_type == "postgres":
        await engine.run("fetch", "SELECT pg_advisory_xact_lock($1)", (number,))
