"""Short codes that people read out or type: their signs, and what was meant by what was typed."""

# No letter or figure that is taken for another one: 8 of these are 39 bits, for some minutes.
CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8


def typed(text: str) -> str:
    """A short code as it is kept, however somebody spaced it."""
    return "".join(sign for sign in text.upper() if sign in CODE_SIGNS)


def code_from(chance: bytes) -> str:
    """The code that these random bytes come to; 16 bytes leave no sign likelier than another."""
    number, signs = int.from_bytes(chance), []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(CODE_SIGNS))
        signs.append(CODE_SIGNS[place])
    return "".join(signs)
