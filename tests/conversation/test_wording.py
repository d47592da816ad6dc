"""Words of an event's own: what may be said, what must not be lost, and how it sounds."""

import re
from dataclasses import replace

import pytest

from backend.conversation.replies import Replies, render
from backend.conversation.samples import Samples
from backend.conversation.types import Form, Say
from backend.conversation.wording import Wording, allowed, editable, fault, required
from backend.core.segments import is_gsm7, segments
from backend.menu.documents import read
from backend.menu.types import Menu
from nlp.language import available
from tests.conversation.stand_in import CONTEXT, MENU
from tests.conversation.test_replies import VALUES

EN = Replies.load("en")
SPOKEN = Replies.load("en", Form.VOICE)

each_phrase = pytest.mark.parametrize(
    ("language", "form", "key"),
    [(code, form, key) for code in available() for form in Form for key in sorted(EN.texts)],
)
each_spoken = pytest.mark.parametrize(
    ("language", "key"),
    # An address is written only: a call names none.
    [(code, key) for code in available() for key in sorted(EN.texts) if key != "track"],
)

#: What nobody does on a call.
OF_WRITING = {
    "en": r"text(s|ed)?|repl(y|ies)|writ(e|es|ten)|type|send|read",
    "de": r"schreib(en|t|e)?|antworte|text|tipp|lesen|schick",
    "es": r"escrib(e|enos|ir)|responde|texto|manda|leer|envía",
    "fr": r"écri(vez|vez-nous|re|t)|envoyez|répondez|texte|lit|lu|tapez",
    "pt": r"escrev(a|er)|responda|mand(e|ar)|texto|digite|lemos|ler",
}


@each_phrase
def test_what_is_shipped_may_be_said(language: str, form: Form, key: str) -> None:
    shipped = Replies.load(language, form)
    assert fault(key, shipped.texts[key], shipped) is None


@each_spoken
def test_nothing_spoken_is_written(language: str, key: str) -> None:
    spoken = render([Say(key, VALUES)], Replies.load(language, Form.VOICE), MENU)
    assert spoken
    assert not re.search(r'["“”«»#()\[\];{}\n*/]', spoken), spoken
    assert not re.search(r"\d-\d", spoken), spoken
    assert not re.search(rf"\b({OF_WRITING[language]})\b", spoken.casefold()), spoken
    shouted = set(re.findall(r"\b[^\W\d_]{2,}\b", spoken)) - set(VALUES["keywords"])  # type: ignore[call-overload]
    assert not [word for word in shouted if word.isupper()], spoken


@each_spoken
def test_what_is_spoken_tells_what_is_written(language: str, key: str) -> None:
    """Every override is of a text there is, and tells all that one must tell."""
    written, spoken = Replies.load(language), Replies.load(language, Form.VOICE)
    assert written.texts.keys() == spoken.texts.keys()
    assert set(required(key, spoken)) == set(required(key, written))
    assert set(allowed(key, spoken)) <= set(allowed(key, written))


def test_the_words_of_writing_would_be_found() -> None:
    for language in available():
        written = Replies.load(language)
        told = [key for key, text in written.texts.items() if '"' in text or "#" in text]
        typed = [
            key
            for key, text in written.texts.items()
            if re.search(rf"\b({OF_WRITING[language]})\b", text.casefold())
        ]
        assert len(told) > 25
        assert len(typed) >= 8, (language, typed)


def test_what_is_spoken_keeps_its_accents_and_comes_in_one_breath() -> None:
    french = Replies.load("fr", Form.VOICE)
    told = render([Say("ready", VALUES), Say("fine")], french, MENU)
    assert "prête" in told
    assert "\n" not in told
    assert "prete" in render([Say("ready", VALUES)], Replies.load("fr"), MENU)


