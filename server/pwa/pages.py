"""What a browser fetches for the app itself: its worker, a manifest, a page for no connection."""

from typing import Any

from litestar import Controller, MediaType, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from server.assets import answer
from server.languages import LANGUAGES
from server.pwa.manifest import manifest
from server.pwa.worker import offline, worker
from server.web import Web

_BRIEFLY = {"cache-control": "public, max-age=300", "vary": "Accept-Encoding"}
_ENDING = ".webmanifest"


class AppPages(Controller):
    """The same for everybody, so open, and without a word about anybody."""

    opt = {"open": True}

    @get("/sw.js")
    async def worker(self, request: Web) -> Response[Any]:
        """Asked for again at every visit, and nearly always answered that nothing has changed."""
        found = worker()
        sent = {
            name.encode("latin-1"): value.encode("latin-1")
            for name, value in request.headers.items()
        }
        status, head, body = answer(found, sent)
        said = {name.decode(): value.decode() for name, value in head}
        said |= {"cache-control": "no-cache"}
        said.pop("content-type", None)
        return Response(body, status_code=status, headers=said, media_type="text/javascript")

    @get("/manifest/{name:str}")
    async def manifest(self, name: FromPath[str]) -> Response[bytes]:
        code = name.removesuffix(_ENDING)
        if code not in LANGUAGES or name == code:
            raise NotFoundException
        kind = "application/manifest+json"
        return Response(manifest(code), media_type=kind, headers=_BRIEFLY)

    @get("/offline/{code:str}")
    async def offline(self, code: FromPath[str]) -> Response[str]:
        if code not in LANGUAGES:
            raise NotFoundException
        return Response(offline(code), media_type=MediaType.HTML, headers=_BRIEFLY)
