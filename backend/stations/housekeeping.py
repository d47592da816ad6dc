"""What is done to an installation now and then: a new event, forgetting what is spent."""

from typing import Any

from backend.accounts import service as accounts
from backend.accounts import tokens, writes
from backend.accounts.types import Role
from backend.core.db import Transaction
from backend.events import service as events
from backend.menu import service as menus


def create_event(
    tx: Transaction, slug: str, document: dict[str, Any] | None, **options: Any
) -> int:
    """Create an event in the first organisation, owned by those who own its events already.

    Where there is none yet, the first event founds it, under its own name.
    """
    row = tx.one("SELECT id FROM organisations ORDER BY id LIMIT 1")
    organisation = row["id"] if row else accounts.create_organisation(tx, options["name"])
    number = options.get("number")
    event = events.create(
        tx,
        organisation,
        slug=slug,
        name=options["name"],
        timezone=options["timezone"],
        numbers={number: options.get("keyword") or ""} if number else {},
        opt_out_words=options["opt_out_words"],
    )
    owners = tx.fetch(
        """SELECT DISTINCT r.person_id FROM roles r JOIN events e ON e.id = r.event_id
        WHERE r.role = 'owner' AND e.organisation_id = %(organisation)s""",
        organisation=organisation,
    )
    for owner in owners:
        accounts.grant(tx, event, owner["person_id"], Role.OWNER)
    if document is not None:
        menus.put(tx, event, document)
    return event


def purge(tx: Transaction) -> None:
    """Forget what is spent: expired tokens, old idempotency keys."""
    tokens.purge(tx)
    writes.purge(tx)
