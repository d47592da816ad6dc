"""Staying signed in: the refresh token is rotated, and one that comes back late ends it all."""

from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask

from backend.accounts import tokens
from backend.core.db import Database
from tests.accounts.conftest import PASSWORD, Browser, sql
from tests.app_client import make_app

LATE = f"UPDATE refresh_tokens SET replaced_at = replaced_at - interval '{tokens.GRACE_SECONDS} s'"


def test_each_refresh_gives_a_new_token_and_a_new_access(browser: Browser) -> None:
    browser.signed_in()
    seen = [browser.token]
    for _ in range(3):
        before = browser.access
        assert browser.refresh().status_code == 200
        seen.append(browser.token)
        assert browser.access != before
        assert browser.read().status_code == 200
    assert len(set(seen)) == 4


def test_the_previous_token_gets_the_same_successor_for_a_while(browser: Browser) -> None:
    """The answer was lost on the way: asking again must not sign a tablet out."""
    before = browser.signed_in().cookies
    browser.refresh()
    first = browser.token
    assert browser.take(before).refresh().status_code == 200
    assert browser.token == first
    assert browser.refresh().status_code == 200, "and the successor goes on"


def test_a_token_used_again_later_revokes_its_family(
    browser: Browser, another: Browser, app: Flask, demo_db: Database
) -> None:
    stolen = browser.signed_in().cookies
    another.signed_in()
    browser.refresh()
    sql(demo_db, LATE)
    thief = Browser(app.test_client()).take(stolen)
    refused = thief.refresh()
    assert (refused.status_code, refused.get_json()["code"]) == (401, "token_revoked")
    assert refused.headers.getlist("Set-Cookie") == []
    assert browser.refresh().status_code == 401, "the rightful one signs in anew"
    assert browser.read().status_code == 401, "the access token of this sign-in too"
    assert another.read().status_code == 200
    assert another.refresh().status_code == 200, "another sign-in of this person goes on"


def test_refreshes_at_once_all_succeed_with_one_successor(
    browser: Browser, app: Flask, demo_db: Database
) -> None:
    cookies = browser.signed_in().cookies
    tabs = [Browser(app.test_client()).take(cookies) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda tab: tab.refresh().status_code, tabs))
    assert answers == [200] * 8
    assert len({tab.token for tab in tabs}) == 1
    assert sql(demo_db, "SELECT count(*) FROM refresh_tokens") == [{"count": 2}]
    assert {tab.read().status_code for tab in tabs} == {200}


@pytest.mark.parametrize("path", ["refresh", "logout"])
@pytest.mark.parametrize("header", ["", "wrong", "é", "x" * 5000])
def test_without_the_header_of_the_cookie_nothing_happens(
    browser: Browser, path: str, header: str
) -> None:
    before = browser.signed_in().token
    refused = browser.refresh(header) if path == "refresh" else browser.log_out(header)
    assert (refused.status_code, refused.get_json()["code"]) == (401, "not_signed_in")
    assert browser.token == before
    assert browser.refresh().status_code == 200


def test_the_header_of_another_sign_in_does_not_do(browser: Browser, another: Browser) -> None:
    browser.signed_in()
    another.signed_in()
    assert browser.refresh(another.cookies["csrf"]).status_code == 401


def test_without_cookies_there_is_nothing_to_refresh(browser: Browser) -> None:
    for path in ("refresh", "logout"):
        refused = browser.post(path, **{"X-CSRF-TOKEN": "x"})
        assert (refused.status_code, refused.get_json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "é", "x" * 4000])
def test_a_cookie_that_is_no_token(browser: Browser, value: str) -> None:
    browser.take({"token": value, "csrf": "x"})
    assert browser.refresh("x").status_code == 401


def test_an_access_token_is_no_refresh_token(browser: Browser) -> None:
    cookies = browser.signed_in().cookies
    browser.take({**cookies, "token": browser.access})
    assert browser.refresh().status_code == 401


def test_a_refresh_token_that_expired(browser: Browser, app: Flask) -> None:
    from datetime import timedelta

    app.config["JWT_REFRESH_TOKEN_EXPIRES"] = timedelta(seconds=-1)
    # A token is read as soon as it is made; one that is old already is let through there.
    app.config["JWT_DECODE_LEEWAY"] = 5
    browser.signed_in()
    app.config["JWT_DECODE_LEEWAY"] = 0
    refused = browser.refresh()
    assert (refused.status_code, refused.get_json()["code"]) == (401, "token_expired")


