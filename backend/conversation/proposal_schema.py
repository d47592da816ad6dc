"""What a proposal may look like, as a strict JSON Schema made of the event's menu.

Every property is required and none may be added, as vendors of structured output want it. There is
no word in it for agreeing, cancelling, forgetting, or an order or customer by number.
"""

from collections.abc import Mapping
from typing import Any

from backend.menu.types import Group, Menu

Schema = dict[str, Any]

#: Extras of one kind on a cup; and, where the menu sets no limit, what is counted in an option.
MOST_COUNTED = 9

_NULL: Schema = {"type": "null"}
#: A name; that it stands in the text, and is one, no schema can say.
_NAME: Schema = {"type": ["string", "null"]}


def schema(menu: Menu, most_cups: int) -> Schema:
    """Describe the proposals that this menu allows."""
    items = _list(_item(menu, most_cups), most_cups)
    return _object({"intent": _one_of(("order", "modify", "other")), "items": items, "name": _NAME})


def _item(menu: Menu, most_cups: int) -> Schema:
    named = _one_of((*menu.items, *menu.families))
    said: Schema = {
        "quantity": _or_null({"type": "integer", "minimum": 1, "maximum": most_cups}),
        "item": _or_null(named),
    }
    if menu.options:
        options = [_option(name, group) for name, group in menu.options.items()]
        said["options"] = _list({"anyOf": options}, 2 * len(options))
    if menu.extras:
        counted = {"type": "integer", "minimum": 0, "maximum": MOST_COUNTED}
        extra = _object({"name": _one_of(tuple(menu.extras)), "count": counted})
        said["extras"] = _list(extra, len(menu.extras))
    if menu.notes:
        said["notes"] = _list(_one_of(tuple(menu.notes)), len(menu.notes))
    return _object({**said, "name": _NAME})


def _option(name: str, group: Group) -> Schema:
    kinds: list[Schema] = [_one_of(tuple(group.values))] if group.values else []
    if group.kind == "count":
        most = group.most or MOST_COUNTED
        kinds.append({"type": "integer", "minimum": 0, "maximum": most})
    value = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    return _object({"group": _one_of((name,)), "value": value})


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(entry: Schema, most: int) -> Schema:
    return {"type": "array", "items": entry, "maxItems": most}


def _one_of(names: tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(names)}


def _or_null(value: Schema) -> Schema:
    return {"anyOf": [value, _NULL]}
