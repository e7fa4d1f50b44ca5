"""The gate sees each fault that would reach a family in their own language."""

import gettext
import shutil
from pathlib import Path

import pytest
from babel import Locale

from tools.catalogues import compiled, gate, gather, places, pseudo
from tools.catalogues.sentence import sentence_faults

PAGE = """{# needs: name, count #}
{# L10N-page: a page made up for this test; "you" is the parent #}
<p>{{ _("Hello %(name)s", name=name) }}</p>
<p>{% trans n=count %}One thing for <bdi>{{ name }}</bdi>{% pluralize %}
   {{ n }} things for <bdi>{{ name }}</bdi>{% endtrans %}</p>
{# L10N: a button #}
<button>{{ _("Save") }}</button>
"""
CONTENT = """[[prompt]]
key = "good"
text = "What is {name} good at?"
why = "Strengths first."
"""
HELLO = "Dzień dobry, %(name)s"
GOOD = "W czym {name} jest najlepszy?"
MANY = 'msgstr[2] "%(n)s rzeczy dla <bdi>%(name)s</bdi>"\n'
POLISH = {
    "Hello %(name)s": HELLO,
    "Save": "Zapisz",
    "What is {name} good at?": GOOD,
    "One thing for <bdi>%(name)s</bdi>": (
        "Jedna rzecz dla <bdi>%(name)s</bdi>",
        "%(n)s rzeczy dla <bdi>%(name)s</bdi>",
        "%(n)s rzeczy dla <bdi>%(name)s</bdi>",
    ),
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small product with one page, one question, and whole Polish."""
    shutil.copy(places.ROOT / "pyproject.toml", tmp_path)
    for code in ("en_GB", "pl"):
        status = places.ROOT / "locales" / code / "STATUS.toml"
        write(tmp_path / "locales" / code / "STATUS.toml", status.read_text("utf-8"))
    write(tmp_path / "server/templates/made/page.html", PAGE)
    write(tmp_path / "server/content/prompts.toml", CONTENT)
    gather.update(tmp_path)
    catalogue = places.read(tmp_path, "pl")
    for message in catalogue:
        first = message.id[0] if isinstance(message.id, tuple) else message.id
        message.string = POLISH.get(first, message.string)
    places.write(places.catalogue_path(tmp_path, "pl"), catalogue)
    return tmp_path


def plant(house: Path, old: str, new: str) -> list[str]:
    """Change the Polish by hand, and hear what the gate says."""
    path = places.catalogue_path(house, "pl")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return gate.faults(house)


def test_a_whole_language_passes(house: Path):
    assert gate.faults(house) == []


def test_a_wrong_named_placeholder_is_caught(house: Path):
    faults = plant(house, HELLO, "Dzień dobry, %(imie)s")
    assert any("Hello" in fault and "placeholders" in fault for fault in faults)


def test_a_wrong_brace_is_caught(house: Path):
    faults = plant(house, GOOD, "W czym {imie} jest najlepszy?")
    assert any("good at" in fault and "placeholders" in fault for fault in faults)


def test_a_missing_plural_form_is_caught(house: Path):
    faults = plant(house, MANY, "")
    assert any("One thing" in fault for fault in faults)


def test_gettexts_own_checker_is_asked_too(house: Path):
    faults = plant(house, HELLO, "Dzień dobry, %(imie)s")
    assert any(fault.startswith("pl: messages.po:") for fault in faults)


def test_a_missing_gettext_is_named(house: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(house))
    assert any("gettext is missing" in fault for fault in gate.faults(house))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('msgstr "Zapisz"', 'msgstr ""', "not translated"),
        ('msgid "Save"', '#, fuzzy\nmsgid "Save"', "marked as doubtful"),
        ('msgstr "Zapisz"', 'msgstr "Zapisz "', "space at its ends"),
        ('msgstr "Zapisz"', 'msgstr "Zapisz\u202e"', "writing direction"),
        ('msgstr "Zapisz"', 'msgstr "<strong>Zapisz</strong>"', "tags"),
        ("n==1 ? 0", "n<=1 ? 0", "plural header"),
        ("#. a button\n", "", "other note"),
    ],
)
def test_a_lesser_fault_is_caught(house: Path, old: str, new: str, said: str):
    assert any(said in fault for fault in plant(house, old, new))


def test_an_entry_that_is_no_longer_used_is_caught(house: Path):
    path = places.catalogue_path(house, "pl")
    path.write_text(path.read_text("utf-8") + '\n#~ msgid "Old"\n#~ msgstr "Stare"\n', "utf-8")
    assert any("no longer used" in fault for fault in gate.faults(house))


def test_a_sentence_that_changed_makes_its_catalogue_out_of_date(house: Path):
    write(house / "server/templates/made/page.html", PAGE.replace("Save", "Keep"))
    faults = gate.faults(house)
    assert any("lacks 'Keep'" in fault for fault in faults)
    assert any("still has 'Save'" in fault for fault in faults)


def test_an_unfinished_sentence_comes_in_empty_and_not_as_a_guess(house: Path):
    write(house / "server/templates/made/page.html", PAGE.replace("Save", "Save it"))
    gather.update(house)
    message = places.read(house, "pl").get("Save it")
    assert (message.string, message.fuzzy) == ("", False)


def test_a_sentence_for_parents_needs_a_note(house: Path):
    write(house / "server/templates/made/more.html", '<p>{{ _("Bare") }}</p>')
    assert any("no L10N note for 'Bare'" in fault for fault in gate.faults(house))


@pytest.mark.parametrize("name", ["staff_board.html", "board.html"])
def test_a_sentence_for_staff_needs_none(house: Path, name: str):
    page = '{# for staff. needs: nothing #}\n<p>{{ _("Bare") }}</p>'
    write(house / "server/templates/made" / name, page)
    assert gather.without_note(house) == []


def test_a_question_comes_with_its_reason(house: Path):
    message = gather.template(house).get("What is {name} good at?")
    assert message.auto_comments == ["prompts.toml good text: Strengths first."]
    assert "python-brace-format" in message.flags


def test_the_compiled_catalogue_speaks(house: Path):
    compiled.compile_all(house)
    polish = gettext.translation("messages", house / "locales", ["pl"])
    assert polish.gettext("Save") == "Zapisz"


def test_the_made_up_languages_leave_slots_and_tags_alone(house: Path):
    pseudo.build(house)
    for code in places.PSEUDO:
        catalogue = places.read(house, code)
        for message in catalogue:
            source, made = gate.forms(message.id), gate.forms(message.string)
            assert not message.id or not list(sentence_faults(source, made, 2))
            assert not message.id or all(text[0] + text[-1] == "[]" for text in made)
    assert places.languages(house) == ["pl"]


@pytest.mark.parametrize("code", sorted(set(places.PLURALS) - set(places.PSEUDO)))
def test_each_plural_form_has_one_meaning(code: str):
    rule = gettext.c2py(places.PLURALS[code].partition("plural=")[2].rstrip(";"))
    meaning = Locale.parse(code).plural_form
    pairs = {(meaning(number), rule(number)) for number in range(2000)}
    assert len(pairs) == len(dict(pairs)) == len({slot for _, slot in pairs})
