"""Who may call the webhooks: the carrier, who signs; without credentials, this machine only."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from flask import Request
from werkzeug.datastructures import MultiDict

from backend.core.errors import Forbidden

HEADER = "X-Twilio-Signature"

_DEFAULT_PORTS = {"https": 443, "http": 80}


class NotSigned(Forbidden):
    """The signature is missing or wrong: this does not come from the carrier."""

    code = "not_signed"


class NotLocal(Forbidden):
    """Without the carrier's credentials, texts are accepted from this machine only."""

    code = "not_local"


class Signatures:
    """Checks each request to a webhook.

    The signed address is built from PUBLIC_URL: what a stranger writes into Host or a forwarding
    header has no say.
    """

    def __init__(self, auth_token: str | None, public_url: str, *, port: int) -> None:
        self._token = auth_token.encode() if auth_token else None
        self._bases = _with_and_without_port(public_url.rstrip("/"))
        self._origins = _own_origins(public_url, port)

    def verify(self, request: Request) -> None:
        """Raise unless this request may be served."""
        if self._token is None:
            self._check_local(request)
        elif not self._is_signed(request, self._token):
            raise NotSigned

    def _is_signed(self, request: Request, token: bytes) -> bool:
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        address = request.path
        if request.query_string:
            address += "?" + request.query_string.decode("latin-1")
        params = signed_params(request.form)
        return any(
            hmac.compare_digest(sign(token, base + address + params), given) for base in self._bases
        )

    def _check_local(self, request: Request) -> None:
        origin = request.headers.get("Origin")
        if (
            not _is_loopback(request.remote_addr)
            or any(_forwarding(name) for name in request.headers.keys())  # noqa: SIM118
            or (origin is not None and origin not in self._origins)
        ):
            raise NotLocal


def sign(token: bytes, signed: str) -> bytes:
    """Sign an address followed by its parameters."""
    digest = hmac.digest(token, signed.encode("utf-8", "surrogatepass"), hashlib.sha1)
    return base64.b64encode(digest)


def signed_params(form: MultiDict[str, str]) -> str:
    """Join names and values as they are signed: names sorted, each value of a name once, sorted."""
    return "".join(
        name + value for name in sorted(form) for value in sorted(set(form.getlist(name)))
    )


def _with_and_without_port(url: str) -> tuple[str, ...]:
    """Give the address as set, and with its port added or taken away: carriers sign either."""
    parts = urlsplit(url)
    host = _host(parts)
    other = f"{host}:{_DEFAULT_PORTS[parts.scheme]}" if parts.port is None else host
    return url, parts._replace(netloc=other).geturl()


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def _own_origins(public_url: str, port: int) -> frozenset[str]:
    parts = urlsplit(public_url)
    port_part = f":{parts.port}" if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    local = (f"http://{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))
    bare: Iterable[str] = ("http://127.0.0.1", "http://localhost") if port == 80 else ()
    return frozenset((f"{parts.scheme}://{_host(parts)}{port_part}", *local, *bare))


@lru_cache(maxsize=64)
def _is_loopback(peer: str | None) -> bool:
    try:
        address = ip_address(peer or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _forwarding(name: str) -> bool:
    name = name.lower()
    return name == "forwarded" or name.startswith("x-forwarded-")
