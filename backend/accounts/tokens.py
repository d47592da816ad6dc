"""Refresh tokens: one family per sign-in, rotated at each use, revoked whole when one is reused."""

from dataclasses import dataclass
from typing import Any

import jwt
from flask import current_app
from flask_jwt_extended import create_refresh_token, decode_token

from backend.accounts.refusals import TokenRevoked
from backend.core.db import Row, Transaction, as_json

#: A rotated token is still good for so long: its answer may have been lost on the way.
GRACE_SECONDS = 30

_INSERT = """INSERT INTO refresh_tokens (id, family, person_id, claims, expires_at, device_id)
VALUES (%(id)s, %(family)s, %(person)s, %(claims)s, to_timestamp(%(expires)s), %(device)s)"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A refresh token, and whose it is."""

    person: int
    family: str
    token: str


def issue(tx: Transaction, person: int, *, device: int | None = None) -> Refreshed:
    """Begin a family: give its first token, by which the family is named.

    `device` is where a sign-in was by PIN: the family ends with it.
    """
    claims = _new_claims(person)
    _insert(tx, claims, family=claims["jti"], device=device)
    return Refreshed(person, claims["jti"], encoded(claims))


def rotate(tx: Transaction, claims: dict[str, Any]) -> Refreshed | None:
    """Give the successor of a token, the same one to whoever asks within the grace.

    None where it is too late: then the whole family is revoked, and the caller must commit that.
    """
    _lock(tx, int(claims["sub"]))
    row = tx.one(
        """SELECT *, replaced_at > clock_timestamp() - %(grace)s * interval '1 second' AS in_grace
        FROM refresh_tokens WHERE id = %(id)s""",
        id=claims["jti"],
        grace=GRACE_SECONDS,
    )
    if row is None or row["revoked_at"] is not None:
        raise TokenRevoked
    if row["successor"] is None:
        return _replaced(tx, row)
    if row["in_grace"]:
        return _successor(tx, row)
    revoke_family(tx, row["family"])
    return None


def _lock(tx: Transaction, person: int) -> None:
    """Let one request at a time touch a person's tokens: none is made beside their revocation."""
    tx.queue("SELECT 1 FROM people WHERE id = %(person)s FOR NO KEY UPDATE", person=person)


def _replaced(tx: Transaction, row: Row) -> Refreshed:
    claims = _new_claims(row["person_id"])
    _insert(tx, claims, family=row["family"], device=row["device_id"])
    tx.queue(
        """UPDATE refresh_tokens SET successor = %(successor)s, replaced_at = now()
        WHERE id = %(id)s""",
        successor=claims["jti"],
        id=row["id"],
    )
    return Refreshed(row["person_id"], row["family"], encoded(claims))


def _successor(tx: Transaction, row: Row) -> Refreshed:
    found = tx.one(
        "SELECT claims, revoked_at FROM refresh_tokens WHERE id = %(id)s", id=row["successor"]
    )
    if found is None or found["revoked_at"] is not None:
        raise TokenRevoked
    return Refreshed(row["person_id"], row["family"], encoded(found["claims"]))


def revoke_family(tx: Transaction, family: str) -> None:
    """Let no token of a sign-in be good any more."""
    tx.queue(
        "UPDATE refresh_tokens SET revoked_at = now()"
        " WHERE family = %(family)s AND revoked_at IS NULL",
        family=family,
    )


def revoke_kin(tx: Transaction, claims: dict[str, Any]) -> None:
    """Revoke the family of a token."""
    _lock(tx, int(claims["sub"]))
    tx.queue(
        """UPDATE refresh_tokens SET revoked_at = now() WHERE revoked_at IS NULL
        AND family = (SELECT family FROM refresh_tokens WHERE id = %(id)s)""",
        id=claims["jti"],
    )


def revoke_person(tx: Transaction, person: int) -> None:
    """Sign a person out everywhere."""
    _lock(tx, person)
    tx.queue(
        "UPDATE refresh_tokens SET revoked_at = now()"
        " WHERE person_id = %(person)s AND revoked_at IS NULL",
        person=person,
    )


def purge(tx: Transaction) -> None:
    """Forget tokens that have expired."""
    tx.queue("DELETE FROM refresh_tokens WHERE expires_at < now() - interval '1 day'")


def _new_claims(person: int) -> dict[str, Any]:
    claims: dict[str, Any] = decode_token(create_refresh_token(str(person)))
    return claims


def _insert(tx: Transaction, claims: dict[str, Any], *, family: str, device: int | None) -> None:
    tx.queue(
        _INSERT,
        id=claims["jti"],
        family=family,
        person=int(claims["sub"]),
        claims=as_json(claims),
        expires=claims["exp"],
        device=device,
    )


def encoded(claims: dict[str, Any]) -> str:
    """Sign claims; the same claims give the same token."""
    ordered = dict(sorted(claims.items()))
    return jwt.encode(ordered, current_app.config["JWT_SECRET_KEY"], algorithm="HS256")
