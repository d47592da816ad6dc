"""The JSON Schema of a menu document; `python -m backend.menu.schema` writes it to docs/."""

import json
from pathlib import Path
from typing import Any

from backend.menu.types import Menu

PATH = Path(__file__).parents[2] / "docs" / "menu.schema.json"

#: What the shorthands of the format add to the model's own schema, by the property they are for.
_SHORTHAND = {"type": "array", "items": {"type": "string"}}


def schema() -> dict[str, Any]:
    """Describe a menu document as written, shorthands included."""
    described = Menu.model_json_schema()
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    described["title"] = "Brewline menu"
    parts = described["$defs"]
    takes = parts["Item"]["properties"]["options"]
    _or_nothing(takes)
    parts["Item"]["properties"]["options"] = {
        "description": takes.pop("description"),
        "anyOf": [_SHORTHAND, takes],
    }
    _or_nothing(parts["Group"]["properties"]["values"])
    for name in ("items", "families", "extras", "notes"):
        _or_nothing(described["properties"][name])
    return described


def _or_nothing(mapping: dict[str, Any]) -> None:
    """Allow a name with nothing behind it."""
    mapping["additionalProperties"] = {"anyOf": [mapping["additionalProperties"], {"type": "null"}]}


def text() -> str:
    """Write the schema the way it is kept."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
