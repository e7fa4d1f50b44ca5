"""The gate: an offered language is whole, and as safe to show as the English."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError

from tools.catalogues import gather, places
from tools.catalogues.sentence import sentence_faults

STATUS = ("drafted", "checked_by", "checked_on", "autonym", "english", "html_lang")
LONG = 1.6
LONG_FROM = 20


def forms(text: object) -> tuple[str, ...]:
    """The forms of a sentence, one where it has no plural."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def notes_in(catalogue: Catalog) -> dict[tuple[str | None, object], str]:
    """Each sentence with its notes, however their lines were broken."""
    return {(it.context, it.id): " ".join(it.auto_comments) for it in catalogue if it.id}


def stale(catalogue: Catalog, fresh: Catalog) -> Iterator[str]:
    """Sentences or notes that were changed since the catalogue was brought up to date."""
    ours, theirs = notes_in(catalogue), notes_in(fresh)
    for _, sentence in theirs.keys() - ours.keys():
        yield f"out of date (run make words): lacks {sentence!r}"
    for _, sentence in ours.keys() - theirs.keys():
        yield f"out of date (run make words): still has {sentence!r}"
    for key in ours.keys() & theirs.keys():
        if ours[key] != theirs[key]:
            yield f"out of date (run make words): other note for {key[1]!r}"


def message_faults(message: Message, count: int) -> Iterator[str]:
    """What is wrong with one entry of a catalogue."""
    if message.fuzzy:
        yield f"{message.id!r}: marked as doubtful"
    for fault in sentence_faults(forms(message.id), forms(message.string), count):
        yield f"{message.id!r}: {fault}"


def header_faults(root: Path, code: str, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with the head of a catalogue or with the language's STATUS.toml."""
    header = dict(catalogue.mime_headers).get("Plural-Forms", "")
    if "".join(header.split()) != "".join(places.PLURALS[code].split()):
        yield f"the plural header is not the pinned one: {header}"
    status = places.status_of(root, code)
    yield from (f"STATUS.toml has no {key}" for key in STATUS if key not in status)
    if bool(status.get("checked_by")) != bool(status.get("checked_on")):
        yield "STATUS.toml names a checker without a day, or a day without a checker"


def msgfmt_faults(path: Path) -> Iterator[str]:
    """What gettext's own checker says."""
    if shutil.which("msgfmt") is None:
        yield "gettext is missing, install it: its msgfmt checks plural forms and placeholders"
        return
    command = ["msgfmt", "--check", "--output-file=-", str(path)]
    answer = subprocess.run(command, capture_output=True, check=False)
    if answer.returncode:
        said = answer.stderr.decode(errors="replace").splitlines()
        yield from (line.replace(str(path), path.name) for line in said)


def language_faults(root: Path, code: str, fresh: Catalog) -> Iterator[str]:
    """Everything that keeps one language from being offered."""
    path = places.catalogue_path(root, code)
    if not path.exists():
        yield "no catalogue: run make words"
        return
    try:
        catalogue = places.read(root, code)
    except PoFileError as error:
        yield f"cannot be read: {error}"
        return
    yield from header_faults(root, code, catalogue)
    yield from stale(catalogue, fresh)
    yield from (f"{it.id!r}: no longer used" for it in catalogue.obsolete.values())
    for message in catalogue:
        if message.id:
            yield from message_faults(message, catalogue.num_plurals)
    yield from msgfmt_faults(path)


def faults(root: Path) -> list[str]:
    """Everything that keeps any language from being offered; nothing when all is well."""
    fresh = gather.template(root)
    found = gather.without_note(root)
    for code in places.languages(root):
        found += [f"{code}: {fault}" for fault in sorted(language_faults(root, code, fresh))]
    return found


def long_ones(root: Path, code: str) -> list[str]:
    """Sentences much longer than the English, to be looked at on a narrow screen."""
    pairs = [(str(it.id), str(it.string)) for it in places.read(root, code) if it.id]
    return [old for old, new in pairs if len(old) >= LONG_FROM and len(new) > LONG * len(old)]
