"""Who a customer was is known to nobody else, and to nobody at all once they are forgotten."""

from flask import Flask

from backend.accounts import passwords
from backend.accounts import service as accounts
from backend.accounts.types import Role
from backend.core.db import Database, Transaction
from backend.events import service as events
from tests.app_client import Phone, Staff, sign_in


def test_one_jo_is_not_another(app: Flask, barista: Staff) -> None:
    """Identity is the phone: the same name elsewhere gets nobody's history."""
    Phone(app, "+15550500001").order("small green tea for Jo")
    other = Phone(app, "+15550500002")
    assert "#" not in (other.text("status") or "#")
    assert "YES" not in (other.text("usual") or "YES")


def test_forget_me_makes_a_stranger_everywhere(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    order = barista.ticket()["order"]
    phone.text("forget me")
    reply = phone.text("yes") or ""
    assert "erased" in reply
    seen = barista.get(f"/api/orders/{order}")
    assert seen["customer"] == {"name": None, "phone": None}
    assert "Steve" not in str(barista.tickets())
    with demo_db.transaction() as tx:
        tables = _tables(tx)
        assert {"customers", "messages", "orders"} <= tables
        for table in tables:
            rows = str(tx.fetch(f"SELECT * FROM {table}"))
            assert "Steve" not in rows, table
            assert phone.address not in rows, table
    assert "YES" not in (phone.text("usual") or "YES")


def test_what_staff_wrote_why_is_forgotten_too(
    phone: Phone, barista: Staff, app: Flask, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    why = {"reason": "Steve left"}
    support = sign_in(app, "support")
    support.post(f"/api/orders/{ticket['order']}/cancel", why)
    with demo_db.transaction() as tx:
        assert "Steve left" in str(tx.fetch("SELECT detail FROM order_history"))
    phone.text("forget me")
    assert "erased" in (phone.text("yes") or "")
    with demo_db.transaction() as tx:
        rows = tx.fetch("SELECT detail FROM order_history WHERE action = 'cancelled'")
        assert rows == [{"detail": {}}]
        for table in _tables(tx):
            assert "Steve" not in str(tx.fetch(f"SELECT * FROM {table}")), table


def _tables(tx: Transaction) -> set[str]:
    rows = tx.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {row["tablename"] for row in rows}


def test_an_owner_of_nothing_here_sees_nothing(app: Flask, phone: Phone, demo_db: Database) -> None:
    phone.order()
    with demo_db.transaction() as tx:
        organisation = accounts.create_organisation(tx, "Rival")
        event = events.create(tx, organisation, slug="rival", name="Rival", timezone="UTC")
        hashed = passwords.hashed("a rival password")
        person = accounts.create_person(tx, organisation, username="rival", password_hash=hashed)
        accounts.grant(tx, event, person, Role.OWNER)
        order = tx.one("SELECT id FROM orders")
    assert order is not None
    rival = sign_in(app, "rival", "a rival password")
    for path in (f"/api/orders/{order['id']}", "/api/events/demo/orders"):
        assert rival.call("GET", path).status_code == 404
