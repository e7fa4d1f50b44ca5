"""What can be wrong with what an adult says of themselves."""

import re

_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,28}[0-9]")
_WORD = r"[\w!#$%&'*+/=?^`{|}~-]+"
_NAME = r"[A-Za-z0-9-]+"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_WORD}(\.{_WORD})*@{_NAME}(\.{_NAME})+")
ADDRESS_LONGEST = 254
NAME_LONGEST = 100


def an_address(text: str) -> bool:
    """Whether this can be an e-mail address at all."""
    fits = len(text) <= ADDRESS_LONGEST and text.isascii()
    return fits and _ADDRESS.fullmatch(text) is not None


def contact_problems(email: str, phone: str) -> dict[str, str]:
    """An address or a number that cannot be one. Both may be left empty."""
    problems = {} if not email or an_address(email) else {"email": "email"}
    return problems if not phone or _PHONE.fullmatch(phone) else {**problems, "phone": "phone"}


def name_problems(called: str, say: str) -> dict[str, str]:
    """Everybody is called something, and it fits on a page."""
    problems = {} if called else {"called": "called"}
    problems |= {"called": "long"} if len(called) > NAME_LONGEST else {}
    return problems | ({"say": "long"} if len(say) > NAME_LONGEST else {})
