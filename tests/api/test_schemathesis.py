"""What the OpenAPI document says, asked of the served process: nothing else may come back."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import positive_data_acceptance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from backend.core.db import Database
from tests import postgres
from tests.api.conftest import add_people
from tests.api.roles import BODIES, ROWS
from tests.api.test_openapi import OUTSIDE
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long demo password"
START_SECONDS = 60.0
EXAMPLES = 40

#: The document and the page that shows it.
NOT_DOCUMENTED = {"GET /api/openapi.json", "GET /api/docs", "GET /api/docs/style.css"}


@dataclass
class Server:
    """A served process, somebody's token, and what there is to ask about."""

    url: str
    token: str
    things: dict[str, Any]


def _serve(database: Database, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    environ = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database.url,
        "DATA_DIR": str(folder),
        "ADMIN_PASSWORD": PASSWORD,
        "PORT": str(port),
    }
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "wsgi.py"], cwd=ROOT, env=environ, stdout=log, stderr=log
        )
    return process, f"http://127.0.0.1:{port}"


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            if requests.get(f"{url}/api/openapi.json", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="module")
def server(
    postgres_server: str, demo_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    database = Database(postgres.create_database(postgres_server, demo_template))
    add_people(database)
    with database.transaction() as tx:  # as if a worker were at work
        tx.queue("INSERT INTO heartbeats VALUES ('worker', now() + interval '1 hour')")
    process, url = _serve(database, tmp_path_factory.mktemp("served"))
    try:
        _wait(process, url)
        yield _with_an_order(url)
    finally:
        process.terminate()
        process.wait(20)
        database.dispose()
        postgres.drop_database(postgres_server, database.url)


def _with_an_order(url: str) -> Server:
    """Place an order for one cup at a station that prints labels."""
    token = _sign_in(url)

    def told(method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        said = requests.request(method, f"{url}{path}", json=body, headers=headers, timeout=10)
        assert said.ok, said.text
        return said.json()

    stations = told("GET", "/api/events/demo/stations")["stations"]
    for station in stations:
        told("PUT", f"/api/stations/{station['id']}/printer", {})
    body = {"channel": "walkup", "lines": [{"item": "water", "options": {}}]}
    order = told("POST", "/api/events/demo/orders", body)
    ticket = order["lines"][0]["ticket"]
    labels = told("POST", f"/api/tickets/{ticket}/labels", {})["labels"]
    device = told("POST", "/api/events/demo/devices", {"role": "display", "name": "Hall"})
    things = {
        "slug": "demo",
        "order": order["id"],
        "ticket": ticket,
        "station": stations[0]["id"],
        "label": labels[0]["id"],
        "device": device["device"]["id"],
        "username": "barista",
        "token": order["track"].rpartition("/")[2],
    }
    return Server(url, token, things)


def _sign_in(url: str) -> str:
    who = {"username": "owner", "password": PASSWORD}
    said = requests.post(f"{url}/api/auth/login", json=who, timeout=10)
    return str(said.json()["access_token"])


@pytest.fixture(scope="module")
def document(server: Server) -> OpenApiSchema:
    """What it says but for who may ask, which the roles' own test is about."""
    said = requests.get(f"{server.url}/api/openapi.json", timeout=10).json()
    for item in said["paths"].values():
        for operation in item.values():
            operation.pop("security", None)
    schema = schemathesis.openapi.from_dict(said)
    schema.config.update(base_url=server.url)
    return schema


#: What a menu, a state or a password admits is more than a schema can say.
EXCLUDED: list[CheckFunction] = [positive_data_acceptance]


def _operation(document: OpenApiSchema, endpoint: str) -> Any:
    method, rule = endpoint.split()
    return document[re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)][method.lower()]


def _ask(asked: SearchStrategy[Case[Any]], server: Server) -> int:
    """Ask all of it; give how many were answered as the document says."""
    tried = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=asked)
    def ask(case: Case[Any]) -> None:
        headers = {"Authorization": f"Bearer {server.token}"}
        response = case.call_and_validate(headers=headers, excluded_checks=EXCLUDED)
        tried.append(response.status_code)

    ask()
    return len(tried)


@pytest.mark.parametrize("endpoint", sorted((set(ROWS) - NOT_DOCUMENTED) | OUTSIDE))
def test_the_server_does_what_the_document_says(
    document: OpenApiSchema, server: Server, endpoint: str
) -> None:
    """Half of what is asked is about what there is, half about anything."""
    operation = _operation(document, endpoint)
    names = {parameter.name for parameter in operation.path_parameters}
    there = {name: server.things[name] for name in names}
    about = operation.as_strategy(path_parameters=there)
    assert _ask(about | operation.as_strategy(), server) >= (1 if not there else 10)


@pytest.mark.parametrize("endpoint", sorted({*BODIES, "PUT /api/events/<slug>/menu"}))
def test_what_the_document_forbids_is_refused(
    document: OpenApiSchema, server: Server, endpoint: str
) -> None:
    operation = _operation(document, endpoint)
    there = {p.name: server.things[p.name] for p in operation.path_parameters}
    wrong = GenerationMode.NEGATIVE
    about = operation.as_strategy(generation_mode=wrong, path_parameters=there)
    assert _ask(about, server) >= 10
