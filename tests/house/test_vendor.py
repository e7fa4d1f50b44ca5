"""The one script that is not ours is, to the byte, the one that was read."""

import base64
import hashlib

from tools import vendor_htmx

SRI = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"


def test_htmx_is_the_file_we_know():
    script = (vendor_htmx.VENDOR / "htmx.min.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == vendor_htmx.FILE_SHA256
    digest = base64.b64encode(hashlib.sha384(script).digest()).decode()
    assert f"sha384-{digest}" == SRI


def test_htmx_comes_with_its_licence():
    assert "Zero-Clause BSD" in (vendor_htmx.VENDOR / "LICENSE").read_text()


def test_nothing_else_is_vendored():
    kept = {path.name for path in vendor_htmx.VENDOR.iterdir()}
    assert kept == {"htmx.min.js", "LICENSE"}
