"""Times as people and programs write them to us: ISO 8601 text, never a bare number."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_ZONE = r"(Z|[+-]\d\d:?\d\d)"
_ISO = rf"\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(?P<zone>{_ZONE})?"
_WRITTEN = re.compile(_ISO, re.IGNORECASE)


def _with_zone(value: object) -> object:
    """Refuse what leaves the zone open: nobody should wait an hour for a coffee that is cold."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    written = _WRITTEN.fullmatch(value) if isinstance(value, str) else None
    if written and written["zone"]:
        return value
    raise PydanticCustomError(
        "time_with_zone", "write the time with its zone, like 2026-11-21T10:30:00+01:00"
    )


def _written(value: object) -> object:
    if isinstance(value, datetime) or (isinstance(value, str) and _WRITTEN.fullmatch(value)):
        return value
    raise PydanticCustomError("time_as_text", "write the time as text, like 2026-11-21T10:30:00")


#: A moment: text with its zone.
Moment = Annotated[datetime, BeforeValidator(_with_zone)]

#: A moment, or without a zone what the clocks at the event show.
LocalMoment = Annotated[datetime, BeforeValidator(_written)]
