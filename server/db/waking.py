"""Waking whoever waits for work: at once when it is kept, in whichever process they wait."""


async def wake() -> None:
    """In a unit: once it is kept, whoever waits for work looks again."""
