"""Menu documents on disk: YAML or JSON, and those that ship with the product."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from backend.menu.translations import translated
from backend.menu.types import Menu

MENUS = Path(__file__).parent / "menus"


def path_of(menu: str) -> Path:
    """Find a menu by the name of a shipped one, or by its path."""
    shipped = MENUS / f"{menu}.yaml"
    return shipped if menu.isidentifier() and shipped.is_file() else Path(menu)


def read(menu: str) -> Any:
    """Read a menu document and its translations beside it; JSON is YAML too.

    A translation of `house.yaml` into German is `house.de.yaml`.
    """
    path = path_of(menu)
    document = _document(path)
    if not isinstance(document, dict):
        return document
    for other in sorted(path.parent.glob(f"{path.stem}.??{path.suffix}")):
        document = translated(document, other.stem.rpartition(".")[2], _document(other))
    return document


def _document(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=_Loader)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe loading in which `no` and `yes` are words, not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_TRUTH = re.compile("^(?:true|false)$")
for _first in "tf":
    _Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUTH, [_first])


@lru_cache(maxsize=8)
def shipped(name: str) -> Menu:
    """Give a shipped menu, validated."""
    return Menu.model_validate(read(name))
