"""The database: engines, units, hot reads and the schema."""

from server.config import ConfigProblem
from server.db.among import among
from server.db.choosing import current, engine_from_url, use, using
from server.db.compiled import Compiled, Param
from server.db.engine import MAX_WAITING, Engine
from server.db.matching import schema_matches
from server.db.refusals import (
    Busy,
    Clash,
    NestedUnit,
    Refused,
    StrayTask,
    UnknownSchema,
    WeakDurability,
)
from server.db.schema import check_durable, check_schema, migrate
from server.db.statements import add_column, both
from server.db.turns import alone, in_turn
from server.db.unit import after_commit, in_unit, unit
from server.db.waking import wake, waker

__all__ = [
    "MAX_WAITING",
    "Busy",
    "Clash",
    "Compiled",
    "ConfigProblem",
    "Engine",
    "NestedUnit",
    "Param",
    "Refused",
    "StrayTask",
    "UnknownSchema",
    "WeakDurability",
    "add_column",
    "after_commit",
    "alone",
    "among",
    "both",
    "check_durable",
    "check_schema",
    "current",
    "engine_from_url",
    "in_turn",
    "in_unit",
    "migrate",
    "schema_matches",
    "unit",
    "use",
    "using",
    "wake",
    "waker",
]
