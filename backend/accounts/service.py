"""Organisations, people and their roles, and the audit of what they did."""

from collections.abc import Mapping

from backend.accounts import devices
from backend.accounts.types import Caller, Role, allows
from backend.core.db import Transaction, as_json
from backend.core.errors import Conflict, Forbidden, NotFound


class UsernameTaken(Conflict):
    """There is a person of that username already."""

    code = "username_taken"


def create_organisation(tx: Transaction, name: str) -> int:
    """Create an organisation."""
    row = tx.one("INSERT INTO organisations (name) VALUES (%(name)s) RETURNING id", name=name)
    assert row is not None
    return int(row["id"])


def create_person(tx: Transaction, organisation: int, *, username: str, password_hash: str) -> int:
    """Create a person, who may do nothing yet."""
    row = tx.one(
        """INSERT INTO people (organisation_id, username, display_name, password_hash)
        VALUES (%(organisation)s, lower(%(username)s), %(username)s, %(hash)s)
        ON CONFLICT (username) DO NOTHING RETURNING id""",
        organisation=organisation,
        username=username.strip(),
        hash=password_hash,
    )
    if row is None:
        raise UsernameTaken
    return int(row["id"])


def grant(tx: Transaction, event: int, person: int, role: Role) -> None:
    """Give a person a role at an event, instead of the one held there before."""
    tx.queue(
        """INSERT INTO roles (event_id, person_id, role) VALUES (%(event)s, %(person)s, %(role)s)
        ON CONFLICT (event_id, person_id) DO UPDATE SET role = excluded.role""",
        event=event,
        person=person,
        role=str(role),
    )


def caller_of(tx: Transaction, person: int, *, sign_in: str | None = None) -> Caller | None:
    """Read a person with the roles of this moment; None where they may not sign in any more.

    `sign_in` names the family of refresh tokens that goes with theirs: it must not be revoked.
    Where it was by PIN it is good at the device's event only, and ends with the device.
    """
    row = tx.one(
        """SELECT p.id, p.username, p.display_name, s.device_id AS device,
        (SELECT coalesce(jsonb_object_agg(r.event_id, r.role), '{}') FROM roles r
         WHERE r.person_id = p.id AND (s.device_id IS NULL OR r.event_id = d.event_id)) AS roles
        FROM people p LEFT JOIN LATERAL (SELECT t.device_id FROM refresh_tokens t
         WHERE t.family = %(sign_in)s::uuid LIMIT 1) s ON true
        LEFT JOIN devices d ON d.id = s.device_id
        WHERE p.id = %(person)s AND p.active
        AND (s.device_id IS NULL OR (d.id IS NOT NULL AND d.revoked_at IS NULL)) AND NOT EXISTS
        (SELECT 1 FROM refresh_tokens t WHERE t.family = %(sign_in)s::uuid
         AND t.revoked_at IS NOT NULL)""",
        person=person,
        sign_in=sign_in,
    )
    if row is None:
        return None
    if row["device"] is not None:
        devices.seen(tx, row["device"])
    roles = {int(event): Role(role) for event, role in row["roles"].items()}
    return Caller(row["id"], row["username"], row["display_name"], roles, row["device"])


def record_audit(
    tx: Transaction,
    event: int,
    *,
    actor: str,
    action: str,
    subject: str,
    request_id: str,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write down what staff did."""
    tx.queue(
        """INSERT INTO audit (event_id, actor, action, subject, detail, request_id)
        VALUES (%(event)s, %(actor)s, %(action)s, %(subject)s, %(detail)s, %(request)s)""",
        event=event,
        actor=actor,
        action=action,
        subject=subject,
        detail=as_json(detail or {}),
        request=request_id,
    )


def check(caller: Caller, event: int, least: Role | None, *also: Role) -> None:
    """Raise NotFound where the caller has no business at an event, Forbidden where too little.

    `also` are roles beside the ladder that may do it too.
    """
    held = caller.roles.get(event)
    if held is None:
        raise NotFound
    if least is not None and not any(allows(held, role) for role in (least, *also)):
        raise Forbidden
