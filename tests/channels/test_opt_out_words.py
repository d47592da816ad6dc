"""STOP, START and their kin, where we handle the words and where the carrier does."""

import pytest

from backend.core.db import Database
from tests.app_client import Phone
from tests.channels.rows import count


def _let_the_carrier_handle_words(database: Database) -> None:
    with database.transaction() as tx:
        tx.queue("UPDATE event_numbers SET opt_out_words = 'twilio'")


def test_stop_start_and_cancel_where_we_handle_the_words(phone: Phone, demo_db: Database) -> None:
    phone.order()
    assert "#1" in (phone.text("CANCEL") or "")
    assert count(demo_db, "customers", "opted_out_at IS NOT NULL") == 0
    assert phone.text("STOP") is not None
    assert count(demo_db, "customers", "opted_out_at IS NOT NULL") == 1
    assert phone.text("START") is not None
    assert count(demo_db, "customers", "opted_out_at IS NOT NULL") == 0


@pytest.mark.parametrize(
    "word", ["STOP", "stopall", " Unsubscribe ", "END", "quit", "REVOKE", "OPTOUT"]
)
def test_carrier_words_get_no_answer_and_are_recorded(
    phone: Phone, demo_db: Database, word: str
) -> None:
    _let_the_carrier_handle_words(demo_db)
    assert phone.text(word) is None
    assert count(demo_db, "customers", "opted_out_at IS NOT NULL") == 1


def test_carrier_cancel_does_both_halves(phone: Phone, demo_db: Database) -> None:
    _let_the_carrier_handle_words(demo_db)
    phone.order()
    assert phone.text("CANCEL") is None
    assert count(demo_db, "orders", "status = 'cancelled'") == 1
    assert count(demo_db, "customers", "opted_out_at IS NOT NULL") == 1
    assert phone.text("HELP") is None
    assert phone.text("cancel please") is not None
