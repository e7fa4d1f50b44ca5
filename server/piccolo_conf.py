"""Where Piccolo looks: the database in use and the one app. Nothing connects by importing this."""

from typing import Any

from piccolo.conf.apps import AppRegistry

from server.db.choosing import current


def __getattr__(name: str) -> Any:
    """Answer when asked, not before."""
    if name == "DB":
        return current()
    if name == "APP_REGISTRY":
        return AppRegistry(apps=["server.piccolo_app"])
    raise AttributeError(name)
