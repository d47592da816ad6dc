"""Faults of a menu document, one line each."""

from typing import Any

from pydantic import ValidationError

from backend.menu.types import Menu


def check(document: dict[str, Any]) -> list[str]:
    """List what is wrong with a menu document."""
    try:
        Menu.model_validate(document)
    except ValidationError as error:
        return [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    return []
