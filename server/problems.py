"""What can be wrong with an answer, as one plain sentence each, in the reader's language."""

from collections.abc import Mapping

from server.words import gettext


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for "translate later"
    """Marks a sentence for the catalogues; it is translated when it is shown."""
    return message


# L10N: beside a field of a form, and at its top: says what to do next
SENTENCES: dict[str, str] = {
    # L10N: under an empty text box
    "empty": N_("Write a few words, or go back."),
    # L10N: under a text box with more than 5,000 letters
    "long": N_("This is too long. Send it in two parts."),
    # L10N: under a short line of text that is too long
    "long-line": N_("This is too long. Use fewer words."),
    # L10N: nothing was picked among the answers
    "unpicked": N_("Pick one answer."),
    # L10N: a date field is empty or no date
    "date": N_("Choose a date."),
    # L10N: the date is before today
    "past": N_("Choose a date that is still to come."),
    # L10N: the date is after today
    "future": N_("This day has not come yet."),
    # L10N: a name field is empty
    "name": N_("Write a name."),
    # L10N: the six-digit code from an e-mail was wrong, used or too old
    "code": N_("That code does not work. Look again, or ask for a new one."),
    # L10N: phone number looks wrong; 07700 900123 is an example number
    "phone": N_("Type your phone number, like 07700 900123"),
    # L10N: the name somebody wants to be called by is missing
    "called": N_("Tell us what to call you"),
    # L10N: e-mail address looks wrong
    "email": N_("Type the e-mail address in full, like name@example.org"),
    # L10N: staff: a text in a form is longer than its box
    "shorter": N_("Make this shorter."),
    # L10N: staff: who answers for a child was ticked, but not what shows it
    "basis": N_("Say what you looked at, such as a birth certificate or a letter."),
    # L10N: the short code a parent typed does not work (wrong, too old, or used)
    "code-over": N_("This code does not work. Ask for a new one."),
    # L10N: a code was typed wrong too often
    "too-often": N_("Too many tries. Wait ten minutes."),
}


def in_words(problems: Mapping[str, str]) -> dict[str, str]:
    """Each field's problem as a sentence."""
    return {field: gettext(SENTENCES[key]) for field, key in problems.items()}
