"""What happened to an order, in words and figures: pure sentences for the timeline."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

Detail = Mapping[str, Any]


def clock(at: datetime | str, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """Write a time as it is at the event."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{moment.astimezone(zone):{'%H:%M:%S' if seconds else '%H:%M'}}"


def span(promise: Mapping[str, Any], zone: ZoneInfo) -> str:
    """Write a range as the customer reads it."""
    return f"{clock(promise['earliest'], zone)}-{clock(promise['latest'], zone)}"


def action(what: str, by: str, where: str | None, detail: Detail, zone: ZoneInfo) -> str:
    """Say what was done; `where` is the ticket's station, where it is about one."""
    tell = _ACTIONS.get(what)
    if tell is None:
        return f"{what} by {by}{_because(detail)}"
    return tell(by, where or "its station", detail, zone)


def _because(detail: Detail) -> str:
    return f": {detail['reason']}" if detail.get("reason") else ""


def _placed(by: str, _where: str, detail: Detail, zone: ZoneInfo) -> str:
    lines = "; ".join(detail.get("lines") or ())
    return f"placed by {by}{': ' if lines else ''}{lines}{_decided(detail, zone)}"


def _changed(by: str, _where: str, detail: Detail, zone: ZoneInfo) -> str:
    now = "; ".join(detail.get("lines") or ())
    return f"changed by {by}{' to ' if now else ''}{now}{_decided(detail, zone)}"


def _decided(detail: Detail, zone: ZoneInfo) -> str:
    """Say what was promised, and why each station, as it was at that moment."""
    said = ""
    if detail.get("promise"):
        said = f"; promised {span(detail['promise'], zone)}"
    if detail.get("predicted"):
        said += f", foreseen for {clock(detail['predicted'], zone, seconds=True)}"
    return said + "".join(f"; {reason}" for reason in (detail.get("why") or {}).values())


def _revised(by: str, _where: str, detail: Detail, zone: ZoneInfo) -> str:
    was, now = span(detail["before"], zone), span(detail["promise"], zone)
    return f"promised anew by {by}: {now} instead of {was}, because {detail['because']}"


def _moved(by: str, where: str, detail: Detail, _zone: ZoneInfo) -> str:
    stations = detail.get("stations") or {}
    left, came = stations.get("from"), stations.get("to", where)
    return f"moved {f'from {left} ' if left else ''}to {came} by {by}{_because(detail)}"


def _at(verb: str) -> Callable[[str, str, Detail, ZoneInfo], str]:
    return lambda by, where, detail, _zone: f"{verb} at {where} by {by}{_because(detail)}"


def _released(by: str, where: str, detail: Detail, _zone: ZoneInfo) -> str:
    return f"queued at {where} by {by}, its time had come{_because(detail)}"


def _asked(by: str, where: str, detail: Detail, _zone: ZoneInfo) -> str:
    """A barista asks for an answer; a customer for what came too late."""
    words = detail.get("text") or detail.get("words")
    said = f': "{words}"' if words else ""
    if by == "customer":
        return f"the customer asked for a change when it was too late{said}"
    return f"{by} asked the customer, at {where}{said}"


def _answered(_by: str, _where: str, detail: Detail, _zone: ZoneInfo) -> str:
    return f"the customer answered{_quoted(detail.get('text'))}"


def _texted(by: str, _where: str, detail: Detail, _zone: ZoneInfo) -> str:
    return f"{by} texted the customer{_quoted(detail.get('text') or detail.get('canned'))}"


def _quoted(words: str | None) -> str:
    return f': "{words}"' if words else ""


_ACTIONS: Mapping[str, Callable[[str, str, Detail, ZoneInfo], str]] = MappingProxyType(
    {
        "placed": _placed,
        "changed": _changed,
        "revised": _revised,
        "move": _moved,
        "released": _released,
        "asked": _asked,
        "answered": _answered,
        "texted": _texted,
        "start": _at("started"),
        "bump": _at("made"),
        "recall": _at("taken back"),
        "collect": _at("collected"),
        "uncollected": _at("not collected, closed"),
        "void": _at("voided"),
        "waits": _at("due, and no open station could make it: waits"),
    }
)


def text(what: str, direction: str, detail: Detail, part: str | None = None) -> str:
    """Say a text; `part` is what it was in coming to the order: read-back, yes, confirmation."""
    said = _quoted(detail.get("body"))
    if direction == "in":
        return f"the customer {'agreed' if part == 'yes' else 'wrote'}{said}"
    if what == "reply":
        return f"{_REPLIES.get(part or '', 'we answered')}{said}"
    error = f" ({detail['error_code']})" if detail.get("error_code") else ""
    return f"text about {what}, {detail['state']}{error}{said}"


_REPLIES = MappingProxyType({"read-back": "we read back", "confirmation": "we confirmed"})


def waiting(what: str, attempts: int, error: str | None) -> str:
    """Say that a text has not left yet."""
    tried = f" after {attempts} attempts ({error})" if attempts and error else ""
    return f"text about {what}, waiting to be sent{tried}"


def stock(why: str, by: str, where: str, moves: Sequence[tuple[str, float]]) -> str:
    """Say what an order took at a station, or gave back."""
    taken = ", ".join(f"{-amount:g} {name}" for name, amount in moves if amount < 0)
    back = ", ".join(f"{amount:g} {name}" for name, amount in moves if amount > 0)
    parts = [f"took {taken}" if taken else "", f"gave back {back}" if back else ""]
    return f"{' and '.join(part for part in parts if part)} at {where} ({why} by {by})"
