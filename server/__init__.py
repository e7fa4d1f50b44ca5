"""Alongside: families and nurseries go round assess, plan, do, review together."""

import os

os.environ.setdefault("PICCOLO_CONF", "server.piccolo_conf")
