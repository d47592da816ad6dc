"""Sentences and how they are read: the tables in `cases/`."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from backend.menu import rules
from backend.menu.documents import shipped
from nlp import Interpreter
from nlp.language import available
from nlp.types import ExtraMention, ItemMention, Parse

INTERPRETER = Interpreter(partial(rules.lexicon, shipped("house")), available())
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['text']!r}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text())
]


def _extra(extra: ExtraMention) -> str:
    count = f"*{extra.count}" if extra.count is not None else ""
    amount = f"!{extra.amount}" if extra.amount else ""
    return f"{'-' if extra.declined else '+'}{extra.name}{count}{amount}"


def _options(options: Mapping[str, object]) -> str:
    return ", ".join(f"{group}: {value}" for group, value in sorted(options.items()))


def _item(item: ItemMention) -> str:
    place = f"#{item.ordinal} " if item.ordinal else ""
    count = "" if item.quantity is None else f"{item.quantity} "
    parts = [
        f"{place}{count}{item.item or '?'}",
        _options(item.options),
        " ".join(_extra(extra) for extra in item.extras),
        ", ".join(item.notes),
        f"for {item.name}" if item.name else "",
    ]
    return " | ".join(parts).rstrip(" |")


def _expected(text: str) -> str:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > 1:
        parts[1] = ", ".join(sorted(filter(None, (o.strip() for o in parts[1].split(",")))))
    return " | ".join(parts).rstrip(" |")


def read(case: Mapping[str, Any]) -> Parse:
    return INTERPRETER.parser(case.get("language", "en")).parse(
        case["text"], context=case.get("context"), awaiting=case.get("awaiting")
    )


def _told(case: Mapping[str, Any]) -> tuple[str, list[str], str | None]:
    parse = read(case)
    return parse.intent.value, sorted(map(_item, parse.items)), parse.name


def _wanted(case: Mapping[str, Any]) -> tuple[str, list[str], str | None]:
    items = sorted(map(_expected, case.get("items", [])))
    return case.get("intent", "order"), items, case.get("name")


def misread(case: Mapping[str, Any]) -> bool:
    """Whether a sentence of the tables is read otherwise than it says."""
    return _told(case) != _wanted(case)


@pytest.mark.parametrize("case", CASES)
def test_is_read_as(case: Mapping[str, Any]) -> None:
    assert _told(case) == _wanted(case)
