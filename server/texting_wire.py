"""Text messages over the wire: GOV.UK Notify by its own client, anybody else by a plain POST."""

import logging

import aiohttp
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from server.config import Config
from server.texting import NotSent, Text

PATIENCE = 10  # seconds
NOTIFY = "https://api.notifications.service.gov.uk"
TAKEN = 201
# Its warnings repeat whatever the other side says; ours say a number.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)


def over_notify(config: Config, message: Text) -> None:
    """Through a template of GOV.UK Notify whose whole body is ((message))."""
    address = config.text.partition(":")[2] or NOTIFY
    client = NotificationsAPIClient(  # type: ignore[no-untyped-call]
        config.text_key, base_url=address, timeout=PATIENCE
    )
    client.request_session.max_redirects = 0
    words = {"message": message.words}
    with client.request_session:
        try:
            client.send_sms_notification(  # type: ignore[no-untyped-call]
                message.to, config.text_template, words
            )
        except APIError as error:  # a refusal, no answer, or one that cannot be read
            if error.status_code != TAKEN:
                raise NotSent(error.status_code) from None


async def over_http(config: Config, message: Text) -> None:
    """POST {to, text, lang} as JSON, with the key as a bearer's; any 2xx is sent."""
    body = {"to": message.to, "text": message.words, "lang": message.lang}
    key = {"Authorization": f"Bearer {config.text_key}"} if config.text_key else {}
    patience = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=patience, headers=key) as session,
            session.post(config.text, json=body, allow_redirects=False) as answer,
        ):
            status, retry_after = answer.status, answer.headers.get("Retry-After", "")
    except (aiohttp.ClientError, TimeoutError):
        raise NotSent from None
    if not 200 <= status < 300:  # noqa: PLR2004
        raise NotSent(status, retry_after)
