"""The tablet without a network or a server: nothing lost, nothing doubled, all explained."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Screens, sign_in
from tests.e2e.offline import (
    ACTIONS,
    Office,
    Placed,
    card,
    installed,
    lost_answers,
    tablet,
    tap,
    waits,
)
from tests.e2e.served import PASSWORD, Served

#: What a browser writes down on its own account when a network or a server is gone.
GONE = re.compile(r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_FAILED|WebSocket")

Somebody = Callable[[], Screens]


def _arrive(somebody: Somebody) -> tuple[Screens, Page]:
    person = somebody()
    person.accepted = GONE
    page = tablet(person.open("/barista"))
    installed(page)
    return person, page


def _finished(office: Office, placed: Placed, page: Page) -> None:
    waits(page, 0)
    assert office.done(placed) == ["start", "bump"]
    assert office.state(placed) == "made"


def test_taps_without_a_network_are_done_once_each_and_in_order(
    somebody: Somebody, office: Office
) -> None:
    first, second = office.placed("+15550100031"), office.placed("+15550100032")
    person, page = _arrive(somebody)
    person.context.set_offline(True)
    expect(page.locator('[data-link="offline"]')).to_contain_text("Offline")
    tap(page, first, "Start")
    tap(page, second, "Start")
    tap(page, first, "Done")
    expect(card(page.get_by_role("region", name="Ready"), first)).to_be_visible()
    expect(card(page.get_by_role("region", name="Making"), second)).to_be_visible()
    waits(page, 3)
    expect(page.locator("[data-waiting]")).to_contain_text(re.compile(r"last sync \d+ s ago"))
    assert office.done(first) == office.done(second) == []

    person.context.set_offline(False)
    _finished(office, first, page)
    assert office.done(second) == ["start"]


def test_a_tablet_started_again_without_a_network_shows_what_it_kept_and_keeps_the_taps(
    somebody: Somebody, office: Office
) -> None:
    placed = office.placed("+15550100033")
    person, page = _arrive(somebody)
    expect(card(page, placed)).to_be_visible()
    page.wait_for_timeout(1500)  # what is seen is written down once a second
    person.context.set_offline(True)
    tap(page, placed, "Start")
    waits(page, 1)
    page.reload()
    expect(card(page.get_by_role("region", name="Making"), placed)).to_contain_text("Steve")
    waits(page, 1)
    expect(page.locator("[data-waiting]")).to_contain_text("last sync")
    tap(page, placed, "Done")
    waits(page, 2)
    person.context.set_offline(False)
    _finished(office, placed, page)


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_is_done_twice(
    somebody: Somebody, office: Office
) -> None:
    placed = office.placed("+15550100034")
    _, page = _arrive(somebody)
    page.route(ACTIONS, lost_answers, times=2)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    _finished(office, placed, page)


@pytest.mark.parametrize("committed", [False, True])
def test_a_server_killed_in_the_middle_of_a_tap(
    somebody: Somebody, office: Office, product: Served, committed: bool
) -> None:
    placed = office.placed(f"+1555010004{int(committed)}")
    person, page = _arrive(somebody)
    person.expected = frozenset({500, 502, 503})
    killed: list[int] = []

    def in_the_middle(route: object) -> None:
        if committed:
            route.fetch()  # type: ignore[attr-defined]
        killed.append(product.kill_web())
        route.abort("connectionreset")  # type: ignore[attr-defined]

    page.route(ACTIONS, in_the_middle, times=1)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    expect(card(page.get_by_role("region", name="Ready"), placed)).to_be_visible()
    # As long as a web process takes to start on a busy machine, and a pause between two tries.
    waits(page, 0, seconds=90)
    assert killed
    _finished(office, placed, page)


def test_a_sign_in_that_ran_out_meanwhile_is_renewed_and_the_taps_go(
    somebody: Somebody, office: Office
) -> None:
    placed = office.placed("+15550100035")
    person, page = _arrive(somebody)
    person.expected = frozenset({401})
    person.context.set_offline(True)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    waits(page, 2)
    refused: list[str] = []

    def expired(route: object) -> None:
        refused.append("once")
        problem = {"code": "token_expired", "detail": "The token has expired."}
        route.fulfill(  # type: ignore[attr-defined]
            status=401, json=problem, content_type="application/problem+json"
        )

    page.route(ACTIONS, expired, times=1)
    person.context.set_offline(False)
    _finished(office, placed, page)
    assert refused


def test_a_withdrawn_sign_in_is_said_and_the_taps_wait_for_the_same_person(
    somebody: Somebody, office: Office
) -> None:
    placed = office.placed("+15550100036")
    person, page = _arrive(somebody)
    person.expected = frozenset({401, 422})
    person.context.set_offline(True)
    tap(page, placed, "Start")
    waits(page, 1)
    cookies = {one["name"]: one["value"] for one in person.context.cookies()}
    person.context.request.post(
        f"{person.base}/api/auth/logout",
        headers={"X-CSRF-TOKEN": cookies["csrf_refresh_token"]},
    )
    person.context.set_offline(False)
    said = page.get_by_role("status").filter(has_text="You are signed out")
    expect(said).to_contain_text("1 action of barista waits")
    assert office.done(placed) == []

    sign_in(page, "owner", PASSWORD)
    page.get_by_role("button", name=re.compile("Live")).click()
    expect(page.get_by_role("dialog")).to_contain_text("1 action of barista waits")
    page.keyboard.press("Escape")
    assert office.done(placed) == []
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Sign out").click()
    sign_in(page, "barista", PASSWORD)
    waits(page, 0)
    expect(card(page.get_by_role("region", name="Making"), placed)).to_be_visible()
    assert office.done(placed) == ["start"]


def test_two_tabs_tell_the_same_and_send_once(somebody: Somebody, office: Office) -> None:
    placed = office.placed("+15550100037")
    person, page = _arrive(somebody)
    other = person.open("/barista")
    expect(card(other, placed)).to_be_visible()
    person.context.set_offline(True)
    tap(page, placed, "Start")
    waits(page, 1)
    waits(other, 1)
    tap(other, placed, "Done")
    waits(page, 2)
    waits(other, 2)
    sent: list[str] = []
    for tab in (page, other):
        tab.on("request", lambda asked: sent.append(asked.url) if "actions" in asked.url else None)
    person.context.set_offline(False)
    _finished(office, placed, page)
    waits(other, 0)
    assert len(sent) == 2


def test_what_another_did_first_is_explained(somebody: Somebody, office: Office) -> None:
    placed, same = office.placed("+15550100038"), office.placed("+15550100039")
    person, page = _arrive(somebody)
    person.expected = frozenset({409})
    person.context.set_offline(True)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    tap(page, same, "Start")
    waits(page, 3)
    office.act(placed.ticket, "start")
    office.act(placed.ticket, "void", reason="We ran out of something")
    office.act(same.ticket, "start")
    person.context.set_offline(False)

    alerts = page.get_by_role("alert")
    expect(alerts).to_have_count(2)
    expect(alerts.first).to_contain_text(f"Start {placed.number}")
    expect(alerts.first).to_contain_text("It is cancelled.")
    waits(page, 0)
    # That one was started by somebody, which is all that was wanted.
    expect(card(page.get_by_role("region", name="Making"), same)).to_contain_text("owner started")
    assert office.done(placed) == office.done(same) == []
    page.reload()
    expect(alerts).to_have_count(2)
    for _ in range(2):
        alerts.first.get_by_role("button", name="Understood").click()
    expect(alerts).to_have_count(0)


def test_what_changed_beside_a_tap_does_not_stand_in_its_way(
    somebody: Somebody, office: Office
) -> None:
    placed = office.placed("+15550100042")
    person, page = _arrive(somebody)
    person.expected = frozenset({409})
    person.context.set_offline(True)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    waits(page, 2)
    office.act(placed.ticket, "hold")
    person.context.set_offline(False)
    _finished(office, placed, page)


def test_an_undone_tap_that_never_left_is_never_sent(somebody: Somebody, office: Office) -> None:
    placed = office.placed("+15550100043")
    person, page = _arrive(somebody)
    person.context.set_offline(True)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    page.get_by_role("button", name="Undo").click()
    expect(card(page.get_by_role("region", name="Making"), placed)).to_be_visible()
    waits(page, 1)
    person.context.set_offline(False)
    waits(page, 0)
    assert office.done(placed) == ["start"]


@pytest.mark.parametrize(
    "blocked",
    [
        "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }",
        "IDBObjectStore.prototype.add = () => { throw new Error('QuotaExceededError'); }",
    ],
)
def test_without_storage_it_works_and_says_what_it_lacks(
    somebody: Somebody, office: Office, blocked: str
) -> None:
    placed = office.placed(f"+155501005{len(blocked) % 100}")
    person = somebody()
    person.accepted = GONE
    person.context.add_init_script(blocked)
    page = tablet(person.open("/barista"))
    person.context.set_offline(True)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    waits(page, 2)
    expect(page.get_by_text("This device keeps nothing")).to_be_visible()
    person.context.set_offline(False)
    _finished(office, placed, page)


def test_over_plain_http_it_works_and_says_what_it_lacks(
    somebody: Somebody, office: Office, product: Served
) -> None:
    placed = office.placed("+15550100060")
    person = somebody()
    person.accepted = re.compile(f"{GONE.pattern}|Cross-Origin-Opener-Policy")
    person.base = product.url.replace("127.0.0.1", "tablet.test")
    page = tablet(person.open("/barista"))
    assert page.evaluate("[isSecureContext, 'locks' in navigator]") == [False, False]
    expect(page.get_by_text("Over plain http")).to_be_visible()
    person.context.set_offline(True)
    tap(page, placed, "Start")
    tap(page, placed, "Done")
    waits(page, 2)
    person.context.set_offline(False)
    _finished(office, placed, page)
