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
    # L10N: a parent tapped no picture; "Skip this one" is a button on the same page
    "untapped": N_("Tap a picture, or press “Skip this one”."),
    # L10N: a parent tapped more pictures than may be sent
    "too-many": N_("Those are too many. Take one or more away."),
    # L10N: a parent wants to take back what they sent, but 10 minutes have gone by
    "late": N_("The 10 minutes are over. Tell your key person instead."),
    # L10N: staff write down an answer: the question is not one of the step they chose
    "other-step": N_("This question belongs to another step."),
    # L10N: a date field is empty or no date
    "date": N_("Choose a date."),
    # L10N: a field for a time of day, such as when quiet time begins, is empty or no time
    "time": N_("Choose a time, like 07:30."),
    # L10N: the date is before today
    "past": N_("Choose a date that is still to come."),
    # L10N: the date is after today
    "future": N_("This day has not come yet."),
    # L10N: staff: in a list of people where one or more can be ticked, nobody is
    "who": N_("Choose at least one person."),
    # L10N: staff: in a list of people where one can be chosen, nobody is
    "one-person": N_("Choose a person."),
    # L10N: staff: no language was chosen from a list
    "tongue": N_("Choose a language."),
    # L10N: staff: none of the four areas of need is ticked
    "area": N_("Choose at least one area."),
    # L10N: staff want to start a round of the plan before the family was told (SEND Code 5.38)
    "notice": N_("First record how you told the family that extra help is starting."),
    # L10N: staff want to start a round while another is going on
    "round-open": N_("A round is going on already. Look back together before the next one."),
    # L10N: somebody else changed this page a moment ago
    "moved": N_("Somebody changed this meanwhile. This is how it stands now."),
    # L10N: staff tried to leave out one of the four steps
    "skips": N_("The steps go in order. Move one step at a time."),
    # L10N: staff want to close a round at an earlier step
    "not-review": N_("Move the round to its last step first, so that the family is asked."),
    # L10N: staff want to remind a parent, but somebody did so in the last three days
    "asked-already": N_("They were asked in the last three days. Give them time."),
    # L10N: staff close a review but a parent has not spoken
    "unheard": N_("Not every parent has been heard. Say who was asked, how and when."),
    # L10N: a parent answers a next step whose words staff have changed since
    "newer": N_("There is a newer wording. Please read it, then answer."),
    # L10N: staff try to share a next step while three are being worked on
    "three": N_("Three next steps are active. Finish or pause one first."),
    # L10N: staff try to share a next step whose words a hint below asks to change
    "lint": N_("Change the words first. The hints below say how."),
    # L10N: staff plan a next step but there is no round of the plan
    "no-round": N_("Open a round first."),
    # L10N: somebody has already said how far a child got this time
    "rated": N_("You have answered this already."),
    # L10N: how far a child got is only asked at the last step of a round
    "not-now": N_("We ask this when we look back together."),
    # L10N: staff answer a change that a parent proposed, but somebody has done so
    "settled": N_("Somebody has answered this already."),
    # L10N: staff wrote a next step in another language, but not who put it into that language
    "translator": N_("Write who put it into this language."),
    # L10N: staff: help by adults has no name beside it
    "doer": N_("Write who does it."),
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
