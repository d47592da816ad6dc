"""Devices over HTTP: made known by organisers, paired by whoever has the code."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, Field

from backend.accounts import pins
from backend.accounts.access import Role, caller, check, for_devices, needs, public
from backend.accounts.views import Done, PinSetting
from backend.accounts.writes import audited, once
from backend.core.db import Database, Transaction
from backend.core.http import answer, client_address
from backend.core.openapi import problem_answer
from backend.devices import service, staff
from backend.devices.pairing import NoSuchCode, Pairing
from backend.devices.views import (
    DeviceList,
    DeviceSelf,
    DeviceView,
    NewDevice,
    Paired,
    PairingCode,
)
from backend.devices.views import Pairing as TypedCode
from backend.events import service as events
from backend.events.showing import public_event

NO_CODE = problem_answer("The code is mistyped, used or expired.")
GUESSED = problem_answer("Too many wrong codes; `Retry-After` says how long to wait.")


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class DevicePath(BaseModel):
    """A device by its id."""

    device: int


class PersonPath(BaseModel):
    """Somebody who has a role at an event."""

    slug: str
    username: str = Field(max_length=100)


def blueprint(database: Database, pairing: Pairing) -> APIBlueprint:
    """Make the addresses of devices."""
    api = APIBlueprint("devices", __name__, url_prefix="/api", abp_tags=[Tag(name="devices")])
    _organising(api, database, pairing)
    _paired(api, database, pairing)
    _people(api, database)
    return api


def _organising(api: APIBlueprint, database: Database, pairing: Pairing) -> None:
    def coded(tx: Transaction, event: int, device: int) -> PairingCode:
        code = pairing.draw()
        view = service.await_pairing(tx, event, device, pairing.digest(code))
        assert view.code_expires_at is not None
        return PairingCode(
            code=code, url=pairing.address(code), expires_at=view.code_expires_at, device=view
        )

    @api.get("/events/<slug>/devices", responses={200: DeviceList})
    @needs(Role.ORGANISER)
    def list_devices(path: EventPath) -> Response:
        """List the devices of an event, revoked ones included, newest first."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            return answer(DeviceList(devices=service.views(tx, event.id)))

    @api.post("/events/<slug>/devices", responses={201: PairingCode})
    @needs(Role.ORGANISER)
    def create_device(path: EventPath, body: NewDevice) -> Response:
        """Make a device known; its code pairs it once, within ten minutes."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER).id

            def act() -> PairingCode:
                return coded(tx, event, service.create(tx, event, body))

            return once(tx, event, act, status=201)

    @api.post("/devices/<int:device>/code", responses={201: PairingCode})
    @needs(Role.ORGANISER)
    def renew_code(path: DevicePath) -> Response:
        """Draw a new code for a device, to pair it again; till then it goes on as it is."""
        with database.transaction() as tx:
            event = _at(tx, path.device)
            return once(tx, event, lambda: coded(tx, event, path.device), status=201)

    @api.delete("/devices/<int:device>", responses={200: DeviceView})
    @needs(Role.ORGANISER)
    def revoke_device(path: DevicePath) -> Response:
        """Revoke a device: it, and whoever signed in at it by PIN, is shut out at once."""
        with database.transaction() as tx:
            event = _at(tx, path.device)
            return once(tx, event, lambda: service.revoke(tx, event, path.device))


def _paired(api: APIBlueprint, database: Database, pairing: Pairing) -> None:
    @api.post("/devices/pair", responses={200: Paired, 404: NO_CODE, 429: GUESSED})
    @public
    def pair_device(body: TypedCode) -> Response:
        """Take a pairing code: get the device's token, which is told this once."""
        address = client_address()
        pairing.check(address)
        try:
            with database.transaction() as tx:
                token, view = service.pair(tx, pairing.digest(body.code))
        except NoSuchCode:
            pairing.count(address)
            raise
        return answer(Paired(device_token=token, device=view))

    @api.get("/devices/me", responses={200: DeviceSelf})
    @for_devices
    def read_device() -> Response:
        """Read what the device that asks is, and who can sign in there by PIN."""
        me = caller()
        with database.transaction() as tx:
            (ident,) = me.event_ids
            view = service.view(tx, ident, me.device or 0)
            people = service.people(tx, ident) if me.holds(Role.TABLET) else []
            event = public_event(events.get(tx, ident))
        return answer(DeviceSelf(device=view, event=event, people=people))


def _people(api: APIBlueprint, database: Database) -> None:
    @api.put("/events/<slug>/people/<username>/pin", responses={200: Done})
    @needs(Role.ORGANISER)
    def set_pin(path: PersonPath, body: PinSetting) -> Response:
        """Give somebody of the event a PIN, or none; who signed in with the old one is out."""
        pin_hash = None if body.pin is None else pins.hashed(body.pin)
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER).id

            def act() -> Done:
                staff.set_pin(tx, caller(), event, path.username, pin_hash)
                return Done()

            # Not kept for a repetition: it does the same again, and a request is kept by its body.
            return answer(audited(tx, event, act))


def _at(tx: Transaction, device: int) -> int:
    event = service.event_of(tx, caller().event_ids, device)
    check(event, Role.ORGANISER)
    return event
