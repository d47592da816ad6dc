"""Signing in by PIN, and choosing one, over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint

from backend.accounts import pins, service, signing_in
from backend.accounts.access import Role, caller, for_devices, signed_in
from backend.accounts.answering import recognised, signed_in_answer
from backend.accounts.guesses import Guesses, PinGuesses
from backend.accounts.types import Caller
from backend.accounts.views import Done, PinChange, PinCredentials, SignedIn
from backend.core.db import Database, Transaction
from backend.core.errors import Forbidden
from backend.core.http import answer, request_id
from backend.core.openapi import problem_answer

WRONG = problem_answer("The name or the PIN is wrong, or the device was revoked.")
GUESSED = problem_answer("Too many wrong PINs; `Retry-After` says how long to wait.")
PASSWORDS = problem_answer("Too many wrong passwords; `Retry-After` says how long to wait.")


def add(api: APIBlueprint, database: Database, guesses: Guesses, pin_guesses: PinGuesses) -> None:
    """Add the addresses of PINs to those of signing in."""

    @api.post("/pin", responses={200: SignedIn, 401: WRONG, 429: GUESSED})
    @for_devices
    def sign_in_by_pin(body: PinCredentials) -> Response:
        """Sign in at a barista's tablet, in place of whoever is signed in there."""
        device = _tablet()
        known = pins.recognise(database, pin_guesses, device, body.username, body.pin)
        with database.transaction() as tx:
            return signed_in_answer(tx, pins.hand_over(tx, known, device))

    @api.put("/pin", responses={200: Done, 429: PASSWORDS})
    @signed_in
    def change_pin(body: PinChange) -> Response:
        """Choose one's PIN by the password; null is none."""
        me = caller()
        known = recognised(database, guesses, me.username, body.current_password)
        pin_hash = None if body.pin is None else pins.hashed(body.pin)
        with database.transaction() as tx:
            signing_in.admit(tx, known)
            pins.put(tx, known.person, pin_hash)
            for event in me.event_ids:
                _note(tx, event, me)
        return answer(Done())


def _tablet() -> int:
    """Give the device that asks; only a barista's tablet lets people in."""
    device = caller().device
    if device is None or not caller().holds(Role.TABLET):
        raise Forbidden("Only a device of the role barista takes PINs.")
    return device


def _note(tx: Transaction, event: int, me: Caller) -> None:
    service.record_audit(
        tx, event, actor=me.actor, action="pin", subject=me.username, request_id=request_id()
    )
