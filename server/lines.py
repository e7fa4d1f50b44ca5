"""What the house says to its operator: JSON lines, no names, no words, no codes."""

import logging
import sys

import structlog


def speak_plainly() -> None:
    """Logs are JSON lines on the error stream: no names, no words, no codes."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
