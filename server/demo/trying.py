"""What each adult of the demo can try, in one plain sentence."""

from server.problems import N_

# L10N: on the demo's first page, under a name: what you can try when you come in as this adult
TRY: dict[str, str] = {
    "kasia": N_("Say if the review was written down rightly. Or answer a question with pictures."),
    "tomek": N_("Answer the question that waits. See your change to a next step."),
    "bethan": N_("Read what Kasia just sent. Tell her what changed because of it."),
    "tariq": N_("See the plan of a child you step in for."),
    "helen": N_("See every plan at the pre-school. See who has not been heard yet."),
    "lorraine": N_("See who stands beside a child, and what a court order limits."),
    "imran": N_("See one plan that two homes share."),
    "sadia": N_("Answer a question in Urdu, or ask to talk instead."),
    "callum": N_("See what both homes said. Open the timeline to follow the whole round."),
    "priya": N_("See the plan of a child whose parents live apart."),
    "ruth": N_("See who works at the nursery, and let somebody in."),
    "gloria": N_("Read the plan as a foster carer. Your voice counts, the council decides."),
    "marcus": N_("Read the plan as the social worker who decides."),
    "leanne": N_("An order limits what you see: nothing about the child is shown."),
    "nadia": N_("See a plan that worked, and how it was closed."),
}
