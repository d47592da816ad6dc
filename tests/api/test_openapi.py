"""The document of the API, and its page for people."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.roles import ROWS

#: What is in it besides.
OUTSIDE = {
    "POST /sms",
    "POST /sms/status",
    "GET /phone/state",
    "GET /health",
    "GET /metrics",
}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def document(client: FlaskClient) -> Any:
    response = client.get("/api/openapi.json")
    assert response.status_code == 200
    return response.get_json()


def _operations(document: Any) -> dict[str, Any]:
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def test_every_endpoint_is_in_it(document: Any) -> None:
    """Where one address stands in two blueprints, too."""
    written = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", row) for row in ROWS if "/docs" not in row}
    assert written - set(_operations(document)) == {"GET /api/openapi.json"}
    assert set(_operations(document)) - written == OUTSIDE


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(document: Any) -> None:
    operations = _operations(document).values()
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"].endswith(".") for operation in operations)


def test_who_may_is_in_it(document: Any) -> None:
    operations = _operations(document)
    assert "security" not in operations["GET /api/events/{slug}/menu"]
    cancel = operations["POST /api/orders/{order}/cancel"]
    assert cancel["security"] == [{"bearer": []}]
    assert "support" in cancel["description"]
    assert {"401", "403", "404", "409", "422"} <= set(cancel["responses"])
    assert "Idempotency-Key" in {parameter["name"] for parameter in cancel["parameters"]}


def test_every_refusal_is_a_problem(document: Any) -> None:
    refusals = [
        answer
        for operation in _operations(document).values()
        for status, answer in operation["responses"].items()
        if status >= "400" and status != "503"
    ]
    assert len(refusals) > 100
    assert {kind for answer in refusals for kind in answer["content"]} == {
        "application/problem+json"
    }


def test_every_reference_leads_somewhere(document: Any) -> None:
    names = set(re.findall(r"'#/components/schemas/([^']+)'", str(document)))
    assert len(names) > 20
    assert names <= set(document["components"]["schemas"])


def test_the_page_shows_it_under_the_strict_policy(client: FlaskClient, document: Any) -> None:
    response = client.get("/api/docs")
    page = response.text
    assert response.content_type.startswith("text/html")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    # Nothing the policy would stop, and nothing from elsewhere.
    assert "<script" not in page
    assert "style=" not in page
    assert re.findall(r"""(?:src|href)="(?!#)([^"]*)""", page) == [
        "/api/docs/style.css",
        "/favicon.svg",
        "/api/openapi.json",
    ]
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links <= set(re.findall(r'id="([^"]+)"', page))
    style = client.get("/api/docs/style.css")
    assert style.content_type.startswith("text/css")
