"""Browsers that said yes to messages, and the keys and the certificate of one run."""

import ipaddress
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from server.inbox.keys import public_text
from tools.bench.messages.children import child, module

HOST = "127.0.0.1"


class Phone(msgspec.Struct, frozen=True):
    """Where one browser is, and its keys, as its own script would post them."""

    endpoint: str
    p256dh: str
    auth: str


class Arrived(msgspec.Struct, frozen=True):
    """What a push service was sent: paths with their moments, and tokens for each origin."""

    arrived: list[tuple[str, float]]
    tokens: list[int]


class Endpoint(NamedTuple):
    """The push service of this run, at two origins."""

    plain: str
    safe: str
    certificate: Path

    @property
    def trusted(self) -> dict[str, str]:
        """What makes our own process, requests and node believe its certificate."""
        names = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
        return dict.fromkeys(names, str(self.certificate))

    def seen(self) -> Arrived:
        """What came since this was last asked."""
        with urlopen(f"{self.plain}/", timeout=10) as answer:  # noqa: S310 -- loopback
            return msgspec.json.decode(answer.read(), type=Arrived)


@contextmanager
def endpoint(folder: Path) -> Iterator[Endpoint]:
    """A push service in a process of its own, as long as this lasts."""
    certificate, key = _certificate(folder)
    run = module("tools.bench.messages.endpoint", str(certificate), str(key))
    with child(run) as running:
        plain, safe = running.line().split()
        yield Endpoint(f"http://{HOST}:{plain}", f"https://{HOST}:{safe}", certificate)


def phones(origin: str, count: int) -> list[Phone]:
    """So many browsers that subscribed there."""
    return [
        Phone(
            f"{origin}/push/{place}",
            public_text(ec.generate_private_key(ec.SECP256R1())),
            text(os.urandom(16)),
        )
        for place in range(count)
    ]


def text(raw: bytes) -> str:
    """As keys are written down (base64url)."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _certificate(folder: Path) -> tuple[Path, Path]:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    at = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    made = (
        x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, SHA256())
    )
    certificate, key = folder / "push.pem", folder / "push.key"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, key
