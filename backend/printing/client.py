"""A print agent's way to Brewline: over HTTP, by a device's token or signed in as a person."""

import base64
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests

from backend.printing.journal import Owed
from backend.printing.types import Health

SECONDS = 10.0


class Unreachable(Exception):
    """Brewline cannot be reached just now; try again later."""


class Refused(Exception):
    """Brewline will not have it: trying again does not help."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A label to be printed."""

    label: int
    lease: str
    data: bytes


class Brewline:
    """The server, one station of it, and a sign-in that is renewed when it runs out."""

    def __init__(
        self,
        url: str,
        station: int,
        username: str = "",
        password: str = "",
        *,
        device_token: str | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._station = station
        self._credentials = {"username": username, "password": password}
        self._session = requests.Session()
        self._device_token = device_token
        self._token: str | None = device_token

    def claim(self, agent: str) -> list[Leased]:
        """Lease what is to be printed next."""
        answer = self._post(f"/stations/{self._station}/labels/claim", {"agent": agent})
        return [
            Leased(one["id"], one["lease"], base64.b64decode(one["data"]))
            for one in answer["labels"]
        ]

    def report(self, owed: Owed) -> bool:
        """Say what came of a label; False where it is ours no more."""
        body = {"lease": owed.lease, "state": owed.state, "error": (owed.error or "")[:200] or None}
        try:
            self._post(f"/labels/{owed.label}/report", body)
        except Refused:
            return False
        return True

    def tell(self, health: Health) -> None:
        """Say how the printer is."""
        body = {"paper": str(health.paper), "trouble": health.trouble}
        self._post(f"/stations/{self._station}/printer/status", body)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        if self._token is None:
            self._sign_in()
        answer = self._send(path, body, {"Authorization": f"Bearer {self._token}"})
        if answer.status_code == HTTPStatus.UNAUTHORIZED and self._device_token is None:
            self._sign_in()
            answer = self._send(path, body, {"Authorization": f"Bearer {self._token}"})
        return _checked(answer)

    def _sign_in(self) -> None:
        self._token = _checked(self._send("/auth/login", self._credentials, {}))["access_token"]

    def _send(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> requests.Response:
        try:
            return self._session.post(
                f"{self._url}/api{path}", json=body, headers=headers, timeout=SECONDS
            )
        except requests.RequestException as error:
            raise Unreachable(str(error)) from error


def _checked(answer: requests.Response) -> Any:
    if answer.status_code >= 500 or answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        raise Unreachable(f"{answer.status_code} from Brewline")
    try:
        body = answer.json()
    except ValueError as error:
        raise Unreachable("what answers there is not Brewline") from error
    if not answer.ok:
        raise Refused(body.get("detail") or f"{answer.status_code} from Brewline")
    return body
