"""Unsigned requests: looked at so many times a minute, at no cost to those that are signed."""

import pytest
from flask import Flask, Request, request

from backend.channels import unsigned
from backend.channels.signature import NotSigned
from backend.core import http
from backend.core.limits import Limiter


def _verify(asked: Request) -> None:
    if asked.headers.get("X-Signed") is None:
        raise NotSigned


@pytest.fixture
def app() -> Flask:
    app = Flask("unsigned")
    http.register(app)
    check = unsigned.limited(_verify, Limiter())

    @app.post("/hook")
    def hook() -> str:
        check(request)
        return "done"

    return app


def _knock(app: Flask, address: str, **headers: str) -> int:
    client = app.test_client()
    environ = {"REMOTE_ADDR": address}
    return client.post("/hook", headers=headers, environ_base=environ).status_code


def test_an_address_that_knocks_on_and_on_is_told_to_wait(app: Flask) -> None:
    statuses = [_knock(app, "203.0.113.7") for _ in range(unsigned.A_MINUTE + 2)]
    assert statuses == [403] * unsigned.A_MINUTE + [429] * 2
    assert _knock(app, "203.0.113.8") == 403


def test_what_is_signed_is_served_from_the_same_address(app: Flask) -> None:
    for _ in range(unsigned.A_MINUTE + 1):
        _knock(app, "203.0.113.7")
    assert _knock(app, "203.0.113.7") == 429
    assert _knock(app, "203.0.113.7", **{"X-Signed": "yes"}) == 200
