"""The whole application in a test: texted like the carrier does, called like a tablet does."""

import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from backend.core.db import Database
from backend.core.settings import Settings

ACCOUNT = "AC" + "0" * 32
NUMBER = "+15005550006"
STEVE = "+15550100001"
#: All that a drink can be asked for, in one text.
ORDER = "large oat flat white, 2 sugars, for Steve"

_MESSAGE = re.compile(r"<Message>(.*)</Message>", re.DOTALL)


def make_app(database: Database, folder: Path, **settings: str) -> Flask:
    """Make the application on a database; no setting comes from outside."""
    environ = {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "a key for tests, long enough for its digest",
        "ADMIN_PASSWORD": "a long demo password",
        **settings,
    }
    return create_app(Settings.load(environ))


def reply_of(response: TestResponse) -> str | None:
    """Read what a TwiML answer tells the customer; None where it tells nothing."""
    assert response.status_code == 200, response.text
    assert response.content_type.startswith("text/xml")
    found = _MESSAGE.search(response.text)
    return unescape(found[1]) if found else None


def new_sid() -> str:
    """Make a message id as the carrier does."""
    return f"SM{secrets.token_hex(16)}"


@dataclass
class Phone:
    """A customer's phone."""

    app: Flask
    address: str = STEVE
    number: str = NUMBER
    #: What was said and answered, oldest first.
    chat: list[tuple[str, str | None]] = field(default_factory=list)

    def text(self, body: str, *, sid: str | None = None, **fields: str) -> str | None:
        """Send a text; gives the reply."""
        reply = reply_of(self.post(body, sid=sid, **fields))
        self.chat.append((body, reply))
        return reply

    def post(self, body: str, *, sid: str | None = None, **fields: str) -> TestResponse:
        """Send a text; gives the whole answer."""
        form = {
            "MessageSid": sid or new_sid(),
            "AccountSid": ACCOUNT,
            "From": self.address,
            "To": self.number,
            "Body": body,
            "NumMedia": "0",
            **fields,
        }
        return self.app.test_client().post("/sms", data=form)

    def order(self, body: str = ORDER) -> str:
        """Order and confirm; gives the order's number."""
        read_back = self.text(body)
        assert read_back is not None
        assert "YES" in read_back, read_back
        placed = self.text("yes")
        found = re.search(r"#(\d+)", placed or "")
        assert found, placed
        return found[1]


@dataclass
class Staff:
    """Somebody signed in."""

    app: Flask
    token: str

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Call the API."""
        return self.app.test_client().open(
            path,
            method=method,
            json=body,
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )

    def get(self, path: str) -> Any:
        """Read something that is there."""
        response = self.call("GET", path)
        assert response.status_code == 200, response.text
        return response.get_json()

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Do something that may be done."""
        response = self.call("POST", path, body, **headers)
        assert response.status_code in (200, 201), response.text
        return response.get_json()

    def tickets(self) -> list[Any]:
        """List the tickets on all lanes."""
        stations = self.get("/api/events/demo/stations")["stations"]
        return [
            ticket
            for station in stations
            for ticket in self.get(f"/api/stations/{station['id']}/tickets")["tickets"]
        ]

    def ticket(self) -> Any:
        """Give the ticket that is the only one on all lanes."""
        (ticket,) = self.tickets()
        return ticket

    def act(self, ticket: int, action: str, **values: Any) -> TestResponse:
        """Do something to a ticket."""
        return self.call("POST", f"/api/tickets/{ticket}/actions", {"action": action, **values})


def sign_in(app: Flask, username: str, password: str = "a long demo password") -> Staff:
    """Sign somebody in."""
    response = app.test_client().post(
        "/api/auth/login", json={"username": username, "password": password}
    )
    assert response.status_code == 200, response.text
    return Staff(app, response.get_json()["access_token"])