def test_a_list_is_spoken_without_signs() -> None:
    told = render([Say("readback", VALUES)], SPOKEN, MENU)
    assert ", and two small skim chai lattes" in told
    assert "say yes" in told.lower()


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("fine", "  ", "is empty"),
        ("fine", "a\x00b", "sign"),
        ("fine", "Fine }", "brace"),
        ("fine", "Fine {", "brace"),
        ("fine", "Fine {{number}}", "brace"),
        ("fine", "Fine {}", "no value {}"),
        ("fine", "Fine {name}", "no value {name}"),
        ("greet", "Hi {event.__class__}", "no value {event.__class__}"),
        ("greet", "Hi {event[0]}", "no value {event[0]}"),
        ("greet", "Hi {event!r}", "write {event}"),
        ("greet", "Hi {event:>900}", "write {event}"),
        ("ask_family", "Which {item}: {choices:xor}?", "{choices:or}"),
        ("readback", "{lines:%H}. Reply YES.", "{lines"),
        ("confirmed", "#{number} at {stations}, {earliest}-{latest:%H:%M}.", "{earliest:%H:%M}"),
        ("readback", "Reply YES to order.", "{lines} is missing"),
        ("confirmed", "#{number} at {stations}!", "{earliest} is missing"),
        ("ask_item", "What would you like?", "{choices} is missing"),
        ("cap_order", "Sorry, that's too many.", "{most} is missing"),
        ("ready", "Order {number} is ready at {station}!", "#{number}"),
        ("ready", "#{number} is ready at {station}! #coffee", "#"),
        ("fine", "Fine #", "#"),
        ("event_paused", "Back in 5 minutes.", "digits"),
        ("event_paused", "Back in ½ an hour.", "digits"),
        ("readback", "{lines}{due:later}. All right? Say yes.", "the word YES"),
        ("forget_ask", "Shall we erase it all?", "the word YES"),
        ("fine", "Fine. YES!", "only for questions"),
        ("ready", "#{number} is done at {station}!", "the word ready"),
        ("fine", "Text us when you are ready.", "kept for drinks that are made"),
    ],
)
def test_what_cannot_be_said_is_told_with_its_remedy(key: str, text: str, told: str) -> None:
    found = fault(key, text, EN)
    assert found is not None
    assert told in found


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("greet", "Moin! Was darf's sein?"),
        (
            "readback",
            "Yum:\n{lines}{due:later}.\nYES and it's on its way, or tell me what to change.",
        ),
        (
            "confirmed",
            "#{number}: {stations:comma}, {earliest:%I:%M %p} to {latest:%I:%M %p}. See you!",
        ),
        ("ready", "Ready! #{number} waits at {station}."),
        ("fine", "Alright, already!"),
    ],
)
def test_what_says_all_it_must_may_be_said(key: str, text: str) -> None:
    assert fault(key, text, EN) is None


def test_a_spoken_yes_is_asked_for_in_the_languages_own_way() -> None:
    spanish = Replies.load("es", Form.VOICE)
    assert fault("readback", "{lines}, si no dices otra cosa.", spanish) is not None
    assert fault("readback", "{lines}{due:later}. ¿Sí?", spanish) is None
    written = Replies.load("es")
    assert fault("readback", "{lines}{due:later}. Responde SÍ.", written) is None
    assert fault("readback", "{lines}, si no dices otra cosa.", written) is not None


def test_what_may_not_be_said_any_more_is_said_as_shipped() -> None:
    wording = Wording.of(
        [
            ("en", Form.TEXT, "fine", "Righto."),
            ("en", Form.TEXT, "what", "What {gone}?"),
            ("en", Form.TEXT, "a_key_of_old", "Hello"),
        ]
    )
    said = wording.replies("en", Form.TEXT)
    assert said.texts == {**EN.texts, "fine": "Righto."}
    assert wording.replies("xx", Form.TEXT).texts["fine"] == "Righto."
    assert wording.replies("en", Form.VOICE) is SPOKEN
    assert wording.replies("de", Form.TEXT) is Replies.load("de")


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", available())
def test_every_preview_of_what_is_shipped_is_short(language: str, form: Form) -> None:
    shipped = Replies.load(language, form)
    assert set(shipped.texts) - set(editable(shipped)) == {"no_event", "which_event"}
    samples = Samples.of(CONTEXT, shipped)
    for key in editable(shipped):
        preview = render([samples.say(key)], shipped, MENU)
        assert preview
        assert "None" not in preview
        if form is Form.TEXT:
            assert is_gsm7(preview)
            assert segments(preview) <= 2, preview


def test_an_event_without_a_station_or_a_choice_has_previews_too() -> None:
    closed = replace(CONTEXT, stations=())
    assert "flat white" in _previews(closed, MENU)
    document = read("house")
    water = {
        "name": "tap",
        "language": "en",
        "equipment": [],
        "items": {"water": {"prep_seconds": 5, "words": {"en": ["water"]}}},
    }
    assert document["name"] == "house"
    tap = Menu.model_validate(water)
    assert "water" in _previews(replace(CONTEXT, menu=tap, stations=()), tap)


def _previews(context: object, menu: Menu) -> str:
    samples = Samples.of(context, EN)  # type: ignore[arg-type]
    return "\n".join(render([samples.say(key)], EN, menu) for key in editable(EN))
