"""Whatever a push service answers, sending goes on: nobody waits for long or reads for ever."""

import asyncio
import ssl
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from server.inbox.retry_rules import Answered
from tests.inbox.push_service import PushService, Say
from tests.inbox.wiring import wired


@pytest.mark.parametrize("status", [200, 201, 202, 204, 400, 401, 403, 404, 410, 413, 500, 503])
async def test_an_answer_is_passed_on_as_it_is(status: int) -> None:
    async with PushService() as service, wired(service) as sender:
        service.answers(Say(status))
        assert await sender.send(service.browser()) == Answered(status)


@pytest.mark.parametrize("asked", ["7", "Wed, 21 Oct 2026 07:28:00 GMT"])
async def test_how_long_to_wait_is_passed_on_as_it_came(asked: str) -> None:
    async with PushService() as service, wired(service) as sender:
        service.answers(Say(429, {"Retry-After": asked}))
        assert await sender.send(service.browser()) == Answered(429, asked)


@pytest.mark.parametrize("how", ["hang", "drip"])
async def test_who_answers_too_slowly_is_left(how: str) -> None:
    async with PushService() as service, wired(service, seconds=0.4) as sender:
        service.answers(Say(how=how))
        began = time.monotonic()
        assert await sender.send(service.browser()) == Answered(0, "", "timeout")
        assert time.monotonic() - began < 2


async def test_a_gigabyte_is_not_read() -> None:
    async with PushService() as service, wired(service) as sender:
        service.answers(Say(201, how="flood"))
        began = time.monotonic()
        assert await sender.send(service.browser()) == Answered(201)
        assert time.monotonic() - began < 2
        assert await sender.send(service.browser()) == Answered(201)
        assert service.connections == 2


async def test_who_is_not_there_is_unreachable() -> None:
    async with PushService() as service:
        phone = service.browser()
    async with wired(service) as sender:
        assert await sender.send(phone) == Answered(0, "", "unreachable")


async def test_what_is_no_http_is_unreachable() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"220 mail.example.org ESMTP\r\n\r\n")
        writer.close()

    service = PushService()
    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        service.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with wired(service) as sender:
            assert await sender.send(service.browser()) == Answered(0, "", "unreachable")


async def test_a_certificate_nobody_vouches_for_is_not_believed(tmp_path: Path) -> None:
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(1))
        writer.close()

    service, trust = PushService(), _self_signed(tmp_path)
    async with await asyncio.start_server(talk, "127.0.0.1", 0, ssl=trust) as server:
        service.origin = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with wired(service) as sender:
            assert await sender.send(service.browser()) == Answered(0, "", "unreachable")
    assert heard in ([], [b""])


def _self_signed(folder: Path) -> ssl.SSLContext:
    private, at = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    made = made.not_valid_before(at).not_valid_after(at + timedelta(days=1))
    whole = made.sign(private, SHA256()).public_bytes(Encoding.PEM)
    whole += private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "own.pem").write_bytes(whole)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "own.pem")
    return context
