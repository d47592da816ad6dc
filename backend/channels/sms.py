"""Texts: the carrier's webhook in, TwiML out."""

import re
import time
from collections.abc import Callable
from xml.sax.saxutils import escape

import structlog
from flask import Blueprint, Request, Response, request

from backend.channels import documented
from backend.conversation import keywords
from backend.conversation.gathering import Utterance
from backend.conversation.keywords import KeywordKind
from backend.conversation.replies import Replies
from backend.conversation.service import Answer, Conversation
from backend.core.db import Database
from backend.core.errors import Invalid
from backend.core.http import request_id
from backend.core.metrics import TEXTS
from backend.core.openapi import described
from backend.core.patience import patiently
from backend.events import service as events
from backend.events.types import Door
from backend.orders.types import Channel

#: Seconds a number's events are remembered.
_DOORS_SECONDS = 2.0

_ADDRESS = re.compile(r"(whatsapp:)?\+[0-9]{8,15}|[0-9]{5,6}")
_PROVIDER_ID = re.compile(r"[A-Za-z0-9]{1,64}")
#: What XML 1.0 cannot carry.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
log = structlog.get_logger()


class NotAText(Invalid):
    """This is not a text message: a field is missing or malformed."""

    code = "not_a_text"
    status = 400


def blueprint(
    database: Database, conversation: Conversation, verify: Callable[[Request], None]
) -> Blueprint:
    """Make `POST /sms`; `verify` raises where the carrier did not sign."""
    made = Blueprint("sms", __name__)
    doors = _Doors(database)

    @made.post("/sms")
    @described(documented.SMS)
    def receive() -> Response:
        verify(request)
        form = request.form
        answer = patiently(lambda: _answer(doors, conversation, form.to_dict()))
        TEXTS.labels("in", "repeated" if answer.repeated else "received").inc()
        return twiml(answer.text)

    return made


def twiml(text: str | None) -> Response:
    """Answer the carrier; without a text it sends nothing."""
    message = f"<Message>{escape(_NOT_XML.sub('', text))}</Message>" if text else ""
    body = f"{_HEAD}<Response>{message}</Response>"
    return Response(body, content_type="text/xml; charset=utf-8")


def _answer(doors: "_Doors", conversation: Conversation, form: dict[str, str]) -> Answer:
    address = _field(form, "From", _ADDRESS)
    number = _field(form, "To", _ADDRESS)
    provider_id = _field(form, "MessageSid", _PROVIDER_ID)
    text = form.get("Body", "").replace("\x00", "")
    found = doors.find(number.removeprefix("whatsapp:"), address, text)
    if isinstance(found, str):
        log.warning("sms.no_event", number=number)
        return Answer(found)
    door, text = found
    return conversation.handle(
        Utterance(
            door=door,
            channel=Channel.WHATSAPP if address.startswith("whatsapp:") else Channel.SMS,
            address=address,
            text=text,
            account=form.get("AccountSid", ""),
            provider_id=provider_id,
            request_id=request_id(),
            media=_count(form.get("NumMedia", "0")),
        )
    )


def _field(form: dict[str, str], name: str, pattern: re.Pattern[str]) -> str:
    value = form.get(name, "").strip()
    if not pattern.fullmatch(value):
        raise NotAText(f"{name} is missing or malformed.")
    return value


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


class _Doors:
    """Which event a text is for: by number, by keyword where a number serves several."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, tuple[float, tuple[Door, ...]]] = {}

    def find(self, number: str, address: str, text: str) -> tuple[Door, str] | str:
        """Give the door and the text without the keyword; without a door, what to answer."""
        doors = self._behind(number)
        if len(doors) == 1 and not doors[0].keyword:
            return doors[0], text
        first, *rest = text.split(maxsplit=1) or [""]
        word = first.strip(_AROUND_A_KEYWORD).upper()
        for door in doors:
            if door.keyword and door.keyword == word:
                return door, "".join(rest)
        return self._without_keyword(doors, number, address, text)

    def _without_keyword(
        self, doors: tuple[Door, ...], number: str, address: str, text: str
    ) -> tuple[Door, str] | str:
        """Take the event texted last, else the one without a keyword; else ask."""
        if not doors:
            return _says("no_event")
        with self._database.transaction() as tx:
            last = events.last_visited(tx, number, address)
        for door in doors:
            if door.event == last:
                return door, text
        for door in doors:
            if not door.keyword or _is_keyword(text, door):
                return door, text
        return _says("which_event", keywords=", ".join(door.keyword for door in doors))

    def _behind(self, number: str) -> tuple[Door, ...]:
        now = time.monotonic()
        kept = self._kept.get(number)
        if kept is None or now - kept[0] > _DOORS_SECONDS:
            with self._database.transaction() as tx:
                kept = (now, events.doors(tx, number))
            if len(self._kept) > 1000:
                self._kept.clear()
            self._kept[number] = kept
        return kept[1]


#: Signs that people put around a word they were told to send.
_AROUND_A_KEYWORD = " \"'“”.,:;!#-"


def _is_keyword(text: str, door: Door) -> bool:
    """Tell whether this is about all our texts, which needs no event."""
    return keywords.classify(text, door.opt_out_words).kind is not KeywordKind.NONE


def _says(key: str, **values: str) -> str:
    """Say what needs no event's own words."""
    return Replies.load("en").texts[key].format(**values)
