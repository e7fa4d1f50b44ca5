"""Fetch htmx again and put it under server/static/vendor, if it is the file we know.

`python -m tools.vendor_htmx` asks npm for the one version below and checks the package, then the
file, against the sums written here. A new version is a change to this file, read by a person.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "4.0.1"
PACKAGE_SHA512 = (
    "oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg=="
)
FILE_SHA256 = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"
VENDOR = Path(__file__).resolve().parents[1] / "server" / "static" / "vendor"


def packed(folder: Path) -> bytes:
    """The package as npm gives it."""
    command = ["npm", "pack", f"htmx.org@{VERSION}", "--json", "--pack-destination", str(folder)]
    answer = subprocess.run(command, capture_output=True, check=True)
    name = str(json.loads(answer.stdout)[0]["filename"])
    return (folder / name).read_bytes()


def same(what: str, expected: str, found: str) -> None:
    """Stop unless a sum is the one written here."""
    if expected != found:
        sys.exit(f"htmx {VERSION}: the {what} is not the one we know: {found}")


def member(archive: tarfile.TarFile, name: str) -> bytes:
    """One file of the package."""
    file = archive.extractfile(f"package/{name}")
    if file is None:
        sys.exit(f"htmx {VERSION}: the package has no {name}")
    return file.read()


def main() -> None:
    """Fetch, check, and only then write."""
    with tempfile.TemporaryDirectory() as folder:
        package = packed(Path(folder))
        digest = base64.b64encode(hashlib.sha512(package).digest()).decode()
        same("package", PACKAGE_SHA512, digest)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            script = member(archive, "dist/htmx.min.js")
            licence = member(archive, "LICENSE")
    same("file", FILE_SHA256, hashlib.sha256(script).hexdigest())
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "htmx.min.js").write_bytes(script)
    (VENDOR / "LICENSE").write_bytes(licence)
    print(f"htmx {VERSION}: {len(script)} bytes, as known")


if __name__ == "__main__":
    main()
