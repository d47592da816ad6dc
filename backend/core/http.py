"""What every answer over HTTP has in common: a request id, one log line, errors as problems."""

import secrets
import time
from http import HTTPStatus
from typing import cast

import orjson
import structlog
from flask import Flask, Response, g, has_request_context, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

from backend.core.errors import DatabaseGone, Refusal

MAX_BODY_BYTES = 1_000_000
PROBLEM = "application/problem+json"

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
    text = orjson.dumps({**values, **body.model_dump()}, default=str)
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
    return problem(422, "invalid", f"{where}: {first['msg']}.")


def register(app: Flask, *, cors_origins: tuple[str, ...] = ()) -> None:
    """Put it all on an app."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.before_request(_begin)
    app.after_request(lambda response: _cors(response, cors_origins))
    app.after_request(_finish)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(ValidationError, misunderstood)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crashed)


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    log.info(
        "http.request",
        method=request.method,
        path=request.path,
        status=response.status_code,
        ms=round(1000 * (time.perf_counter() - g.began), 1),
        request_id=g.request_id,
    )
    return response


def _cors(response: Response, origins: tuple[str, ...]) -> Response:
    """Let named other origins call the API; without any, browsers keep to the same origin."""
    origin = request.headers.get("Origin")
    if origin in origins and request.path.startswith("/api/"):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Access-Control-Allow-Headers"] = (
            "Authorization, Content-Type, Idempotency-Key, X-CSRF-TOKEN"
        )
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, PUT, PATCH, DELETE"
        response.headers.add("Vary", "Origin")
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
    log.error("http.crashed", exc_info=error, path=request.path, request_id=request_id())
    return problem(500, "internal", "Something went wrong here; it was noted under the request id.")
