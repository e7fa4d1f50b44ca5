"""Static files, hashed into their URL and kept for a year by browsers, and the symbols in pages."""

import gzip
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import cast

import brotli
import msgspec
from litestar import asgi
from litestar.exceptions import HTTPException, MethodNotAllowedException
from litestar.types import HTTPScope, Receive, Scope, Send
from markupsafe import Markup

ROOT = Path(__file__).resolve().parent / "static"
SHEET = "style.css"
_KEEP = b"public, max-age=31536000, immutable"
_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
_TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


class Asset(msgspec.Struct, frozen=True):
    """One file, in each form a browser may accept: compressed when first asked for, then kept."""

    url: str
    kind: bytes
    tag: bytes
    raw: bytes

    @cache  # noqa: B019 -- there are few, and they live as long as the process
    def body(self, encoding: bytes) -> bytes:
        """The file in this encoding (b"" for none)."""
        if encoding == b"br":
            small: bytes = brotli.compress(self.raw, quality=11)
            return small
        return gzip.compress(self.raw, 9, mtime=0) if encoding else self.raw


def _kind(name: str) -> str:
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def _asset(name: str, raw: bytes) -> Asset:
    digest = hashlib.sha256(raw).hexdigest()
    stem, _, ending = name.rpartition(".")
    kind = _kind(name)
    url = f"/static/{stem}.{digest[:12]}.{ending}"
    return Asset(url, kind.encode(), digest[:16].encode(), raw)


def _sheet() -> bytes:
    """All sheets as one, in the order of their layers, without their comments."""
    first = [ROOT / "tokens.css", ROOT / "base.css"]
    parts = sorted((ROOT / "parts").glob("*.css"))
    whole = b"\n".join(path.read_bytes() for path in (*first, *parts))
    return _COMMENT.sub(b"", whole)


def _load() -> dict[str, Asset]:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and path.suffix != ".css"
    }
    return {name: _asset(name, raw) for name, raw in ({**files, SHEET: _sheet()}).items()}


ASSETS: dict[str, Asset] = _load()
_BY_URL = {asset.url: asset for asset in ASSETS.values()}


def asset(name: str) -> str:
    """The URL of a static file."""
    return ASSETS[name].url


def _drawings() -> dict[str, Markup]:
    files = (ROOT.parent / "templates" / "symbols").glob("*.svg")
    return {path.stem: Markup(path.read_text(encoding="utf-8").rstrip()) for path in files}  # noqa: S704


DRAWINGS = _drawings()


def drawing(name: str) -> Markup:
    """A symbol, to stand in a page beside its word."""
    return DRAWINGS[name]


def accepted(header: bytes) -> frozenset[bytes]:
    """The encodings a browser takes, those with q=0 left out."""
    taken = set()
    for part in header.lower().split(b","):
        name, _, quality = part.partition(b";")
        if quality.strip().replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"):
            taken.add(name.strip())
    return frozenset(taken)


@asgi("/static", is_mount=True, copy_scope=False, opt={"open": True})
async def static(scope: Scope, receive: Receive, send: Send) -> None:
    """A static file, or 404."""
    asked = cast("HTTPScope", scope)
    found = _BY_URL.get(scope["raw_path"].decode("latin-1").partition("?")[0])
    if found is None:
        raise HTTPException(status_code=404)
    if asked["method"] not in ("GET", "HEAD"):
        raise MethodNotAllowedException(headers={"allow": "GET, HEAD"})
    status, head, body = answer(found, dict(scope["headers"]))
    await send({"type": "http.response.start", "status": status, "headers": head})
    sent = b"" if asked["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": sent, "more_body": False})


def answer(
    found: Asset, headers: dict[bytes, bytes]
) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Status, head and body: compressed as the browser takes it, 304 when it has it already."""
    takes = accepted(headers.get(b"accept-encoding", b""))
    text = found.kind.decode().startswith(_TEXT)
    encoding = next((e for e in (b"br", b"gzip") if text and e in takes), b"")
    tag = b'"' + found.tag + (b"-" + encoding if encoding else b"") + b'"'
    head = [(b"etag", tag), (b"cache-control", _KEEP), (b"vary", b"accept-encoding")]
    if tag in [part.strip() for part in headers.get(b"if-none-match", b"").split(b",")]:
        return 304, head, b""
    body = found.body(encoding)
    head += [(b"content-type", found.kind), (b"content-length", str(len(body)).encode())]
    return 200, [*head, *([(b"content-encoding", encoding)] if encoding else [])], body
