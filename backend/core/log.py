"""Logs: one JSON object a line, events named like `order.placed`, phones masked."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import orjson
import structlog

from backend.core.masking import mask

#: What looks like a phone, wherever it stands in a line.
_PHONE = re.compile(r"(?:whatsapp:)?\+[0-9]{8,15}")


def configure(stream: TextIO = sys.stdout) -> None:
    """Send structlog, and the warnings of libraries, to one stream."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask_phones,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=stream, level=logging.WARNING, format='{"library": "%(name)s"}')


def _dumps(value: object, **_: object) -> str:
    return orjson.dumps(value, default=str).decode()


def mask_phones(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide whatever looks like a phone in any text of a line."""
    for key, value in line.items():
        if isinstance(value, str) and "+" in value:
            line[key] = _PHONE.sub(lambda found: mask(found.group()), value)
    return line
