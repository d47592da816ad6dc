"""Roles x endpoints, as a table; and what is asked of each endpoint to see it."""

from typing import Any

from tests.api.conftest import CALLERS

#: yes: it is done. Else the status of the refusal.
TABLE = """
method address                            nobody stranger display kiosk barista support organiser owner
GET    /api/openapi.json                  yes    yes      yes     yes   yes     yes     yes       yes
GET    /api/docs                          yes    yes      yes     yes   yes     yes     yes       yes
GET    /api/docs/style.css                yes    yes      yes     yes   yes     yes     yes       yes
POST   /api/auth/login                    yes    yes      yes     yes   yes     yes     yes       yes
POST   /api/auth/refresh                  yes    yes      yes     yes   yes     yes     yes       yes
POST   /api/auth/logout                   yes    yes      yes     yes   yes     yes     yes       yes
POST   /api/auth/password                 401    yes      403     403   yes     yes     yes       yes
POST   /api/auth/pin                      401    403      403     403   403     403     403       403
PUT    /api/auth/pin                      401    yes      403     403   yes     yes     yes       yes
GET    /api/me/preferences                401    yes      403     403   yes     yes     yes       yes
PUT    /api/me/preferences                401    yes      403     403   yes     yes     yes       yes
POST   /api/devices/pair                  yes    yes      yes     yes   yes     yes     yes       yes
GET    /api/devices/me                    401    403      yes     yes   403     403     403       403
GET    /api/events/<slug>/devices         401    404      403     403   403     403     yes       yes
POST   /api/events/<slug>/devices         401    404      403     403   403     403     yes       yes
POST   /api/devices/<int:device>/code     401    404      403     403   403     403     yes       yes
DELETE /api/devices/<int:device>          401    404      403     403   403     403     yes       yes
PUT    /api/events/<slug>/people/<username>/pin 401 404   403     403   403     403     yes       yes
GET    /api/events/<slug>/menu            yes    yes      yes     yes   yes     yes     yes       yes
GET    /api/track/<token>                 yes    yes      yes     yes   yes     yes     yes       yes
POST   /api/track/<token>/actions         yes    yes      yes     yes   yes     yes     yes       yes
GET    /api/events/<slug>/display         yes    yes      yes     yes   yes     yes     yes       yes
PUT    /api/events/<slug>/menu            401    404      403     403   403     403     yes       yes
GET    /api/events/<slug>/wording         401    404      403     403   403     403     yes       yes
PUT    /api/events/<slug>/wording         401    404      403     403   403     403     yes       yes
GET    /api/events/<slug>/settings        401    404      403     403   403     403     yes       yes
PUT    /api/events/<slug>/settings        401    404      403     403   403     403     yes       yes
GET    /api/events/<slug>/categories      401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/86              401    404      403     403   yes     yes     yes       yes
POST   /api/events/<slug>/86              401    404      403     403   yes     yes     yes       yes
DELETE /api/events/<slug>/86              401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/stock           401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/stock/moves     401    404      403     403   yes     yes     yes       yes
PUT    /api/events/<slug>/stock           401    404      403     403   403     403     yes       yes
PATCH  /api/events/<slug>/stock           401    404      403     403   yes     yes     yes       yes
DELETE /api/events/<slug>/stock           401    404      403     403   403     403     yes       yes
POST   /api/events/<slug>/stock/transfer  401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/stations        401    404      403     403   yes     yes     yes       yes
POST   /api/events/<slug>/stations        401    404      403     403   403     403     yes       yes
PATCH  /api/stations/<int:station>        401    404      403     403   yes     yes     yes       yes
DELETE /api/stations/<int:station>        401    404      403     403   403     403     yes       yes
GET    /api/stations/<int:station>/tickets 401   404      403     403   yes     yes     yes       yes
POST   /api/stations/<int:station>/claim  401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/reports/promises 401   404      403     403   403     yes     yes       yes
GET    /api/events/<slug>/orders          401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/kiosk           401    404      403     yes   yes     yes     yes       yes
POST   /api/events/<slug>/orders          401    404      403     yes   yes     yes     yes       yes
GET    /api/orders/<int:order>            401    404      403     404   yes     yes     yes       yes
PATCH  /api/orders/<int:order>            401    404      403     403   403     yes     yes       yes
GET    /api/orders/<int:order>/timeline   401    404      403     403   403     yes     yes       yes
POST   /api/orders/<int:order>/cancel     401    404      403     403   403     yes     yes       yes
GET    /api/events/<slug>/notifications   401    404      403     403   yes     yes     yes       yes
POST   /api/events/<slug>/notifications/hold 401 404      403     403   yes     yes     yes       yes
POST   /api/events/<slug>/notifications/release 401 404   403     403   yes     yes     yes       yes
GET    /api/events/<slug>/waste           401    404      403     403   yes     yes     yes       yes
POST   /api/tickets/<int:ticket>/actions  401    404      403     403   yes     yes     yes       yes
POST   /api/tickets/<int:ticket>/ask      401    404      403     403   yes     yes     yes       yes
GET    /api/events/<slug>/printers        401    404      403     403   yes     yes     yes       yes
PUT    /api/stations/<int:station>/printer 401   404      403     403   403     403     yes       yes
POST   /api/stations/<int:station>/printer/new-roll 401 404 403   403   yes     yes     yes       yes
POST   /api/stations/<int:station>/printer/status 401 404 403     403   yes     yes     yes       yes
GET    /api/stations/<int:station>/labels 401    404      403     403   yes     yes     yes       yes
POST   /api/stations/<int:station>/labels/claim 401 404   403     403   yes     yes     yes       yes
POST   /api/labels/<int:label>/report     401    404      403     403   yes     yes     yes       yes
POST   /api/tickets/<int:ticket>/labels   401    404      403     403   yes     yes     yes       yes
GET    /api/tickets/<int:ticket>/labels/page 401 404      403     403   yes     yes     yes       yes
GET    /api/orders/<int:order>/canned     401    404      403     403   yes     yes     yes       yes
POST   /api/orders/<int:order>/messages   401    404      403     403   yes     yes     yes       yes
"""  # noqa: E501  a table is read across

