"""Error tracking, if SENTRY_DSN is set: the fault and where it happened, nobody's data."""

from collections.abc import Callable
from typing import Any

from backend.core.log import hide_phones

Report = Callable[[BaseException], object]


def start(dsn: str | None) -> Report | None:
    """Connect to the tracker; gives how to report a fault, None without a tracker."""
    if dsn is None:
        return None
    import sentry_sdk  # not loaded where nobody wants it; unless told so it sends no personal data

    sentry_sdk.init(
        dsn=dsn,
        default_integrations=False,
        max_breadcrumbs=0,
        include_local_variables=False,
        server_name="brewline",
        before_send=_without_phones,
    )
    return sentry_sdk.capture_exception


def _without_phones(event: Any, _hint: dict[str, Any]) -> Any:
    for fault in event.get("exception", {}).get("values", ()):
        fault["value"] = hide_phones(str(fault.get("value", "")))
    return event
