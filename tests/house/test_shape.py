"""The shape of the house: what may stand where, how long it is, and what it says of itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).resolve().parents[2] / "server"
SLICES = (
    "people",
    "settings",
    "children",
    "trail",
    "inbox",
    "pwa",
    "joining",
    "concerns",
    "cycles",
    "outcomes",
    "insights",
    "home",
)
FILES = [
    path
    for path in sorted(SERVER.rglob("*.py"))
    if not {"piccolo_migrations", "__pycache__"} & set(path.parts)
]
NAMES = [path.relative_to(SERVER).as_posix() for path in FILES]
TREES = {
    name: ast.parse(path.read_text(encoding="utf-8"))
    for name, path in zip(NAMES, FILES, strict=True)
}
Function = ast.FunctionDef | ast.AsyncFunctionDef

# Longer than 20 lines, each for its reason.
LAID_OUT = "one SELECT, one row or one page, a column a line"
LONG_FUNCTIONS = {
    "app.py:create_app": "what the app is made of, in one place",
    "templating.py:_environment": "what templates may say, in one place",
    "home/child.py:child_page": LAID_OUT,
    "home/family.py:waiting_for": LAID_OUT,
    "insights/queries.py:unread": LAID_OUT,
    "insights/queries.py:echoes_to": LAID_OUT,
    "insights/telling.py:tell": LAID_OUT,
    "outcomes/answers.py:add_answer": LAID_OUT,
    "outcomes/answers.py:settle": LAID_OUT,
    "outcomes/ratings.py:ratings_seen": LAID_OUT,
    "outcomes/ratings.py:rate": LAID_OUT,
    "outcomes/reading.py:_one": LAID_OUT,
    "outcomes/showing.py:outcome_page": LAID_OUT,
}
# A query that takes an id before any adult, each for its reason.
FETCHED = "for a row that was fetched for an adult before"
OURSELVES = "for the adult or session that the guard found"
PLANNED = "for whoever a message is planned for; the sender asks again whether they may hear it"
ID_FIRST = {
    "children/beside.py:beside": FETCHED,
    "children/beside.py:one_at_a_time": FETCHED,
    "children/beside.py:setting_of": FETCHED,
    "children/beside.py:staff_of": FETCHED,
    "cycles/notes.py:questions_of": FETCHED,
    "cycles/unheard.py:unheard": FETCHED,
    "inbox/hearing.py:leading": PLANNED,
    "inbox/wishes.py:wishes_for": PLANNED,
    "insights/reading.py:setting_called": FETCHED,
    "outcomes/reading.py:deciders_of": FETCHED,
    "people/asking.py:seen": OURSELVES,
    "people/passkeys.py:remove_all": "in the unit in which somebody leaves or lost a phone",
    "people/sessions.py:begin": "in the unit in which somebody proved who they are",
    "people/sessions.py:end_all": "in the unit in which somebody leaves or lost a phone",
    "people/sessions.py:end_but_at_work": "in the unit in which somebody leaves or lost a phone",
    "people/sessions.py:has_passkey": OURSELVES,
}
# Every door declares an act, so this table is known from the first slice on; it imports nothing.
FROM_ANYWHERE = "children.rules"


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules of ours that this one needs to start."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("server."):
            yield str(node.module).removeprefix("server.")


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function, those inside classes too."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def slice_of(name: str) -> str | None:
    """The slice a file belongs to."""
    first = name.partition("/")[0].partition(".")[0]
    return first if first in SLICES else None


def kind_of(name: str) -> int:
    """How far to the left a file of a slice stands: rules, tables, queries, pages."""
    last = name.replace(".", "/").removesuffix("/py").rpartition("/")[2]
    if last.endswith("pages"):
        return 3
    if last == "tables":
        return 1
    return 0 if last == "rules" or last.endswith("_rules") else 2


def length(node: Function) -> int:
    """The lines of its body, without those of its docstring."""
    held = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - held[0].lineno + 1 if held else 0


@pytest.mark.parametrize("name", NAMES)
def test_slices_know_only_those_before_them(name: str) -> None:
    mine = slice_of(name)
    if mine is None:
        return
    for other in imports(TREES[name]):
        theirs = slice_of(other)
        if theirs and theirs != mine and other != FROM_ANYWHERE:
            assert SLICES.index(theirs) < SLICES.index(mine), f"{name} imports {other}"


@pytest.mark.parametrize("name", [name for name in NAMES if slice_of(name)])
def test_rules_tables_queries_and_pages_build_on_each_other_in_this_order(name: str) -> None:
    for other in imports(TREES[name]):
        if slice_of(other) == slice_of(name):
            assert kind_of(other) <= kind_of(name), f"{name} imports {other}"


@pytest.mark.parametrize("name", [name for name in NAMES if slice_of(name) and kind_of(name) == 0])
def test_rules_wait_for_nothing(name: str) -> None:
    waits = (ast.Await, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith)
    assert not [node for node in ast.walk(TREES[name]) if isinstance(node, waits)]


def _ids_before_people(node: Function) -> bool:
    """An id comes in, and no adult or row stands before it."""
    for argument in node.args.posonlyargs + node.args.args:
        said = ast.unparse(argument.annotation) if argument.annotation else ""
        if argument.arg == "self":
            continue
        if said not in ("UUID", "str", "int"):
            return False
        if argument.arg.endswith("_id") or said == "UUID":
            return True
    return False


def _tables_of(tree: ast.Module) -> set[str]:
    """The tables a file reads from."""
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".tables")
        for alias in node.names
    }


@pytest.mark.parametrize("name", [name for name in NAMES if slice_of(name) and kind_of(name) == 2])
def test_no_query_takes_an_id_unless_a_person_comes_first(name: str) -> None:
    if not _tables_of(TREES[name]):
        return
    for node in TREES[name].body:
        if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_"):
            asked = f"{name}:{node.name}"
            assert not _ids_before_people(node) or asked in ID_FIRST, asked


@pytest.mark.parametrize("name", NAMES)
def test_a_file_fits_on_a_few_screens(name: str) -> None:
    lines = len((SERVER / name).read_text(encoding="utf-8").splitlines())
    assert lines <= 150, f"{name} has {lines} lines"


@pytest.mark.parametrize("name", NAMES)
def test_a_function_fits_on_one_screen(name: str) -> None:
    for node in functions(TREES[name]):
        asked = f"{name}:{node.name}"
        assert length(node) <= 20 or asked in LONG_FUNCTIONS, f"{asked}: {length(node)} lines"


@pytest.mark.parametrize("name", NAMES)
def test_everything_public_says_what_it_promises(name: str) -> None:
    tree = TREES[name]
    assert ast.get_docstring(tree), f"{name} itself"
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name}:{node.name}"


def test_an_exception_that_is_needed_no_more_is_taken_out() -> None:
    there = {f"{name}:{node.name}" for name, tree in TREES.items() for node in functions(tree)}
    assert {*LONG_FUNCTIONS, *ID_FIRST} - there == set()


def test_the_table_of_acts_needs_nothing_of_ours() -> None:
    assert list(imports(TREES["children/rules.py"])) == []


def test_nothing_is_called_after_what_it_does_not_say() -> None:
    vague = re.compile(r"\b(utils?|helpers?|manager|service|process)\b")
    assert [name for name in NAMES if vague.search(name.replace("_", " "))] == []
