"""Who may do what, as a page: printed from the table that decides, never written by hand."""

from server.children.rules import MAY, MEANS, WITH_A_CODE, Act, Role

HEAD = """\
# Who may do what

This page is printed from the table that decides (`server/children/rules.py`).
Do not edit it: run `python -m server access > docs/access.md`.

- A family adult or a key person reaches only the children they have a tie to, from its first day
  to its last. A SENCO or a manager reaches the children of their own setting.
- While an order limits a tie, it is no tie, and no other way opens that child to the adult: not
  another tie, not a job at the child's setting.
- Who leaves a setting reaches nothing from that moment.
- What an adult may not reach is answered as if it were not there (404).
- "With a code" says whether a six-digit code is enough. Everything else asks for a passkey, or for
  a session that staff opened by matching the number in person.
"""
COLUMNS = {
    "parent": Role.PARENT,
    "carer": Role.CARER,
    "social worker": Role.SOCIAL_WORKER,
    "key person": Role.KEY_PERSON,
    "specialist": Role.SPECIALIST,
    "adviser": Role.ADVISER,
    "practitioner": Role.PRACTITIONER,
    "SENCO": Role.SENCO,
    "manager": Role.MANAGER,
}


def as_markdown() -> str:
    """The whole table, one act a row, in the order of a child's path."""
    names = ["What", *COLUMNS, "With a code"]
    rows = [names, ["---"] * len(names), *(_row(act) for act in Act)]
    return HEAD + "\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(act: Act) -> list[str]:
    held = ["yes" if role in MAY[act] else "" for role in COLUMNS.values()]
    return [MEANS[act], *held, "yes" if act in WITH_A_CODE else ""]
