"""Logs: one JSON object a line, events named like `order.placed`, phones masked."""

import json
import logging
import re
import sys
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import orjson
import structlog

from backend.core.masking import mask

#: What looks like a phone, wherever it stands in a line: with a plus, however written; bare digits
#: as long as a phone's; or in groups with a leading zero or an area code.
_PHONE = re.compile(
    r"(?:\+|%2B)[ ]?\d(?:[ ().-]{0,2}\d){7,14}"
    r"|(?<![\w.-])\d{9,15}(?![\w.-])"
    r"|(?<![\w.-])0\d{2,4}(?:[ -]\d{2,4}){2,3}(?![\w.-])"
    r"|(?<![\w.-])(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\w.-])",
    re.IGNORECASE,
)

_NOT_DIGITS = re.compile(r"%2B|\D", re.IGNORECASE)

#: Keys whose values are ours.
_OURS = frozenset({"timestamp", "level", "event", "request_id", "method"})

Line = MutableMapping[str, Any]


def configure(
    stream: TextIO = sys.stdout, *, report: Callable[[BaseException], object] | None = None
) -> None:
    """Send structlog, and the warnings of libraries, to one stream; faults also to `report`."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _reporting(report),
            structlog.processors.format_exc_info,
            mask_phones,
            structlog.processors.JSONRenderer(serializer=dumped),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, _Undeterred(stream))),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    if not any(isinstance(handler, _Libraries) for handler in root.handlers):
        root.addHandler(_Libraries())


class _Undeterred:
    """A stream whose disk may be full, or whose reader gone: no request fails for its log line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write, if that is possible."""
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        """Send it on, if that is possible."""
        with suppress(OSError, ValueError):
            self._stream.flush()


class _Libraries(logging.Handler):
    """Brings what libraries log into our lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log a record of a library."""
        fault = record.exc_info[1] if record.exc_info else None
        values = {"exc_info": fault} if fault else {}
        structlog.get_logger().log(
            record.levelno, "library", name=record.name, message=record.getMessage(), **values
        )


def _reporting(
    report: Callable[[BaseException], object] | None,
) -> Callable[[object, str, Line], Line]:
    def tell(_logger: object, _method: str, line: Line) -> Line:
        told = line.get("exc_info")
        fault = sys.exc_info()[1] if told is True else told
        if report is not None and isinstance(fault, BaseException):
            report(fault)
        return line

    return tell


def dumped(value: object, **_: object) -> str:
    """Write anything as JSON: what is told of a fault must not be one itself."""
    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:  # half a character, or a number of more than 64 bits
        return json.dumps(value, default=str, skipkeys=True)


def hide_phones(text: str) -> str:
    """Mask whatever looks like a phone in a text."""
    return _PHONE.sub(lambda found: mask(_NOT_DIGITS.sub("", found.group())), text)


def mask_phones(_logger: object, _method: str, line: Line) -> Line:
    """Mask whatever looks like a phone in any text of a line."""
    for key, value in line.items():
        if key not in _OURS:
            line[key] = _masked(value)
    return line


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return hide_phones(value)
    if isinstance(value, dict):
        return {key: _masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(inner) for inner in value]
    return value
