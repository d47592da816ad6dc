"""A barista's tablet in front of a barista with a PIN."""

from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.api.conftest import pair
from tests.app_client import Staff, sign_in

PIN = "4711"


@dataclass
class Tablet:
    """A paired tablet, by its own token."""

    app: Flask
    device: Staff

    def __post_init__(self) -> None:
        self.id: int = self.device.get("/api/devices/me")["device"]["id"]

    def pin(self, pin: str = PIN, username: str = "barista") -> TestResponse:
        """Try to sign in."""
        return self.device.call("POST", "/api/auth/pin", {"username": username, "pin": pin})

    def person(self, pin: str = PIN, username: str = "barista") -> Staff:
        """Sign somebody in."""
        response = self.pin(pin, username)
        assert response.status_code == 200, response.text
        return Staff(self.app, response.get_json()["access_token"])


@pytest.fixture
def owner(app: Flask) -> Staff:
    """The owner of the demo event."""
    return sign_in(app, "owner")


@pytest.fixture
def tablet(app: Flask, owner: Staff) -> Tablet:
    """A barista's tablet; the barista and the support have PINs."""
    for username, pin in (("barista", PIN), ("support", "08150815")):
        give_pin(owner, username, pin)
    return Tablet(app, pair(app, owner, "barista"))


def give_pin(owner: Staff, username: str, pin: str | None) -> None:
    """Have an organiser give somebody a PIN."""
    said = owner.call("PUT", f"/api/events/demo/people/{username}/pin", {"pin": pin})
    assert said.status_code == 200, said.text


def taken(app: Flask, code: str, address: str = "192.0.2.1") -> TestResponse:
    """Take a pairing code from an address."""
    return app.test_client().post(
        "/api/devices/pair", json={"code": code}, environ_overrides={"REMOTE_ADDR": address}
    )
