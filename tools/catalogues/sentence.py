"""What has to hold for one sentence and its translation, whatever the language."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

NAMED = re.compile(r"%\((\w+)\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]")
BRACE = re.compile(r"(?<!\{)\{(\w*)[^{}]*\}(?!\})")
UNNAMED = re.compile(r"(?<!%)(?:%%)*%[sdrif]\b")
TAG = re.compile(r"</?\s*([a-zA-Z][\w-]*)[^>]*>")
EDGES = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)
FORBIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
TAGS = {"bdi", "strong", "em", "a", "span"}


def slots(text: str) -> Counter[str]:
    """The places in a sentence that a value goes into."""
    return Counter(NAMED.findall(text)) + Counter(f"{{{name}}}" for name in BRACE.findall(text))


def tags(text: str) -> Counter[str]:
    """The marks in a sentence, word for word."""
    return Counter(match[0] for match in TAG.finditer(text))


def edges(text: str) -> tuple[str, str]:
    """The space before and after a sentence."""
    match = EDGES.match(text)
    return (match[1], match[2]) if match else ("", "")


SAME: dict[str, Callable[[str], object]] = {
    "its placeholders are not those of the English": lambda text: set(slots(text)),
    "its tags are not those of the English": tags,
    "the space at its ends is not that of the English": edges,
}


def source_faults(text: str) -> Iterator[str]:
    """What is wrong with the English itself."""
    if UNNAMED.search(text):
        yield "a placeholder has no name"
    odd = {match[1] for match in TAG.finditer(text)} - TAGS
    if odd:
        yield f"tags that no sentence may hold: {', '.join(sorted(odd))}"


def form_faults(sources: tuple[str, ...], text: str) -> Iterator[str]:
    """What is wrong with one form of a translation; any of the sources may be its match."""
    if not text:
        yield "not translated"
        return
    for words, trait in SAME.items():
        if all(trait(text) != trait(source) for source in sources):
            yield words
    if FORBIDDEN.search(text):
        yield "a hidden mark that turns the writing direction"


def sentence_faults(source: tuple[str, ...], forms: tuple[str, ...], count: int) -> Iterator[str]:
    """What is wrong with a sentence in a language that has this many plural forms."""
    for text in source:
        yield from source_faults(text)
    if len(forms) != (count if len(source) > 1 else 1):
        yield f"{len(forms)} plural forms where the language has {count}"
    for at, text in enumerate(forms):
        yield from form_faults(source if at == 0 else source[-1:], text)
