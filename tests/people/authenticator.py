"""A passkey in software: what a phone does, with every mistake a test wants to make."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from tests.browsing import ORIGIN

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def un64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Phone:
    """Holds one passkey."""

    def __init__(self, origin: str = ORIGIN, domain: str = "alongside.test") -> None:
        self.origin = origin
        self.domain = domain
        self.verified = True
        self.counter = 0
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.owner = b""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answers the options for a new passkey."""
        self.owner = un64(options["user"]["id"])
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        data = self._data(ATTESTED) + attested
        statement = {"fmt": "none", "attStmt": {}, "authData": data}
        said = self._said("webauthn.create", options["challenge"])
        return self._credential(
            {"clientDataJSON": b64(said), "attestationObject": b64(cbor2.dumps(statement))}
        )

    def open(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answers the options for signing in."""
        self.counter += 1
        data, said = self._data(), self._said("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            {
                "clientDataJSON": b64(said),
                "authenticatorData": b64(data),
                "signature": b64(signature),
                "userHandle": b64(self.owner),
            }
        )

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        where = hashlib.sha256(self.domain.encode()).digest()
        return where + bytes([flags]) + self.counter.to_bytes(4)

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        return {
            "id": b64(self.id),
            "rawId": b64(self.id),
            "type": "public-key",
            "response": response,
        }


async def options(browser: httpx.AsyncClient, at: str) -> dict[str, Any]:
    """What the server asks of a passkey."""
    found: dict[str, Any] = (await browser.post(f"{at}/options", json={})).json()
    return found


async def add_passkey(browser: httpx.AsyncClient, phone: Phone) -> httpx.Response:
    """Make a passkey for whoever is signed in in this browser."""
    credential = phone.make(await options(browser, "/me/passkeys"))
    return await browser.post("/me/passkeys", json={"credential": credential, "next": "/me"})


async def open_with(
    browser: httpx.AsyncClient, phone: Phone, at: str = "/sign-in/passkey", **more: object
) -> httpx.Response:
    """Sign in, or open again, with a passkey."""
    credential = phone.open(await options(browser, at))
    return await browser.post(at, json={"credential": credential, **more})
