"""One of several values, as one argument."""

import json
from collections.abc import Collection

from piccolo.querystring import QueryString

from server.db.choosing import current


def among(values: Collection[int] | Collection[str]) -> QueryString:
    """What follows a column that is one of these; however many, the statement stays the same."""
    if current().engine_type == "postgres":
        return QueryString("= ANY({})", list(values))
    return QueryString("IN (SELECT value FROM json_each({}))", json.dumps(list(values)))
