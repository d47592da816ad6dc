"""`python -m nlp --menu MENU < utterances.jsonl > parses.jsonl`."""

import argparse
import json
import sys
from functools import partial
from typing import Any

from backend.menu import rules
from backend.menu.documents import read
from backend.menu.types import Menu
from nlp.interpreter import Interpreter
from nlp.language import available
from nlp.types import ExtraMention, Intent, ItemMention, Parse

_UNSAID = dict.fromkeys((Intent.FORGET, Intent.DATA, Intent.THANKS), Intent.OTHER)


def main() -> None:
    """Read one utterance a line, write one parse a line."""
    options = argparse.ArgumentParser(prog="python -m nlp", description=__doc__)
    options.add_argument("--menu", required=True, help="a shipped menu's name, or a file")
    menu = Menu.model_validate(read(options.parse_args().menu))
    interpreter = Interpreter(partial(rules.lexicon, menu), available())
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(json.dumps(_answer(interpreter, json.loads(line))) + "\n")
            sys.stdout.flush()


def _answer(interpreter: Interpreter, asked: dict[str, Any]) -> dict[str, Any]:
    parse = interpreter.parse(
        asked.get("text") or "",
        context=asked.get("context"),
        awaiting=asked.get("awaiting"),
        language=asked.get("language") or "en",
    )
    return {"id": asked.get("id"), **written(parse)}


def written(parse: Parse) -> dict[str, Any]:
    """Write a parse as the answer has it."""
    takes_back = parse.intent is Intent.CANCEL and all(i.quantity == 0 for i in parse.items)
    return {
        "intent": _UNSAID.get(parse.intent, parse.intent).value,
        "name": parse.name,
        "items": [] if takes_back else [_item(item) for item in parse.items],
    }


def _item(item: ItemMention) -> dict[str, Any]:
    return {
        "quantity": item.quantity,
        "item": item.item,
        "options": {k: list(v) if isinstance(v, tuple) else v for k, v in item.options.items()},
        "extras": [_extra(extra) for extra in item.extras],
        "notes": list(item.notes),
        "name": item.name,
    }


def _extra(extra: ExtraMention) -> str | dict[str, Any]:
    said = {"count": extra.count, "amount": extra.amount, "declined": extra.declined or None}
    told = {key: value for key, value in said.items() if value is not None}
    return {"name": extra.name, **told} if told else extra.name


if __name__ == "__main__":
    main()
