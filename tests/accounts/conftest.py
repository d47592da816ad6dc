"""A browser that signs in: it keeps cookies, and sends the header that goes with them."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Cookie, TestResponse

from backend.core.db import Database

PASSWORD = "a long demo password"


@dataclass
class Browser:
    """One browser at one address."""

    client: FlaskClient
    address: str = "192.0.2.1"
    access: str = ""

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Post JSON to an address of signing in."""
        return self.client.post(
            f"/api/auth/{path}",
            json=body,
            headers=headers,
            environ_overrides={"REMOTE_ADDR": self.address},
        )

    def sign_in(self, username: str = "barista", password: str = PASSWORD) -> TestResponse:
        """Try to sign in."""
        return self._kept(self.post("login", {"username": username, "password": password}))

    def signed_in(self, username: str = "barista", password: str = PASSWORD) -> "Browser":
        """Sign in with success."""
        response = self.sign_in(username, password)
        assert response.status_code == 200, response.text
        return self

    def refresh(self, csrf: str | None = None) -> TestResponse:
        """Refresh with the cookies as they are."""
        return self._kept(self.post("refresh", **self._header(csrf)))

    def log_out(self, csrf: str | None = None) -> TestResponse:
        """Sign out."""
        return self.post("logout", **self._header(csrf))

    def change_password(self, current: str, new: str) -> TestResponse:
        """Change the password of whoever is signed in."""
        body = {"current": current, "new": new}
        return self._kept(self.post("password", body, Authorization=f"Bearer {self.access}"))

    def read(self, token: str | None = None) -> TestResponse:
        """Read something that needs an access token."""
        return self.client.get(
            "/api/events/demo/stations",
            headers={"Authorization": f"Bearer {self.access if token is None else token}"},
        )

    def cookie(self, name: str) -> Cookie:
        """Give a cookie the browser holds."""
        path = "/api/auth" if name == "refresh_token_cookie" else "/"
        found = self.client.get_cookie(name, path=path)
        assert found is not None, name
        return found

    @property
    def token(self) -> str:
        """The refresh token it holds."""
        return self.cookie("refresh_token_cookie").value

    @property
    def cookies(self) -> dict[str, str]:
        """What it would lose if it were copied."""
        return {"token": self.token, "csrf": self.cookie("csrf_refresh_token").value}

    def take(self, cookies: dict[str, str]) -> "Browser":
        """Put in the cookies of another browser, or of another time."""
        self.client.set_cookie("refresh_token_cookie", cookies["token"], path="/api/auth")
        self.client.set_cookie("csrf_refresh_token", cookies["csrf"], path="/")
        return self

    def _header(self, csrf: str | None) -> dict[str, str]:
        value = self.cookie("csrf_refresh_token").value if csrf is None else csrf
        return {"X-CSRF-TOKEN": value} if value else {}

    def _kept(self, response: TestResponse) -> TestResponse:
        if response.status_code == 200:
            self.access = response.get_json()["access_token"]
        return response


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser that has not signed in."""
    return Browser(app.test_client())


@pytest.fixture
def another(app: Flask) -> Browser:
    """Another one, somewhere else."""
    return Browser(app.test_client(), "192.0.2.2")


def sql(database: Database, statement: str, **values: object) -> list[dict[str, Any]]:
    """Run one statement in a transaction of its own."""
    with database.transaction() as tx:
        return tx.fetch(statement, **values)
