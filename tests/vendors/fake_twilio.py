"""Twilio's Messages API as a stateful server on loopback: what Prism cannot do.

It keeps messages, answers like the fact sheet says, fails on demand, loses its own answers, and
sends signed status reports. Prism checks the shape of our requests; this one checks behaviour.
"""

import base64
import json
import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from twilio.request_validator import RequestValidator

ACCOUNT = "AC" + "0" * 32
TOKEN = "12345"

_LIST = re.compile(r"/2010-04-01/Accounts/(\w+)/Messages\.json")


@dataclass
class Fault:
    """What goes wrong with one request."""

    status: int = 0
    code: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    #: The message is made all the same.
    made: bool = False
    #: Close the connection without an answer, after so many seconds.
    silent_after: float | None = None
    #: Answer with this instead of JSON.
    raw: str | None = None


class FakeTwilio:
    """The account's messages, and the faults to come."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.opted_out: set[str] = set()
        self.create_faults: list[Fault] = []
        self.list_faults: list[Fault] = []
        self.creates: list[dict[str, str]] = []
        self.lists = 0
        self.lock = threading.Lock()
        self._server = _Server(self)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextmanager
    def serving(self) -> Iterator["FakeTwilio"]:
        """Serve until the block ends."""
        thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def bodies(self, to: str) -> list[str]:
        """Give what a phone was sent, in order."""
        with self.lock:
            return [message["body"] for message in self.messages if message["to"] == to]

    def add(
        self,
        form: dict[str, str],
        *,
        age: timedelta = timedelta(),
        direction: str = "outbound-api",
    ) -> dict[str, Any]:
        """Keep a message, as `POST` does, or as somebody else did before."""
        created = format_datetime(datetime.now(UTC) - age)
        sid = "SM" + secrets.token_hex(16)
        message: dict[str, Any] = {
            "sid": sid,
            "account_sid": ACCOUNT,
            "status": "queued",
            "direction": direction,
            "from": form.get("From"),
            "to": form.get("To"),
            "body": form.get("Body"),
            "num_segments": "1",
            "num_media": "0",
            "messaging_service_sid": None,
            "error_code": None,
            "error_message": None,
            "price": None,
            "price_unit": None,
            "date_created": created,
            "date_updated": created,
            "date_sent": None,
            "api_version": "2010-04-01",
            "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
            "subresource_uris": {},
            "callback": form.get("StatusCallback"),
        }
        with self.lock:
            self.messages.append(message)
        return message

    def report(self, sid: str, status: str, error_code: int | None = None) -> requests.Response:
        """Send a signed status report to the address the message was created with."""
        message = next(one for one in self.messages if one["sid"] == sid)
        form = {
            "MessageSid": sid,
            "SmsSid": sid,
            "MessageStatus": status,
            "SmsStatus": status,
            "AccountSid": ACCOUNT,
            "From": message["from"],
            "To": message["to"],
            "ApiVersion": "2010-04-01",
        }
        if error_code is not None:
            form["ErrorCode"] = str(error_code)
        url = message["callback"]
        signature = RequestValidator(TOKEN).compute_signature(url, form)
        headers = {"X-Twilio-Signature": signature}
        return requests.post(url, data=form, headers=headers, timeout=10)

    def create(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Answer a request to send."""
        for name, code in (("To", 21604), ("From", 21603), ("Body", 21602)):
            if not form.get(name):
                return _error(400, code)
        if len(form["Body"]) > 1600:
            return _error(400, 21617)
        if not re.fullmatch(r"(whatsapp:)?\+[0-9]{8,15}|[0-9]{5,6}", form["To"]):
            return _error(400, 21211)
        if form["To"] in self.opted_out:
            return _error(400, 21610)
        return 201, self.add(form)

    def page(self, query: dict[str, str]) -> dict[str, Any]:
        """Answer a request to list, newest first."""
        with self.lock:
            found = [
                message
                for message in reversed(self.messages)
                if query.get("To", message["to"]) == message["to"]
                and query.get("From", message["from"]) == message["from"]
            ]
        return {
            "messages": found[: int(query.get("PageSize", "50"))],
            "next_page_uri": None,
            "page": 0,
            "page_size": 50,
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, fake: FakeTwilio) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fake = fake


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        form = _single(parse_qs(self.rfile.read(length).decode(), keep_blank_values=True))
        with self.server.fake.lock:
            self.server.fake.creates.append(form)
            fault = (
                self.server.fake.create_faults.pop(0) if self.server.fake.create_faults else None
            )
        if not self._welcome():
            return
        if fault is not None:
            if fault.made:
                self.server.fake.create(form)
            self._fail(fault)
            return
        self._answer(*self.server.fake.create(form))

    def do_GET(self) -> None:
        with self.server.fake.lock:
            self.server.fake.lists += 1
            fault = self.server.fake.list_faults.pop(0) if self.server.fake.list_faults else None
        if not self._welcome():
            return
        if fault is not None:
            self._fail(fault)
            return
        self._answer(200, self.server.fake.page(_single(parse_qs(urlsplit(self.path).query))))

    def _welcome(self) -> bool:
        asked = _LIST.fullmatch(urlsplit(self.path).path)
        keys = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if asked is None or asked[1] != ACCOUNT:
            self._answer(*_error(404, 20404))
        elif self.headers.get("Authorization") != f"Basic {keys}":
            self._answer(*_error(401, 20003))
        else:
            return True
        return False

    def _fail(self, fault: Fault) -> None:
        if fault.silent_after is not None:
            time.sleep(fault.silent_after)
            self.close_connection = True
        elif fault.raw is not None:
            self._send(fault.status, fault.raw, fault.headers)
        else:
            status, body = _error(fault.status, fault.code or fault.status)
            self._send(status, json.dumps(body), fault.headers)

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, json.dumps(body), {})

    def _send(self, status: int, body: str, headers: dict[str, str]) -> None:
        payload = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(payload)


def _error(status: int, code: int) -> tuple[int, dict[str, Any]]:
    return status, {
        "code": code,
        "message": f"refused with {code}",
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }


def _single(query: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in query.items()}
