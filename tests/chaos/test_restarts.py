"""Stops and restarts of an event day: nobody is turned away, and nothing is left behind."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import psycopg2
import pytest

from backend.core.postgres_files import address
from tests.chaos.people import Carrier, Text
from tests.chaos.product import Product, running, wait_for

ORDER = "small oat latte for Kim"
#: How long something stays away in these tests, and what is less than any of it.
AWAY_SECONDS, MOMENT = 2.0, 0.3
#: `/sms` waits this long for the database before it says 503.
PATIENCE_SECONDS = 10.0
#: On an idle machine it is below five; others may be using this one.
SECOND_START_SECONDS = 30.0


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product that each test leaves running and healthy."""
    with running(tmp_path_factory.mktemp("restarts")) as product:
        yield product


@pytest.fixture
def product(shared: Product) -> Product:
    """The shared product, healthy."""
    shared.wait_healthy()
    return shared


@contextmanager
def in_flight(product: Product, phone: str) -> Iterator["tuple[Carrier, Future[Text]]"]:
    """Send an order, and give it while it has no answer yet."""
    carrier = Carrier(product.port)
    with ThreadPoolExecutor(1) as pool:
        text = pool.submit(carrier.text, phone, ORDER)
        wait_for(carrier.in_flight)
        yield carrier, text


def first_time(text: Text) -> str:
    """Give the answer of a text that the carrier had to pass on only once."""
    assert text.attempts == 1, f"{text.attempts} attempts"
    assert text.answer is not None
    return text.answer


def test_a_text_sent_while_the_web_process_is_gone_is_answered(product: Product) -> None:
    with product.without_supervision():
        old = product.kill("web")
        assert product.part("web") is None
        with in_flight(product, "+15550300001") as (_, text):
            time.sleep(MOMENT)
            assert not text.done(), "answered by nobody"
            product.supervise()
            answer = first_time(text.result())
    assert "YES" in answer
    assert product.part("web") not in (None, old)


def test_a_text_sent_while_the_database_is_gone_waits_and_is_answered(product: Product) -> None:
    with product.without_supervision():
        old = product.kill("postmaster")
        wait_for(lambda: not any_backend(product))
        with in_flight(product, "+15550300002") as (_, text):
            time.sleep(AWAY_SECONDS)
            assert not text.done(), "answered without a database"
            product.supervise()
            answered = text.result()
    assert "YES" in first_time(answered)
    assert AWAY_SECONDS < answered.ended - answered.began < PATIENCE_SECONDS + 2
    assert product.part("postmaster") not in (None, old)


def any_backend(product: Product) -> bool:
    """Tell whether anything of PostgreSQL still serves."""
    try:
        with closing(psycopg2.connect(address(product.folder), connect_timeout=2)):
            return True
    except psycopg2.OperationalError:
        return False


def test_a_database_gone_for_long_is_a_503_and_the_retry_is_answered(product: Product) -> None:
    carrier, text = Carrier(product.port), Text("+15550300003", ORDER)
    with product.without_supervision():
        product.kill("postmaster")
        assert carrier.attempt(text) is None
        assert PATIENCE_SECONDS - 1 < time.monotonic() - text.began < PATIENCE_SECONDS + 4
        assert not product.healthy()
    wait_for(product.healthy)
    first, second = carrier.attempt(text), carrier.attempt(text)
    assert first is not None
    assert "YES" in first
    assert first == second


def test_stop_drains_and_the_next_start_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(tmp_path) as product:
        answered = stopped_with_a_text_in_flight(product)
        began = time.monotonic()
        product.start()
        product.wait_healthy()
        seconds = time.monotonic() - began
        with capsys.disabled():
            sys.stdout.write(f"\n  second start: healthy after {seconds:.1f} s\n")
        assert seconds < SECOND_START_SECONDS
        carrier = Carrier(product.port)
        assert carrier.attempt(answered) == answered.answer
        assert "#" in carrier.say(answered.phone, "yes")


def stopped_with_a_text_in_flight(product: Product) -> Text:
    """Hold a text up inside the web process, stop everything, and let the text go on."""
    with closing(psycopg2.connect(address(product.folder))) as connection:
        cursor = connection.cursor()
        cursor.execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE")
        with in_flight(product, "+15550300004") as (_, text):
            wait_for(partial(_somebody_waits, product))
            product.process.terminate()
            time.sleep(1)
            assert not text.done()
            assert product.process.poll() is None
            connection.rollback()
            answered = text.result()
    assert "YES" in first_time(answered)
    assert product.process.wait(20) == 0
    assert product.processes() == []
    return answered


def _somebody_waits(product: Product) -> bool:
    with closing(psycopg2.connect(address(product.folder))) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
        return bool(cursor.rowcount)
