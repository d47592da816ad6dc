"""Reads texts in the language they are written in: a parser for each language of one menu."""

from collections.abc import Callable, Sequence

from nlp.detection import Detector, commonest, ordinary
from nlp.language import FALLBACK, available
from nlp.lexicon import Lexicon
from nlp.parser import Parser
from nlp.types import Parse


class Interpreter:
    """Finds the language of a text, and has it read by the parser of that language."""

    def __init__(self, lexicon: Callable[[str], Lexicon], languages: Sequence[str]) -> None:
        self._languages = languages
        self._lexicons = {code: lexicon(code) for code in languages}
        self._detector = Detector(list(self._lexicons.values()))
        self._parsers: dict[str, Parser] = {}

    def parse(
        self,
        text: str,
        *,
        context: str | None = None,
        awaiting: str | None = None,
        language: str = "en",
    ) -> Parse:
        """Read one utterance; `language` is the one spoken so far, the parse's the one it is in."""
        spoken = language if language in self._languages else FALLBACK
        parse = self.parser(spoken).parse(text, context=context, awaiting=awaiting)
        detected = self._detector.language(text, spoken)
        if detected == spoken:
            return parse
        # A mistyped word may look foreign: whoever understands more of the text is right.
        other = self.parser(detected).parse(text, context=context, awaiting=awaiting)
        return parse if len(parse.unknown) < len(other.unknown) else other

    def parser(self, language: str) -> Parser:
        """Give the parser of a language."""
        if language not in self._parsers:
            self._parsers[language] = Parser(self._lexicons[language])
        return self._parsers[language]


def warm() -> None:
    """Read the files of all languages, which takes a moment, before the first text comes."""
    for code in available():
        ordinary(code)
        commonest(code)
