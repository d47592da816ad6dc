"""What every answer has in common: an id, one line in the log, and errors as problems."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask, Response, request
from flask.testing import FlaskClient
from pydantic import BaseModel

from backend.core import http, log
from backend.core.errors import DatabaseGone, Forbidden, Refusal

OTHER = "https://till.example"


class Locked(Refusal):
    """Wait a little."""

    code = "locked"
    status = 429


class Thing(BaseModel):
    name: str
    count: int


@pytest.fixture(autouse=True)
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged, as text."""
    before = structlog.get_config()
    stream = io.StringIO()
    log.configure(stream)
    # One that was used before keeps writing where it wrote then.
    monkeypatch.setattr(http, "log", structlog.get_logger())
    yield stream
    structlog.configure(**before)


def _logged(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def _app(**settings: Any) -> Flask:
    app = Flask("http")
    http.register(app, **settings)

    @app.post("/api/things")
    def things() -> Response:
        return http.answer(Thing.model_validate(request.get_json()), 201)

    @app.get("/api/refused/<kind>")
    def refused(kind: str) -> Response:
        raise {
            "forbidden": Forbidden(),
            "gone": DatabaseGone(),
            "locked": Locked("Wait 7 s.", retry_after=7),
            "crash": RuntimeError("secret of +15550100001"),
        }[kind]

    @app.get("/api/logs")
    def logs() -> Response:
        structlog.get_logger().info("thing.done")
        return Response("")

    @app.post("/hook")
    def hook() -> Response:
        return Response(str(len(request.form)))

    @app.get("/api/whose")
    def whose() -> Response:
        return Response(http.client_address())

    return app


@pytest.fixture
def client() -> FlaskClient:
    return _app().test_client()


def test_every_answer_has_an_id_of_our_own(client: FlaskClient) -> None:
    ids = {
        client.get("/api/logs", headers={"X-Request-ID": "forged\\n"}).headers["X-Request-ID"]
        for _ in range(3)
    }
    assert len(ids) == 3
    assert all(len(it) == 16 for it in ids)


def test_one_line_a_request_without_the_query(client: FlaskClient, lines: io.StringIO) -> None:
    response = client.get("/api/nothing?phone=%2B15550100001&q=ada")
    (line,) = _logged(lines)
    assert line["event"] == "http.request"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/nothing", 404)
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert line["ms"] >= 0
    assert "0001" not in lines.getvalue()
    assert "ada" not in lines.getvalue()


def test_whatever_is_logged_on_the_way_has_the_id(client: FlaskClient, lines: io.StringIO) -> None:
    answers = [client.get("/api/logs").headers["X-Request-ID"] for _ in range(2)]
    done = [line["request_id"] for line in _logged(lines) if line["event"] == "thing.done"]
    assert done == answers


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "not_found"),
        ("GET", "/nothing", 404, "not_found"),
        ("PUT", "/api/things", 405, "method_not_allowed"),
        ("GET", "/hook", 405, "method_not_allowed"),
        ("GET", "/api/refused/forbidden", 403, "forbidden"),
        ("GET", "/api/refused/gone", 503, "database_unavailable"),
        ("GET", "/api/refused/locked", 429, "locked"),
        ("GET", "/api/refused/crash", 500, "internal"),
    ],
)
def test_every_error_is_a_problem(
    client: FlaskClient, method: str, path: str, status: int, code: str
) -> None:
    response = client.open(path, method=method)
    problem = response.get_json()
    assert response.content_type == "application/problem+json"
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert {"type", "title", "status", "detail", "code", "request_id"} <= set(problem)
    assert problem["request_id"] == response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ('{"name": "a", "count": 1}', "text/plain", 415),
        ('{"name": "a", "count": "many"}', "application/json", 422),
        ('{"name": "a"}', "application/json", 422),
        ("x" * (http.MAX_BODY_BYTES + 1), "application/json", 413),
        ('{"name": "a", "count": 1}', "application/json", 201),
    ],
)
def test_bodies(client: FlaskClient, body: str, kind: str, status: int) -> None:
    response = client.post("/api/things", data=body, content_type=kind)
    assert response.status_code == status
    if status >= 400:
        assert response.content_type == "application/problem+json"


def test_a_wrong_field_is_named(client: FlaskClient) -> None:
    wrong = client.post("/api/things", json={"name": "a", "count": "many"}).get_json()
    assert wrong["detail"].startswith("count: ")
    missing = client.post("/api/things", json={"name": "a"}).get_json()
    assert missing["detail"] == "count: this field is needed; add it."


def test_a_form_that_is_too_large_is_a_problem_too(client: FlaskClient) -> None:
    response = client.post("/hook", data={"Body": "x" * (http.MAX_BODY_BYTES + 1)})
    assert (response.status_code, response.get_json()["code"]) == (413, "request_entity_too_large")


def test_how_long_to_wait_is_in_the_header(client: FlaskClient) -> None:
    assert client.get("/api/refused/locked").headers["Retry-After"] == "7"
    assert client.get("/api/refused/gone").headers["Retry-After"] == "2"
    allowed = client.put("/api/things").headers["Allow"]
    assert set(allowed.split(", ")) == {"OPTIONS", "POST"}


def test_a_crash_is_logged_whole_and_told_to_nobody(
    client: FlaskClient, lines: io.StringIO
) -> None:
    response = client.get("/api/refused/crash")
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    (crash,) = [line for line in _logged(lines) if line["event"] == "http.crashed"]
    assert crash["request_id"] == response.headers["X-Request-ID"]
    assert "RuntimeError" in crash["exception"]
    assert "1555010" not in crash["exception"]


def test_nothing_of_the_api_is_kept_by_caches(client: FlaskClient) -> None:
    assert client.get("/api/logs").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("origin", [OTHER, "https://evil.example", None])
def test_without_the_setting_only_our_own_pages_may_call(origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    response = _app().test_client().get("/api/logs", headers=headers)
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_named_origin_may_call_and_another_may_not() -> None:
    client = _app(cors_origins=(OTHER,)).test_client()
    mine = client.get("/api/logs", headers={"Origin": OTHER})
    assert mine.headers["Access-Control-Allow-Origin"] == OTHER
    assert "Origin" in mine.headers["Vary"]
    evil = client.get("/api/logs", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in evil.headers
    assert "Origin" in evil.headers["Vary"]


def test_a_named_origin_may_ask_ahead() -> None:
    client = _app(cors_origins=(OTHER,)).test_client()

    def ask(origin: str) -> Any:
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        return client.options("/api/anything", headers=headers)

    mine = ask(OTHER)
    assert mine.status_code == 204
    assert "Idempotency-Key" in mine.headers["Access-Control-Allow-Headers"]
    assert "PATCH" in mine.headers["Access-Control-Allow-Methods"]
    assert ask("https://evil.example").status_code == 404


@pytest.mark.parametrize(
    ("peer", "forwarded", "whose"),
    [
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "rubbish", "127.0.0.1"),
        ("203.0.113.9", "6.6.6.6", "203.0.113.9"),
    ],
)
def test_only_a_proxy_of_this_machine_is_believed(
    client: FlaskClient, peer: str, forwarded: str | None, whose: str
) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    response = client.get("/api/whose", headers=headers, environ_base={"REMOTE_ADDR": peer})
    assert response.text == whose
