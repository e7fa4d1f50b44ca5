"""The secret of an invitation and the square that carries it. Neither is kept."""

import secrets
from typing import NamedTuple

import segno

from server.people.asking import hashed
from server.people.code_rules import CODE_LENGTH, CODE_SIGNS

BORDER = 4


class Secret(NamedTuple):
    """What the square says (128 bits), and the short code for typing."""

    words: str
    code: str

    @property
    def hashes(self) -> tuple[str, str]:
        """What is kept of both."""
        return hashed(self.words), hashed(self.code)


def fresh_secret() -> Secret:
    """A secret nobody has seen yet."""
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    return Secret(secrets.token_urlsafe(16), code)


def draw_three() -> tuple[int, int, int]:
    """Three different numbers of two digits; the first is the phone's."""
    first, second, third = secrets.SystemRandom().sample(range(10, 100), 3)
    return first, second, third


class Square(NamedTuple):
    """A QR as an SVG path, and its side with the border."""

    path: str
    size: int


def square(origin: str, secret: Secret) -> Square:
    """The QR: the secret stands after the #, so no server and no log ever sees it."""
    made = segno.make(f"{origin}/join#{secret.words}", error="m", micro=False)
    rows = [
        f"M{start + BORDER} {y + BORDER + 0.5}h{length}"
        for y, row in enumerate(made.matrix)
        for start, length in _runs(row)
    ]
    return Square("".join(rows), len(made.matrix) + 2 * BORDER)


def _runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many stand together."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found
