"""Those outside: customers, the carrier that passes on their texts, and a barista."""

import http.client
import json
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

from tests.app_client import ACCOUNT, NUMBER, new_sid
from tests.e2e.served import PASSWORD

#: Twilio's, for the whole of one attempt.
ATTEMPT_SECONDS = 15.0
#: The first, three more for `#rc=3&rp=all`, and the fallback address.
ATTEMPTS = 5
PAUSE_SECONDS = 1.0
#: Once the carrier has given up, a customer waits this long for an answer and texts again.
CUSTOMER_SECONDS = 3.0
MOST_TEXTS = 4

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Text:
    """A text on its way, or answered."""

    phone: str
    words: str
    sid: str = field(default_factory=new_sid)
    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    attempts: int = 0
    #: The whole TwiML; None while nobody answered.
    answer: str | None = None

    def under_way(self, moment: float) -> bool:
        """Tell whether it had been sent and not been answered at a moment."""
        return self.began < moment and not 0 < self.ended <= moment


@dataclass
class Carrier:
    """Passes texts on, and asks again with the same id after a 5xx, a time-out or no connection."""

    port: int
    texts: list[Text] = field(default_factory=list)
    lost: list[Text] = field(default_factory=list)

    def in_flight(self) -> int:
        """Count the texts that nobody has answered yet."""
        return sum(text.ended == 0 for text in self.texts)

    def answered(self) -> int:
        """Count the texts that were answered."""
        return sum(text.answer is not None for text in self.texts)

    def say(self, phone: str, words: str) -> str:
        """Text, and text again as people do where the carrier gave up; gives the answer."""
        for _ in range(MOST_TEXTS):
            text = self.text(phone, words)
            if text.answer is not None:
                return unescape(text.answer)
            self.lost.append(text)
            time.sleep(CUSTOMER_SECONDS)
        raise AssertionError(f"{phone} was never answered")

    def text(self, phone: str, words: str) -> Text:
        """Pass one text on, as often as the carrier would."""
        text = Text(phone, words)
        self.texts.append(text)
        while text.answer is None and text.attempts < ATTEMPTS:
            if text.attempts:
                time.sleep(PAUSE_SECONDS)
            text.attempts += 1
            text.answer = self.attempt(text)
        text.ended = time.monotonic()
        return text

    def attempt(self, text: Text) -> str | None:
        """Ask once; None where the carrier would ask again."""
        form = {"From": text.phone, "To": NUMBER, "Body": text.words, "MessageSid": text.sid}
        body = urlencode({**form, "AccountSid": ACCOUNT, "NumMedia": "0"})
        with closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=ATTEMPT_SECONDS)
        ) as link:
            try:
                link.request("POST", "/sms", body, _FORM)
                response = link.getresponse()
                answer = response.read().decode()
            except (OSError, http.client.HTTPException):
                return None
        assert response.status == 200 or response.status >= 500, answer
        return answer if response.status == 200 else None


@dataclass
class Barista:
    """Bumps what is queued, through every outage; a tap without an answer is repeated, as it is."""

    port: int
    bumped: set[int] = field(default_factory=set)
    repeated: int = 0
    #: Answers that should not be: a repeated tap must get the first answer.
    refused: list[str] = field(default_factory=list)
    resting: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    _token: str = ""

    def work(self) -> None:
        """Work until the shift ends."""
        while not self._stop.wait(0.2):
            if not self.resting.is_set():
                self._round()

    def go_home(self) -> None:
        """End the shift."""
        self._stop.set()

    def _round(self) -> None:
        for station in self._until_answered("GET", "/api/events/demo/stations")["stations"]:
            path = f"/api/stations/{station['id']}/tickets"
            for ticket in self._until_answered("GET", path)["tickets"]:
                if ticket["state"] == "queued" and not self._stop.is_set():
                    self._bump(ticket["id"])

    def _bump(self, ticket: int) -> None:
        path = f"/api/tickets/{ticket}/actions"
        answer = self._until_answered("POST", path, {"action": "bump"}, key=f"bump {ticket}")
        if answer.get("state") == "made":
            self.bumped.add(ticket)
        else:
            self.refused.append(f"{ticket}: {answer}")

    def _until_answered(self, method: str, path: str, body: Any = None, *, key: str = "") -> Any:
        while True:
            status, answer = self._call(method, path, body, key)
            if status == 401:
                self._sign_in()
            elif status and status < 500:
                return answer
            elif self._stop.wait(0.3):
                return {"stations": [], "tickets": []}
            else:
                self.repeated += bool(key)

    def _sign_in(self) -> None:
        who = {"username": "barista", "password": PASSWORD}
        status, answer = self._call("POST", "/api/auth/login", who, "")
        self._token = answer["access_token"] if status == 200 else ""

    def _call(self, method: str, path: str, body: Any, key: str) -> tuple[int, Any]:
        """Give status and answer; no status where there was no answer."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        if key:
            headers["Idempotency-Key"] = key
        sent = None if body is None else json.dumps(body)
        with closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=ATTEMPT_SECONDS)
        ) as link:
            try:
                link.request(method, path, sent, headers)
                response = link.getresponse()
                return response.status, json.loads(response.read())
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                return 0, None
