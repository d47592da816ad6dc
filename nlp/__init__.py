"""The language part: an `Interpreter` reads what people say with lexicons made from a menu."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.interpreter import Interpreter
    from nlp.parser import Parser

__all__ = ["Interpreter", "Parser"]


def __getattr__(name: str) -> Any:
    """Give the readers; spaCy is loaded only where somebody reads."""
    if name == "Interpreter":
        from nlp.interpreter import Interpreter

        return Interpreter
    if name == "Parser":
        from nlp.parser import Parser

        return Parser
    raise AttributeError(name)