def test_signing_out_ends_this_sign_in_at_once(browser: Browser, another: Browser) -> None:
    kept = browser.signed_in().cookies
    another.signed_in()
    answer = browser.log_out()
    assert answer.status_code == 200
    gone = SimpleCookie(", ".join(answer.headers.getlist("Set-Cookie")))
    assert gone["refresh_token_cookie"].value == ""
    assert browser.read().status_code == 401
    assert browser.take(kept).refresh().status_code == 401
    assert another.read().status_code == 200


def test_signing_out_twice_is_no_fault(browser: Browser) -> None:
    kept = browser.signed_in().cookies
    assert browser.log_out().status_code == 200
    assert browser.take(kept).log_out().status_code == 200


def test_a_new_password_ends_the_other_sign_ins_and_keeps_this_one(
    browser: Browser, another: Browser
) -> None:
    browser.signed_in()
    another.signed_in()
    assert browser.change_password(PASSWORD, "a longer password").status_code == 200
    assert browser.read().status_code == 200
    assert browser.refresh().status_code == 200
    refused = another.read()
    assert (refused.status_code, refused.get_json()["code"]) == (401, "token_revoked")
    assert another.refresh().status_code == 401
    assert another.sign_in().status_code == 401
    assert another.sign_in(password="a longer password").status_code == 200


@pytest.mark.parametrize(
    ("current", "new", "status", "code"),
    [
        ("not the password", "a longer password", 401, "wrong_password"),
        (PASSWORD, "too short", 422, "bad_password"),
        (PASSWORD, "x" * 73, 422, "bad_password"),
        (PASSWORD, "é" * 37, 422, "bad_password"),
        (PASSWORD, "a password with \x00", 422, "bad_password"),
    ],
)
def test_a_password_that_is_not_changed(
    browser: Browser, another: Browser, current: str, new: str, status: int, code: str
) -> None:
    browser.signed_in()
    refused = browser.change_password(current, new)
    assert (refused.status_code, refused.get_json()["code"]) == (status, code)
    assert browser.read().status_code == 200
    assert another.sign_in().status_code == 200


def test_all_of_a_password_counts(browser: Browser, another: Browser) -> None:
    """What bcrypt would not read is refused, not ignored."""
    assert browser.signed_in().change_password(PASSWORD, "x" * 72).status_code == 200
    assert another.sign_in(password="x" * 73).status_code == 401
    assert another.sign_in(password="x" * 72 + "\x00").status_code == 401
    assert another.sign_in(password="x" * 72).status_code == 200


def test_guesses_at_the_current_password_lock_too(browser: Browser) -> None:
    browser.signed_in()
    for _ in range(5):
        browser.change_password("not the password", "a longer password")
    refused = browser.change_password(PASSWORD, "a longer password")
    assert (refused.status_code, refused.get_json()["code"]) == (429, "locked")


def test_a_change_of_password_is_written_down(browser: Browser, demo_db: Database) -> None:
    answer = browser.signed_in().change_password(PASSWORD, "a longer password")
    row = sql(demo_db, "SELECT actor, action, subject, request_id FROM audit")
    assert row == [
        {
            "actor": "barista",
            "action": "password",
            "subject": "barista",
            "request_id": answer.headers["X-Request-ID"],
        }
    ]


@pytest.mark.parametrize(("public_url", "secure"), [("", False), ("https://x.example", True)])
def test_what_the_cookies_are_like(
    demo_db: Database, tmp_path: Path, public_url: str, secure: bool
) -> None:
    browser = Browser(make_app(demo_db, tmp_path, PUBLIC_URL=public_url).test_client())
    set_by_login = browser.sign_in().headers.getlist("Set-Cookie")
    assert len(set_by_login) == 2
    token, csrf = sorted(
        (cookie for line in set_by_login for cookie in SimpleCookie(line).values()),
        key=lambda cookie: cookie.key,
        reverse=True,
    )
    assert (token.key, csrf.key) == ("refresh_token_cookie", "csrf_refresh_token")
    assert (token["path"], csrf["path"]) == ("/api/auth", "/")
    assert (bool(token["httponly"]), bool(csrf["httponly"])) == (True, False)
    for cookie in (token, csrf):
        assert cookie["samesite"] == "Strict"
        assert bool(cookie["secure"]) is secure
        assert int(cookie["max-age"]) == 7 * 24 * 3600
        assert cookie["domain"] == ""


def test_the_refresh_token_never_stands_in_an_answer(browser: Browser) -> None:
    text = browser.sign_in().text
    assert browser.token not in text
    assert browser.token not in browser.refresh().text
