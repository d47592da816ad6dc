"""Signing in with a password, and what happens to those who guess."""

from concurrent.futures import ThreadPoolExecutor

import bcrypt
import pytest
from flask import Flask

from backend.accounts import guesses, passwords, rules
from backend.core.db import Database
from tests.accounts.conftest import PASSWORD, Browser, sql

WRONG = "not the password"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the work for names nobody has as cheap as for the others here."""
    cheap = bcrypt.hashpw(b"nobody's", bcrypt.gensalt(rounds=4)).decode()
    monkeypatch.setattr(passwords, "_NOBODY", cheap)


def test_signing_in_gives_a_token_and_says_whose_it_is(browser: Browser) -> None:
    answer = browser.sign_in("barista").get_json()
    assert answer["expires_in"] == 15 * 60
    assert answer["user"]["username"] == "barista"
    assert [(held["event"], held["role"]) for held in answer["user"]["roles"]] == [
        ("demo", "barista")
    ]
    assert browser.read().status_code == 200


def test_the_case_of_a_username_and_spaces_around_it_do_not_matter(browser: Browser) -> None:
    assert browser.sign_in("  BariSta ").status_code == 200


def test_an_answer_with_a_token_is_not_kept_by_caches(browser: Browser) -> None:
    assert browser.sign_in().headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("username", ["barista", "nobody-of-this-name"])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(
    browser: Browser, username: str
) -> None:
    refused = browser.sign_in(username, WRONG)
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (401, "wrong_password")
    assert problem["detail"] == "The username or the password is wrong."
    assert refused.headers.getlist("Set-Cookie") == []


def test_an_unknown_name_costs_as_much_work_as_a_known_one(
    browser: Browser, demo_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compared is what bcrypt is asked, not the clock: one check each, of the same cost."""
    checked: list[bytes] = []
    right = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        checked.append(hashed)
        return right(password, hashed)

    real = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt())
    sql(demo_db, "UPDATE people SET password_hash = %(h)s", h=real.decode())
    monkeypatch.setattr(bcrypt, "checkpw", counted)
    browser.sign_in("barista", WRONG)
    browser.sign_in("nobody-of-this-name", WRONG)
    assert len(checked) == 2
    known, unknown = (hashed.split(b"$")[1:3] for hashed in checked)
    assert known == unknown


def test_nobodys_password_is_nobodys(browser: Browser) -> None:
    for password in ("nobody", "nobody has this password", "", " "):
        assert browser.sign_in("nobody-of-this-name", password).status_code in (401, 422)


def test_five_wrong_passwords_lock_and_the_right_one_waits_too(browser: Browser) -> None:
    for _ in range(5):
        assert browser.sign_in(password=WRONG).status_code == 401
    for password in (WRONG, PASSWORD):
        locked = browser.sign_in(password=password)
        assert (locked.status_code, locked.get_json()["code"]) == (429, "locked")
        seconds = int(locked.headers["Retry-After"])
        assert 50 <= seconds <= 60
        assert f"wait {seconds} s" in locked.get_json()["detail"]
    assert browser.sign_in("support").status_code == 200, "only this name is locked"


def test_a_lock_opens_and_the_next_one_lasts_twice_as_long(
    browser: Browser, demo_db: Database
) -> None:
    waits = []
    for tries in (5, 1, 1):
        for _ in range(tries):
            assert browser.sign_in(password=WRONG).status_code == 401
        waits.append(int(browser.sign_in(password=WRONG).headers["Retry-After"]))
        _unlock(demo_db)
    assert [round(wait, -1) for wait in waits] == [60, 120, 240]
    assert browser.sign_in().status_code == 200
    row = sql(demo_db, "SELECT failed_sign_ins FROM people WHERE username = 'barista'")[0]
    assert row["failed_sign_ins"] == 0, "the right password begins anew"


def _unlock(database: Database) -> None:
    sql(database, "UPDATE people SET locked_until = now() - interval '1 second'")


