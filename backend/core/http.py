"""What every answer over HTTP has in common: a request id, one log line, errors as problems."""

import re
import secrets
import time
from http import HTTPStatus
from ipaddress import ip_address
from typing import cast
from urllib.parse import parse_qsl

import orjson
import structlog
from flask import Flask, Request, Response, g, has_request_context, request
from flask.json.provider import DefaultJSONProvider
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.utils import cached_property

from backend.core.errors import DatabaseGone, Refusal
from backend.core.log import dumped

MAX_BODY_BYTES = 1_000_000
PROBLEM = "application/problem+json"
_TOKEN = re.compile(r"/track/[^/]+")

log = structlog.get_logger()


class Problem(BaseModel):
    """An error, as RFC 9457 writes it, with our code and the id of the request."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    request_id: str


def request_id() -> str:
    """Give the id of the request being served; it goes with everything that follows from it."""
    return cast(str, g.request_id) if has_request_context() else secrets.token_hex(8)


def _path() -> str:
    """Give the address as it may be logged: a tracker's token opens an order."""
    return _TOKEN.sub("/track/…", request.path)


def client_address() -> str:
    """Give the address of whoever asks; a proxy on this machine says for whom it asks."""
    peer = request.remote_addr or ""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        if forwarded and ip_address(peer).is_loopback:
            return str(ip_address(forwarded))
    except ValueError:
        pass
    return peer


def answer(view: BaseModel, status: int = 200) -> Response:
    """Answer with a view."""
    return Response(view.model_dump_json(), status, content_type="application/json")


def problem(status: int, code: str, detail: str, **values: object) -> Response:
    """Answer with an error; `values` are further members."""
    body = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        request_id=request_id(),
    )
    text = dumped({**values, **body.model_dump()})
    return Response(text, status, content_type=PROBLEM)


def refused(refusal: Refusal) -> Response:
    """Turn a refusal into an answer."""
    response = problem(refusal.status, refusal.code, refusal.detail, **refusal.values)
    if isinstance(refusal, DatabaseGone):
        response.headers["Retry-After"] = "2"
    if "retry_after" in refusal.values:
        response.headers["Retry-After"] = str(refusal.values["retry_after"])
    return response


def misunderstood(error: ValidationError) -> Response:
    """Name the first field that is wrong, and what is wrong with it."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the request"
    return problem(422, "invalid", f"{where}: {_remedy(first['type'], first['msg'])}.")


def _remedy(kind: str, message: str) -> str:
    """Say what to do about a fault, where the words of the library do not."""
    if kind == "extra_forbidden":
        return "there is no such field; leave it out"
    if kind == "missing":
        return "this field is needed; add it"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "send a JSON object, with Content-Type: application/json"
    return message


class _Request(Request):
    """Reads plain forms at once: the library's own reader is made for uploads, and takes long."""

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """The fields of the form."""
        if self.mimetype != "application/x-www-form-urlencoded":
            return super().form
        body = self.get_data(cache=True).decode("utf-8", "replace")
        return ImmutableMultiDict(parse_qsl(body, keep_blank_values=True))


class _Strict(DefaultJSONProvider):
    """Reads JSON and nothing but: no NaN, no half characters, no nesting without end."""

    def loads(self, s: str | bytes, **_: object) -> object:
        """Read a text; a fault in it is a ValueError."""
        return orjson.loads(s)


def register(app: Flask, *, cors_origins: tuple[str, ...] = ()) -> None:
    """Put it all on an app."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.request_class = _Request
    app.json = _Strict(app)
    app.before_request(_begin)
    if cors_origins:
        app.before_request(lambda: _preflight(cors_origins))
        app.after_request(lambda response: _cors(response, cors_origins))
    app.after_request(_finish)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(ValidationError, misunderstood)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crashed)


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    log.info(
        "http.request",
        method=request.method,
        path=_path(),
        status=response.status_code,
        ms=round(1000 * (time.perf_counter() - g.began), 1),
    )
    return response


def _preflight(origins: tuple[str, ...]) -> Response | None:
    """Answer a browser that asks ahead whether a page of another origin may call."""
    asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if not asks or request.headers.get("Origin") not in origins:
        return None
    return Response(status=204, headers={"Access-Control-Max-Age": "600"})


def _cors(response: Response, origins: tuple[str, ...]) -> Response:
    """Let named other origins call the API; without any, browsers keep to the same origin."""
    if not request.path.startswith("/api/"):
        return response
    response.headers.add("Vary", "Origin")
    origin = request.headers.get("Origin")
    if origin in origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Access-Control-Allow-Headers"] = (
            "Authorization, Content-Type, Idempotency-Key, X-CSRF-TOKEN"
        )
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
        response.headers["Access-Control-Expose-Headers"] = "X-Request-ID, Retry-After"
    return response


def _http_error(error: HTTPException) -> Response:
    """Say what HTTP itself refuses; the body only where a program asks."""
    status = error.code or 500
    code = HTTPStatus(status).name.lower()
    response = problem(status, code, error.description or HTTPStatus(status).phrase)
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers["Allow"] = value
    return response


def _crashed(error: Exception) -> Response:
    """Log what nobody foresaw; tell the outside only the id under which it is found."""
    log.error("http.crashed", exc_info=error, path=_path())
    return problem(500, "internal", "Something went wrong here; it was noted under the request id.")
