"""The one list of rooms. The app does not start while a door says neither act nor open."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar
from litestar.config.app import AppConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from litestar.routes import BaseRoute
from litestar.types import ControllerRouterHandler

from server import rooms
from server.assets import static
from server.children.rules import Act
from server.config import Config, ConfigProblem, read
from server.db import Engine, check_durable, check_schema, engine_from_url, use
from server.edge import Edge
from server.errors import HANDLERS
from server.lines import speak_plainly
from server.web import act_of, current_person, guard

BODY = 256_000  # bytes; no form of ours is near it


def create_app(config: Config, engine: Engine) -> Litestar:
    """The app, ready to serve: every door checked, the edge around it."""
    use(engine)

    @asynccontextmanager
    async def life(_: Litestar) -> AsyncIterator[None]:
        await engine.open()
        try:
            await check_schema(engine)
            await check_durable(engine)
            yield
        finally:
            await engine.close()

    handlers: Sequence[ControllerRouterHandler] = [*rooms.doors(demo=config.demo), static]
    app = Litestar(
        handlers,
        guards=[guard],
        dependencies={"person": Provide(current_person), "act": Provide(act_of)},
        exception_handlers=HANDLERS,
        lifespan=[life],
        openapi_config=None,
        request_max_body_size=BODY,
        state=State({"config": config}),
        on_app_init=[_quiet],
    )
    undeclared = [
        f"{route.path} {handler}" for route, handler in doors(app) if not declared(handler)
    ]
    if undeclared:
        raise ConfigProblem(f"These doors say neither act nor open: {', '.join(undeclared)}")
    app.asgi_handler = Edge(app.asgi_handler, config)
    return app


def _quiet(app_config: AppConfig) -> AppConfig:
    app_config.logging_config = None
    return app_config


def doors(app: Litestar) -> Iterator[tuple[BaseRoute, BaseRouteHandler]]:
    """Every route with each of its handlers."""
    for route in app.routes:
        found: Any = getattr(route, "route_handlers", None) or [
            getattr(route, "route_handler", None)
        ]
        for handler in found:
            if handler is not None and not _automatic(handler):
                yield route, handler


def _automatic(handler: BaseRouteHandler) -> bool:
    """Litestar's own answer to OPTIONS."""
    return getattr(handler, "http_methods", None) == {"OPTIONS"}


def declared(handler: BaseRouteHandler) -> bool:
    """It says which act it is, or that it is open; and nothing of it is cached."""
    act = handler.opt.get("act")
    says_one = isinstance(act, Act) != bool(handler.opt.get("open"))
    return says_one and not getattr(handler, "cache", False)


def create() -> Litestar:
    """What each web process runs: the app as the environment says."""
    speak_plainly()
    config = read()
    return create_app(config, engine_from_url(config.database))
