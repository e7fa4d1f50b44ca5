"""Every value of a kind in the whole database."""

from collections.abc import AsyncIterator

from server.children.tables import Tie
from server.piccolo_app import APP_CONFIG

TO_COME = (Tie.until,)  # the one moment that may lie ahead


async def everything(kind: type) -> AsyncIterator[tuple[str, object]]:
    """Each value of a column of this kind, with the place it stands at."""
    for table in APP_CONFIG.table_classes:
        for column in table._meta.columns:
            if isinstance(column, kind) and all(column is not each for each in TO_COME):
                for value in await table.select(column).output(as_list=True):
                    yield f"{table._meta.tablename}.{column._meta.name}", value
