"""Where a push may go: the known push services and nowhere else, whatever a browser says."""

import hashlib
import re
from base64 import urlsafe_b64decode
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

MOST_DEVICES = 10
LONGEST = 2048
HOSTS = frozenset(
    {
        "fcm.googleapis.com",
        "jmt17.google.com",
        "updates.push.services.mozilla.com",
        "web.push.apple.com",
    }
)
WINDOWS = ".notify.windows.com"
BELOW = (".push.apple.com", WINDOWS)
# No userinfo, no backslash, no fragment, only plain signs: there is one way to read it.
_ADDRESS = re.compile(r"(https?)://([a-z0-9.-]{1,253})(?::([0-9]{1,5}))?(/[!\"$-\[\]-~]*)?")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PORTS = {"https": "443", "http": "80"}
_POINT = re.compile(r"[A-Za-z0-9_-]{87}")
_AUTH = re.compile(r"[A-Za-z0-9_-]{22}")
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")  # all that is given out to anybody so far


def endpoint_problem(endpoint: str, also: Collection[str]) -> str:
    """Why nothing is ever sent to this address, in a word; "" when something may be."""
    found = _ADDRESS.fullmatch(endpoint) if len(endpoint) <= LONGEST else None
    if found is None:
        return "form"
    if origin_of(endpoint) in also:
        return ""
    scheme, host, port, _ = found.groups()
    if host not in HOSTS and not _below(host):
        return "host"
    if scheme != "https":
        return "scheme"
    return "" if port in (None, "443") else "port"


def _below(host: str) -> bool:
    """A real name below one of the services that give each of their machines a name."""
    return host.endswith(BELOW) and all(_LABEL.fullmatch(part) for part in host.split("."))


def origin_of(endpoint: str) -> str:
    """Scheme, host and unusual port of an address (RFC 6454); "" for what is none."""
    found = _ADDRESS.fullmatch(endpoint)
    if found is None:
        return ""
    scheme, host, port, _ = found.groups()
    return f"{scheme}://{host}" + (f":{port}" if port and port != _PORTS[scheme] else "")


def on_windows(origin: str) -> bool:
    """Whether this is one of Microsoft's, which ask for a header of their own."""
    return origin.endswith(WINDOWS)


def hash_of(endpoint: str) -> str:
    """What an address is found again by, and the most of it that may ever be logged."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def keys_problem(p256dh: str, auth: str) -> str:
    """What is wrong with the keys of a browser (RFC 8291), in a word; "" when nothing is."""
    if not _POINT.fullmatch(p256dh):
        return "p256dh"
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), unpacked(p256dh))
    except ValueError:  # compressed, or no point of the curve
        return "p256dh"
    return "" if _AUTH.fullmatch(auth) else "auth"


def unpacked(text: str) -> bytes:
    """The bytes that this base64url holds, without its padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def public(address: str) -> bool:
    """Whether this address is out in the world, and no other address is hidden in it."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        hidden = _hidden(found)
        if hidden is not None:
            return public(str(hidden))
        if found not in _UNICAST or found.sixtofour or found.teredo:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _hidden(found: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that this one stands for: v4-mapped, or by NAT64 (RFC 6052)."""
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFF_FFFF)
    return found.ipv4_mapped
