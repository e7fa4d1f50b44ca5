"""A prompt's question and picks in the reader's words: keys go in, sentences come out."""

from markupsafe import Markup

from server import words
from server.content import label_of, prompt


def asked(key: str, **values: object) -> Markup:
    """The question behind a prompt's key, in the reader's language; "" for a key gone by."""
    found = prompt(key)
    return words.fill(words.gettext(found.text), **{"date": "…", **values}) if found else Markup("")


def picked_words(prompt_key: str, picked: str) -> list[str]:
    """The labels of what was picked, in the reader's language; unknown keys as they are."""
    return [words.gettext(label_of(prompt_key, key)) or key for key in picked.split()]
