"""Texts through Twilio's Messages API. Its calls block: only the worker makes them."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.base.exceptions import TwilioException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from backend.channels.types import Busy, NotSent, OutcomeUnknown, OutgoingText, Refused, Sent
from backend.conversation.delivery import WORDS, DeliveryState
from backend.core.settings import LOOPBACK

CONNECT_SECONDS = 3.0
READ_SECONDS = 6.0

#: Not taken for sure, and worth another try: turned away, over a limit, our own keys wrong.
_LATER_STATUS = frozenset({401, 403, 408, 425, 429, 503})
#: Twilio's codes of the same meaning: too many requests, the sender's queue is full.
_LATER_CODE = frozenset({20429, 21611})

#: A text that a carrier could not deliver for so long is of no use any more.
VALID_SECONDS = 3600

#: How far the clocks of two machines may differ. Ids we know are left out anyway.
_SKEW = timedelta(seconds=30)
_PAGE = 50
_CONNECTIONS = 16

GARBLED = "garbled_answer"
NO_CONNECTION = "no_connection"
NO_ANSWER = "no_answer"

T = TypeVar("T")


class Twilio:
    """A vendor of texts."""

    simulated = False

    def __init__(
        self, account: str, token: str, *, public_url: str, api_url: str | None = None
    ) -> None:
        self._account = account
        self._client = Client(account, token, http_client=_Http(api_url))
        self._reports_to = f"{public_url}/sms/status"
        # Twilio refuses a text whose reports it could not send; a stand-in on this machine can.
        self._wants_reports = api_url is not None or urlsplit(public_url).hostname not in LOOPBACK

    @property
    def account(self) -> str:
        """The account SID."""
        return self._account

    def send(self, text: OutgoingText) -> Sent:
        """Create one message; raises a NotSent."""
        values: dict[str, object] = {"validity_period": VALID_SECONDS}
        if self._wants_reports:
            query = urlencode({"event": text.event, "message": text.id})
            values["status_callback"] = f"{self._reports_to}?{query}"
        message = _translated(
            lambda: self._client.messages.create(
                to=text.address, from_=_sender(text), body=text.body, **values
            )
        )
        return _sent(message)

    def find(self, text: OutgoingText, since: datetime) -> Sequence[Sent]:
        """List what went to this phone; not by DateSent, which a message has only once it left."""
        try:
            listed = _translated(
                lambda: self._client.messages.list(
                    to=text.address, from_=_sender(text), limit=_PAGE, page_size=_PAGE
                )
            )
        except Refused as refusal:
            if refusal.code != "404":
                raise
            # A stand-in that keeps no list.
            return ()
        return [_sent(message) for message in _matching(listed, text.body, since - _SKEW)]


def _sender(text: OutgoingText) -> str:
    """Our number, on the network of the customer's address."""
    network, colon, _ = text.address.rpartition(":")
    return f"{network}{colon}{text.number}"


def _sent(message: Any) -> Sent:
    if not message.sid:
        raise OutcomeUnknown(GARBLED)
    return Sent(str(message.sid), WORDS.get(str(message.status), DeliveryState.QUEUED))


def _matching(listed: Iterable[Any], body: str, since: datetime) -> list[Any]:
    """Sort out the messages sent through the API since then with this body, oldest first."""
    wanted = body.strip()
    found = [
        message
        for message in listed
        if message.direction == "outbound-api"
        and message.date_created is not None
        and message.date_created >= since
        # A trial account writes something of its own before the text.
        and (message.body or "").strip().endswith(wanted)
    ]
    return sorted(found, key=lambda message: message.date_created)


def _translated(call: Callable[[], T]) -> T:
    """Call Twilio's client; an answer it cannot read tells nothing about the text."""
    try:
        return call()
    except (TwilioException, ValueError, TypeError, KeyError, AttributeError) as error:
        raise OutcomeUnknown(GARBLED) from error


class _Http(HttpClient):  # type: ignore[misc]
    """Twilio's transport with an end to waiting, an address of our choice, and our own refusals.

    It logs nothing: requests hold phones and words of customers.
    """

    def __init__(self, api_url: str | None) -> None:
        super().__init__(logging.getLogger(__name__), False, CONNECT_SECONDS + READ_SECONDS)
        self._base = urlsplit(api_url) if api_url else None
        self._session = requests.Session()
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=_CONNECTIONS, max_retries=0))

    def request(  # noqa: PLR0913 - Twilio's signature
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """Make one request; raises a NotSent unless it was answered with success."""
        try:
            answer = self._session.request(
                method,
                self._address(uri),
                params=params,  # type: ignore[arg-type]
                data=data,
                headers=headers,
                auth=auth,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            if _never_connected(error):
                raise Busy(NO_CONNECTION) from error
            raise OutcomeUnknown(NO_ANSWER) from error
        if answer.status_code >= 300:
            raise _refusal(answer)
        return Response(answer.status_code, answer.text, answer.headers)

    def _address(self, uri: str) -> str:
        if self._base is None:
            return uri
        asked = urlsplit(uri)
        return asked._replace(
            scheme=self._base.scheme,
            netloc=self._base.netloc,
            path=self._base.path.rstrip("/") + asked.path,
        ).geturl()


def _never_connected(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _refusal(answer: requests.Response) -> NotSent:
    """Tell what an error means for the text."""
    code = _code(answer)
    if answer.status_code in _LATER_STATUS or code in _LATER_CODE:
        return Busy(str(code), _retry_after(answer.headers.get("Retry-After", "")))
    if answer.status_code >= 500:
        return OutcomeUnknown(str(code))
    return Refused(str(code))


def _code(answer: requests.Response) -> int:
    """Give Twilio's own code, else the status."""
    try:
        code = json.loads(answer.text)["code"]
    except (ValueError, TypeError, KeyError):
        return answer.status_code
    return code if isinstance(code, int) else answer.status_code


def _retry_after(text: str) -> float:
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0.0
