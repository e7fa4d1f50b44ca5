"""A mail server of the tests' own: with a certificate if it is given one, as strict as asked."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = "127.0.0.1"


def certificate(folder: Path, address: str = HERE) -> Path:
    """A certificate for this address and its key, in one file. It signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "mail.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


class MailServer:
    """Keeps each line it is told, and whether nobody else could hear it."""

    def __init__(self, context: ssl.SSLContext | None, rcpt: str) -> None:
        self.context = context
        self.rcpt = rcpt
        self.told: list[tuple[bool, str]] = []
        self.letters: list[bytes] = []
        self.port = 0

    @property
    def in_the_clear(self) -> str:
        """All that anybody on the way could have read."""
        return "\n".join(line for secret, line in self.told if not secret)

    @property
    def password(self) -> str:
        """What it was let in with (AUTH PLAIN)."""
        said = next(line for _, line in self.told if line.startswith("AUTH PLAIN "))
        return base64.b64decode(said.removeprefix("AUTH PLAIN ")).decode().rpartition("\0")[2]

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client, until it leaves or its TLS fails."""
        try:
            writer.write(b"220 here\r\n")
            while line := (await reader.readline()).decode().rstrip():
                secret = writer.get_extra_info("ssl_object") is not None
                self.told.append((secret, line))
                word = line[:4].upper()
                writer.write(self.answer(word, secret=secret))
                if word == "DATA":
                    self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                    writer.write(b"250 kept\r\n")
                if word == "STAR" and self.context:
                    await writer.start_tls(self.context)
        except (ConnectionError, ssl.SSLError):
            pass  # it did not trust us, and left
        finally:
            writer.close()

    def answer(self, word: str, *, secret: bool) -> bytes:
        """What a mail server says to this command."""
        offers = "AUTH PLAIN" if secret else "STARTTLS" if self.context else "HELP"
        known = {"EHLO": f"250-here\r\n250 {offers}", "DATA": "354 go on", "RCPT": self.rcpt}
        known |= {"STAR": "220 go on", "AUTH": "235 welcome", "QUIT": "221 bye"}
        return f"{known.get(word, '250 ok')}\r\n".encode()


@asynccontextmanager
async def mail_server(
    pem: Path | None = None, *, at_once: bool = False, rcpt: str = "250 ok"
) -> AsyncIterator[MailServer]:
    """A mail server on this machine; `at_once` speaks TLS from the first byte."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if pem else None
    if context and pem:
        context.load_cert_chain(pem)
    made = MailServer(context, rcpt)
    server = await asyncio.start_server(made.talk, HERE, 0, ssl=context if at_once else None)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
