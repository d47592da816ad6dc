"""A name that stands for nothing, as a fault of a menu document."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches


def unknown(path: str, name: object, *, what: str, known: Iterable[str]) -> Iterator[str]:
    """Say that something is not there, and what may have been meant."""
    names = list(known)
    if name in names:
        return
    near = get_close_matches(str(name), names, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(names) or 'none'}."
    yield f"{path}: no {what} {str(name)!r}; {remedy}"