def test_a_lock_grows_to_a_quarter_of_an_hour_and_no_further() -> None:
    waits = [rules.lock_seconds(failures) for failures in range(12)]
    assert waits[:5] == [0, 0, 0, 0, 0]
    assert waits[5:] == [60, 120, 240, 480, 900, 900, 900]
    assert rules.lock_seconds(10**9) == 900


@pytest.mark.usefixtures("quick")
def test_a_name_nobody_has_is_locked_like_one_somebody_has(browser: Browser) -> None:
    """Else the lock would tell which names there are."""
    for name in ("barista", "nobody-of-this-name"):
        answers = [browser.sign_in(name, WRONG) for _ in range(7)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
        assert {answer.get_json()["code"] for answer in answers[5:]} == {"locked"}
        assert 50 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_guesses_made_at_once_are_all_counted(app: Flask, demo_db: Database) -> None:
    """Twenty at the same moment learn no more than five one after the other."""
    browsers = [Browser(app.test_client(), f"192.0.2.{i}") for i in range(20)]
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda one: one.sign_in(password=WRONG), browsers))
    row = sql(
        demo_db,
        "SELECT failed_sign_ins, locked_until > now() AS locked FROM people"
        " WHERE username = 'barista'",
    )[0]
    assert row["locked"]
    assert row["failed_sign_ins"] >= 5
    assert browsers[0].sign_in().status_code == 429


@pytest.mark.usefixtures("quick")
def test_one_address_guesses_twenty_times_and_no_more(browser: Browser, another: Browser) -> None:
    for i in range(guesses.FROM_ONE_ADDRESS):
        assert browser.sign_in(f"name-{i}", WRONG).status_code == 401
    refused = browser.sign_in()
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many_guesses")
    assert 1 <= int(refused.headers["Retry-After"]) <= guesses.MINUTES * 60
    assert another.sign_in().status_code == 200, "other addresses go on"


def _knock(app: Flask, peer: str, client: str, number: int) -> str:
    """Guess at a name of its own, from a peer that says for whom it asks; gives the code."""
    response = app.test_client().post(
        "/api/auth/login",
        json={"username": f"name-{number}", "password": WRONG},
        headers={"X-Forwarded-For": client},
        environ_overrides={"REMOTE_ADDR": peer},
    )
    return str(response.get_json()["code"])


@pytest.mark.usefixtures("quick")
def test_a_proxy_on_this_machine_says_for_whom_it_asks(app: Flask) -> None:
    for i in range(guesses.FROM_ONE_ADDRESS):
        assert _knock(app, "127.0.0.1", "198.51.100.7", i) == "wrong_password"
    assert _knock(app, "127.0.0.1", "198.51.100.7", 98) == "too_many_guesses"
    assert _knock(app, "127.0.0.1", "198.51.100.8", 99) == "wrong_password"


@pytest.mark.usefixtures("quick")
def test_what_a_client_outside_says_of_its_address_is_not_believed(app: Flask) -> None:
    for i in range(guesses.FROM_ONE_ADDRESS):
        assert _knock(app, "203.0.113.5", f"198.51.100.{i}", i) == "wrong_password"
    assert _knock(app, "203.0.113.5", "198.51.100.99", 99) == "too_many_guesses"


def test_right_passwords_are_not_counted_as_guesses(browser: Browser) -> None:
    for _ in range(guesses.FROM_ONE_ADDRESS + 2):
        assert browser.sign_in().status_code == 200


def test_whoever_is_inactive_is_refused_at_once(browser: Browser, demo_db: Database) -> None:
    browser.signed_in()
    assert browser.read().status_code == 200
    sql(demo_db, "UPDATE people SET active = false WHERE username = 'barista'")
    refused = browser.read()
    assert (refused.status_code, refused.get_json()["code"]) == (401, "token_revoked")
    assert browser.refresh().status_code == 401
    assert browser.sign_in().status_code == 401


def test_a_role_taken_away_is_gone_at_once(browser: Browser, demo_db: Database) -> None:
    browser.signed_in()
    sql(
        demo_db,
        "DELETE FROM roles WHERE person_id IN (SELECT id FROM people WHERE username = 'barista')",
    )
    assert browser.read().status_code == 404
