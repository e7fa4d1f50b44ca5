"""A letter and the password of its mailbox travel under TLS, to the server that was meant."""

import ssl
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import msgspec
import pytest

from server.mail import Letter, post
from tests.browsing import CONFIG
from tests.people.smtp import certificate, mail_server

LETTER = Letter("amira@example.org", "A subject", "Some words", "<p>Some words</p>", "ur")


def by(address: str):
    return msgspec.structs.replace(CONFIG, mail=address, mail_from="post@example.org")


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that this machine trusts, as an operator of a county's own server does it."""
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return pem


async def test_a_letter_and_its_password_go_under_tls(trusted: Path) -> None:
    async with mail_server(trusted) as server:
        await post(by(f"smtp://nursery:w%40rd@127.0.0.1:{server.port}"), LETTER)
    assert server.password == "w@rd"
    assert len(server.letters) == 1
    assert [line.split()[0] for line in server.in_the_clear.splitlines()] == ["ehlo", "STARTTLS"]


async def test_a_letter_goes_under_tls_from_the_first_byte(trusted: Path) -> None:
    async with mail_server(trusted, at_once=True) as server:
        await post(by(f"smtps://nursery:word@127.0.0.1:{server.port}"), LETTER)
    assert server.password == "word"
    assert server.in_the_clear == ""
    assert len(server.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_server_nobody_vouches_for_gets_nothing(tmp_path: Path, scheme: str) -> None:
    async with mail_server(certificate(tmp_path), at_once=scheme == "smtps") as server:
        with pytest.raises(ssl.SSLCertVerificationError):
            await post(by(f"{scheme}://nursery:word@127.0.0.1:{server.port}"), LETTER)
    assert server.letters == []
    assert "AUTH" not in str(server.told)


async def test_another_servers_certificate_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = certificate(tmp_path, "127.0.0.9")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    async with mail_server(pem) as server:
        with pytest.raises(ssl.SSLCertVerificationError):
            await post(by(f"smtp://nursery:word@127.0.0.1:{server.port}"), LETTER)
    assert server.letters == []


BENT = "one\r\nBcc: everybody@example.org"


@pytest.mark.parametrize("field", ["to", "subject", "lang"])
async def test_a_line_break_adds_no_header(field: str) -> None:
    async with mail_server() as server:
        bent = msgspec.structs.replace(LETTER, **{field: BENT})
        with pytest.raises(ValueError, match=r"(?i)cr or lf|linefeed or carriage return"):
            await post(by(f"smtp://127.0.0.1:{server.port}?tls=0"), bent)
    assert server.told == []


async def test_line_breaks_in_the_words_stay_in_the_words() -> None:
    async with mail_server() as server:
        bent = msgspec.structs.replace(LETTER, text=f"{BENT}\r\n.\r\nRCPT TO:<x@example.org>")
        await post(by(f"smtp://127.0.0.1:{server.port}?tls=0"), bent)
    letter = message_from_bytes(server.letters[0], policy=SMTP)
    assert letter["Bcc"] is None
    assert [line for _, line in server.told if line.lower().startswith("rcpt")] == [
        "rcpt TO:<amira@example.org>"
    ]
