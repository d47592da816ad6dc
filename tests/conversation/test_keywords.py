"""Opt-out words, by who handles them: the carrier, or we."""

import pytest

from backend.conversation.keywords import NO_KEYWORD, Keyword, KeywordKind, classify

STOPS = ["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT"]


@pytest.mark.parametrize("word", STOPS)
@pytest.mark.parametrize("shape", [str.upper, str.lower, str.title, " {}\n".format])
def test_the_carriers_stop_words_are_silent_and_opt_out(word: str, shape: object) -> None:
    assert callable(shape)
    assert classify(shape(word), "twilio") == Keyword(KeywordKind.STOP, silent=True, opts_out=True)


def test_cancel_is_both_on_the_carriers_number() -> None:
    expected = Keyword(KeywordKind.CANCEL, silent=True, opts_out=True, cancels=True)
    assert classify("cancel", "twilio") == expected


@pytest.mark.parametrize("word", ["HELP", "info"])
def test_the_carrier_answers_help_itself(word: str) -> None:
    assert classify(word, "twilio") == Keyword(KeywordKind.HELP, silent=True)


@pytest.mark.parametrize("mode", ["twilio", "own"])
@pytest.mark.parametrize("word", ["START", "unstop"])
def test_start_clears(word: str, mode: str) -> None:
    assert classify(word, mode) == Keyword(KeywordKind.START, opts_in=True)


@pytest.mark.parametrize("word", [*STOPS, "stop.", "Stop!"])
def test_on_our_own_number_stop_is_answered(word: str) -> None:
    assert classify(word, "own") == Keyword(KeywordKind.STOP, opts_out=True)


def test_on_our_own_number_cancel_only_cancels() -> None:
    assert classify("Cancel", "own") == Keyword(KeywordKind.CANCEL, cancels=True)


@pytest.mark.parametrize("mode", ["twilio", "own"])
@pytest.mark.parametrize(
    "text", ["", "stop please", "please stop", "cancel that", "yes", "stopp", "the end", "s t o p"]
)
def test_anything_else_is_for_the_parser(text: str, mode: str) -> None:
    assert classify(text, mode) == NO_KEYWORD


def test_a_full_stop_is_no_whole_body_match_for_the_carrier() -> None:
    assert classify("STOP.", "twilio") == NO_KEYWORD


def test_an_unknown_mode_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        classify("STOP", "nobody")
