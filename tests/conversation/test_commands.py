"""Which texts are a command about what is kept, and nothing more."""

import pytest

from backend.conversation import commands
from tests.nlp.test_cases import INTERPRETER


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("FORGET ME", "en"),
        ("Forget me, please!", "en"),
        ("my data", "en"),
        ("forget me", "de"),
        ("Vergiss mich bitte.", "de"),
        ("meine Daten", "de"),
        ("Olvídame", "es"),
        ("mis datos", "es"),
        ("Oubliez-moi", "fr"),
        ("mes données", "fr"),
        ("me esqueça", "pt"),
        ("meus dados", "pt"),
    ],
)
def test_commands(text: str, language: str) -> None:
    assert commands.on_own_data(text, INTERPRETER.parse(text, language=language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("soy is fine, and forget me not", "en"),
        ("oh delete my number and bring soy", "en"),
        ("forget the sugar", "en"),
        ("Soja ist ok, vergiss mich nicht", "de"),
        ("yes", "en"),
    ],
)
def test_answers(text: str, language: str) -> None:
    assert not commands.on_own_data(text, INTERPRETER.parse(text, language=language))
