"""A message by text: the same fixed text as a push, and its link. No name, nobody's words."""

from server.config import Config
from server.inbox.parcel_rules import Parcel
from server.inbox.retry_rules import NEVER, Answered
from server.inbox.texts import key_of, said
from server.texting import NotSent, Text, number_of, text


async def send_text(config: Config, parcel: Parcel) -> Answered:
    """Send it to one phone; what became of it, in the words of every sender."""
    message = text_of(config.origin, parcel)
    if not message.to or not config.text:
        return Answered(0, NEVER, "no number")
    try:
        await text(config, message)
    except NotSent as error:
        wait = error.retry_after if error.again else NEVER
        return Answered(0, wait, f"text {error.status}")
    except OSError:
        return Answered(0, "", "text")
    return Answered(200)


def text_of(origin: str, parcel: Parcel) -> Text:
    """The text message; a line each, so that the link stands alone whichever way words run."""
    key = key_of(parcel.topic, merged=parcel.merged, days_left=parcel.days_left)
    about = said(key, parcel.reads)
    lines = (about.title, about.body, f"{origin}/messages/{parcel.message}")
    return Text(number_of(parcel.phone), "\n".join(lines), about.lang)
