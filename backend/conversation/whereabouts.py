"""The zone a customer says they are in: found in a text, and taken out of it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

#: Signs that are left over where a zone stood at an end of a text.
_AROUND = " \t\r\n,.;:-"


@dataclass(frozen=True, slots=True)
class Told:
    """A text without the zone in it, and the zone."""

    text: str
    zone: str | None = None


def read(text: str, zones: Iterable[str]) -> Told:
    """Find the one of these zones that is named: alone, as "#hall-b", or as "in hall b".

    What a QR code writes into a text is the first. A zone's name alone in the middle of other words
    may well be something else, so it counts only after a word of place.
    """
    for zone in sorted(zones, key=len, reverse=True):
        found = _pattern(zone).search(text)
        if found is not None:
            rest = f"{text[: found.start()].rstrip(_AROUND)} {text[found.end() :].lstrip(_AROUND)}"
            return Told(rest.strip(), zone)
    return Told(text)


def token(zone: str) -> str:
    """Give what stands for a zone in a text that a QR code begins: "#hall-b".

    Empty where nothing of its name can be written so; digits alone are an order's number.
    """
    plain = unicodedata.normalize("NFKD", zone.casefold())
    word = "-".join(re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", plain)))
    return f"#{word}" if re.search("[a-z]", word) else ""


@cache
def _pattern(zone: str) -> re.Pattern[str]:
    name = r"[\s-]+".join(re.escape(word) for word in zone.split())
    leads = "|".join(sorted(map(re.escape, _leads()), key=len, reverse=True))
    ways = [rf"(?<!\w)(?:{leads})\s+{name}(?!\w)", rf"^\W*{name}\W*$"]
    if written := token(zone):
        ways.insert(0, rf"{re.escape(written)}(?![\w-])")
    return re.compile("|".join(ways), re.IGNORECASE)


@cache
def _leads() -> tuple[str, ...]:
    document = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text("utf-8"))
    return tuple(lead for leads in document.values() for lead in leads)