PASSWORD = "a long demo password"

BODIES: dict[str, Any] = {
    "POST /api/auth/login": {"username": "barista", "password": PASSWORD},
    "POST /api/auth/password": {"current": PASSWORD, "new": "another long password"},
    "POST /api/auth/pin": {"username": "barista", "pin": "4711"},
    "PUT /api/auth/pin": {"current_password": PASSWORD, "pin": "4711"},
    "PUT /api/me/preferences": {"theme": "dark"},
    "POST /api/devices/pair": {"code": "00000000"},
    "POST /api/events/<slug>/devices": {"role": "display", "name": "Hall 2"},
    "PUT /api/events/<slug>/people/<username>/pin": {"pin": "4711"},
    "PUT /api/events/<slug>/wording": {"language": "en", "texts": {"fine": "Fine."}},
    "PUT /api/events/<slug>/settings": {"cups_a_person": 3},
    "POST /api/events/<slug>/86": {"item": "latte"},
    "DELETE /api/events/<slug>/86": {"item": "latte"},
    "POST /api/events/<slug>/stations": {"name": "West cart"},
    "PATCH /api/stations/<int:station>": {"state": "paused"},
    "POST /api/events/<slug>/orders": {"lines": [{"item": "water", "options": {}}]},
    "PATCH /api/orders/<int:order>": {"lines": [{"item": "water", "options": {}}]},
    "POST /api/orders/<int:order>/cancel": {"reason": "closing"},
    "POST /api/events/<slug>/notifications/hold": {},
    "POST /api/events/<slug>/notifications/release": {},
    "POST /api/tickets/<int:ticket>/actions": {"action": "start"},
    "POST /api/tickets/<int:ticket>/ask": {"text": "No sugar?"},
    "POST /api/orders/<int:order>/messages": {"text": "Your cup waits"},
    "POST /api/track/<token>/actions": {"action": "late"},
    "PUT /api/stations/<int:station>/printer": {"labels": "start"},
    "POST /api/stations/<int:station>/printer/new-roll": {},
    "POST /api/stations/<int:station>/printer/status": {"paper": "low"},
    "POST /api/stations/<int:station>/labels/claim": {"agent": "one"},
    "POST /api/labels/<int:label>/report": {"lease": "a lease", "state": "printing"},
    "POST /api/tickets/<int:ticket>/labels": {},
}

#: What is said of a count at the house's station.
STOCK: dict[str, Any] = {
    "PUT /api/events/<slug>/stock": {"ingredient": "ice", "amount": 100},
    "PATCH /api/events/<slug>/stock": {"ingredient": "sugar", "add": 100},
    "DELETE /api/events/<slug>/stock": {"ingredient": "ice"},
}

#: What a barista's tablet and a print agent may do beside what everybody may; the table has no
#: column for them.
OF_DEVICES = {
    "tablet": {
        "GET /api/devices/me",
        "POST /api/auth/pin",
        "GET /api/events/<slug>/stations",
    },
    "printer": {
        "GET /api/devices/me",
        "POST /api/stations/<int:station>/labels/claim",
        "POST /api/stations/<int:station>/printer/status",
        "POST /api/labels/<int:label>/report",
    },
}

#: They have their answer, but find nothing to do in this house.
IN_VAIN = ("POST /api/stations/<int:station>/claim",)

#: They go by the refresh cookie, whoever holds it.
BY_COOKIE = ("POST /api/auth/refresh", "POST /api/auth/logout")


def _rows() -> dict[str, dict[str, str]]:
    """Read the table: {method and address: {caller: what they get}}."""
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    assert tuple(head[2:]) == CALLERS
    return {f"{line[0]} {line[1]}": dict(zip(CALLERS, line[2:], strict=True)) for line in lines}


ROWS = _rows()
