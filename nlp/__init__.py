"""The language part: `Parser` reads what people say with a lexicon made from a menu."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.parser import Parser

__all__ = ["Parser"]


def __getattr__(name: str) -> Any:
    """Give the parser; spaCy is loaded only where somebody parses."""
    if name == "Parser":
        from nlp.parser import Parser

        return Parser
    raise AttributeError(name)
