"""Access tokens: only what we signed, for what it is meant, as long as it is good."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from flask import Flask

from tests.accounts.conftest import Browser


def _key(app: Flask) -> str:
    return str(app.config["JWT_SECRET_KEY"])


def _claims(app: Flask, browser: Browser) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(browser.access, _key(app), algorithms=["HS256"])
    return claims


def _unsigned(claims: dict[str, Any], algorithm: str) -> str:
    """Write a token without a signature, as no library does any more."""
    parts = ({"alg": algorithm, "typ": "JWT"}, claims)
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    return ".".join(part.decode() for part in encoded) + "."


def _refusal(browser: Browser, token: str) -> str:
    response = browser.read(token)
    assert response.status_code == 401, response.text
    return str(response.get_json()["code"])


def test_one_that_expired_says_so(app: Flask, browser: Browser) -> None:
    claims = _claims(app, browser.signed_in())
    assert claims["exp"] - claims["iat"] == 15 * 60
    old = jwt.encode({**claims, "exp": int(time.time()) - 1}, _key(app))
    assert _refusal(browser, old) == "token_expired"


def test_one_that_is_the_same_but_for_nothing_is_good(app: Flask, browser: Browser) -> None:
    """The forgeries below are refused for what is wrong with them, not for how they are made."""
    claims = _claims(app, browser.signed_in())
    assert browser.read(jwt.encode(claims, _key(app))).status_code == 200


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "HS256", "RS256", ""])
def test_one_without_a_signature(app: Flask, browser: Browser, algorithm: str) -> None:
    claims = _claims(app, browser.signed_in())
    assert _refusal(browser, _unsigned(claims, algorithm)) == "token_invalid"


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_one_signed_otherwise(app: Flask, browser: Browser, algorithm: str) -> None:
    claims = _claims(app, browser.signed_in())
    key = _key(app) * 2  # as long as these digests ask for
    assert _refusal(browser, jwt.encode(claims, key, algorithm=algorithm)) == "token_invalid"


def test_one_signed_by_somebody_else(app: Flask, browser: Browser) -> None:
    claims = _claims(app, browser.signed_in())
    assert _refusal(browser, jwt.encode(claims, "x" * 40)) == "token_invalid"


@pytest.mark.parametrize("kind", ["refresh", "device", "", None, 1, ["access"]])
def test_one_of_another_kind(app: Flask, browser: Browser, kind: object) -> None:
    claims = _claims(app, browser.signed_in())
    assert _refusal(browser, jwt.encode({**claims, "type": kind}, _key(app))) == "token_invalid"


@pytest.mark.parametrize("claim", ["exp", "sub", "jti", "type", "family"])
def test_one_that_lacks_a_claim(app: Flask, browser: Browser, claim: str) -> None:
    claims = _claims(app, browser.signed_in())
    del claims[claim]
    assert _refusal(browser, jwt.encode(claims, _key(app))) == "token_invalid"


@pytest.mark.parametrize("sub", ["0", "-1", "1.5", "owner", "٣", "²", "9" * 30, "1 OR 1=1", ""])
def test_one_for_nobody(app: Flask, browser: Browser, sub: str) -> None:
    """With our key these would be our own fault; they must be refused all the same, not crash."""
    claims = _claims(app, browser.signed_in())
    token = jwt.encode({**claims, "sub": sub}, _key(app))
    assert _refusal(browser, token) in ("token_invalid", "token_revoked")


@pytest.mark.parametrize("family", ["", "x", 1, None, [], "0" * 10_000, "\x00"])
def test_one_of_a_sign_in_that_cannot_be(app: Flask, browser: Browser, family: object) -> None:
    claims = _claims(app, browser.signed_in())
    token = jwt.encode({**claims, "family": family}, _key(app))
    assert _refusal(browser, token) in ("token_invalid", "token_revoked")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "not_signed_in"),
        ("Bearer", "not_signed_in"),
        ("Bearer ", "not_signed_in"),
        ("Basic b3duZXI6b3duZXI=", "not_signed_in"),
        ("Bearer x", "token_invalid"),
        ("Bearer a.b.c", "token_invalid"),
        ("Bearer a.b.c d", "token_invalid"),
        ("Bearer é.é.é", "token_invalid"),
        (f"Bearer {'x' * 100_000}", "token_invalid"),
        (f"Bearer {'.' * 1000}", "token_invalid"),
    ],
)
def test_what_is_no_token_at_all(browser: Browser, header: str, code: str) -> None:
    response = browser.client.get(
        "/api/events/demo/stations", headers={"Authorization": header} if header else {}
    )
    assert (response.status_code, response.get_json()["code"]) == (401, code)


def test_a_token_in_a_cookie_or_the_address_opens_nothing(browser: Browser) -> None:
    browser.signed_in()
    path = "/api/events/demo/stations"
    for name in ("access_token_cookie", "access_token", "token"):
        browser.client.set_cookie(name, browser.access)
    assert browser.client.get(path).status_code == 401
    assert browser.client.get(f"{path}?jwt={browser.access}").status_code == 401
