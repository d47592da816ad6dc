"""A plain yes is read at a glance, and exactly as it would be read at length."""

from unittest.mock import patch

import pytest

from backend.menu import documents, rules
from nlp import Parser
from nlp import parser as reading
from nlp.language import load
from nlp.types import Intent


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(rules.lexicon(documents.shipped("house"), "en"))


@pytest.mark.parametrize("phrase", sorted(load("en").intents["yes"]))
def test_every_phrase_for_yes_is_read_alike_at_a_glance_and_at_length(
    parser: Parser, phrase: str
) -> None:
    glanced = parser.parse(phrase, awaiting="confirm")
    with patch.object(reading, "_plainly", lambda *_: False):
        assert parser.parse(phrase, awaiting="confirm") == glanced


def test_most_of_them_take_the_short_way(parser: Parser) -> None:
    with patch.object(parser, "_mentions", side_effect=AssertionError("read at length")):
        for text in ("yes", "yep", "ok", "yes please"):
            assert parser.parse(text, awaiting="confirm").intent is Intent.YES
