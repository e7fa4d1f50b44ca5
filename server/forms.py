"""A posted form, as its Struct says, or a plain refusal: wrong shape is 400, too long is 413.

Every text is cleaned here once: NFC, no bidi overrides or isolates (joiners stay), no control
signs but tab and line end. NUL and broken UTF-8 are a wrong shape.
"""

import hashlib
import re
import unicodedata
from datetime import date
from typing import Any, TypeVar, get_origin, get_type_hints
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
from litestar import Request
from litestar.exceptions import ClientException

from server.people.ops import Press

MOST_FIELDS = 200
LONGEST = 5000  # characters of one text; a longer one is told so, with the words kept
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Form(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every form carries: the id of this one press."""

    op: UUID


F = TypeVar("F", bound=msgspec.Struct)


def clean(text: str) -> str:
    """The text as it is kept. Raises 400 for NUL."""
    if "\0" in text:
        raise ClientException
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _OVERRIDES.sub("", text))).strip()


async def posted(request: Request[Any, Any, Any], shape: type[F]) -> F:
    """The form this request carries. Unknown, doubled or misshapen fields are 400."""
    return _fitted(await _pairs(request), shape)


async def all_fields(request: Request[Any, Any, Any]) -> dict[str, str | list[str]]:
    """Whatever this form carries, cleaned: for keeping words, never for acting on them."""
    found: dict[str, str | list[str]] = {}
    for name, value in await _pairs(request):
        before = found.get(name)
        if before is None:
            found[name] = clean(value)
        else:
            found[name] = [*([before] if isinstance(before, str) else before), clean(value)]
    return found


def _fitted(pairs: list[tuple[str, str]], shape: type[F]) -> F:
    hints = get_type_hints(shape).items()
    many = {name for name, hint in hints if get_origin(hint) is list}
    found: dict[str, str | list[str]] = {}
    for name, value in pairs:
        if name.endswith("_dir") and value in ("ltr", "rtl"):
            continue  # the browser's dirname beside a text: dir="auto" finds it again when shown
        if name in many:
            found.setdefault(name, []).append(clean(value))  # type: ignore[union-attr]
        elif name in found:
            raise ClientException
        else:
            found[name] = clean(value)
    try:
        return msgspec.convert(found, shape, strict=False)
    except (msgspec.ValidationError, OverflowError) as error:
        raise ClientException from error


async def _pairs(request: Request[Any, Any, Any]) -> list[tuple[str, str]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise ClientException
    body = await request.body()
    try:
        return parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:  # broken UTF-8 and too many fields are both of its kind
        raise ClientException from error


async def press_of(request: Request[Any, Any, Any], form: Form) -> Press:
    """The op of this press, with the hash of where it went and the whole body it came in."""
    sent = request.scope["path"].encode() + b"\n" + await request.body()
    return Press(form.op, hashlib.sha256(sent).hexdigest())


def words_problem(text: str, name: str = "words", *, needed: bool = True) -> dict[str, str]:
    """What is wrong with a text somebody wrote: "empty" or "long", by its field's name."""
    if needed and not text:
        return {name: "empty"}
    return {name: "long"} if len(text) > LONGEST else {}


def day_of(text: str) -> date | None:
    """The date that a date field holds, or none for an empty or impossible one."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None  # noqa: PLR2004 -- nobody plans beyond


def kept(form: Form) -> dict[str, Any]:
    """What was filled in, as the fields show it again."""
    return {name: getattr(form, name) or "" for name in form.__struct_fields__ if name != "op"}
