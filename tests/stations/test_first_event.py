"""An installation without the demo: the first event and its owner come from the command line."""

from pathlib import Path

from flask import Flask

from backend.core.db import Database
from backend.menu.documents import path_of
from tests.app_client import NUMBER, make_app, sign_in

PASSWORD = "a long demo password"


def _run(app: Flask, *arguments: str) -> str:
    result = app.test_cli_runner().invoke(args=list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def test_the_first_event_and_its_owner(db: Database, tmp_path: Path) -> None:
    app = make_app(db, tmp_path, DEMO="0")
    menu = str(path_of("house"))
    create = ("event", "create", "fair", "--name", "The Fair", "--timezone", "Europe/Berlin")
    _run(app, *create, "--number", NUMBER, "--menu", menu)
    owner = ("user", "create", "owner", "--event", "fair", "--role", "owner")
    _run(app, *owner, "--password", PASSWORD)
    signed_in = sign_in(app, "owner")
    made = signed_in.post("/api/events/fair/stations", {"name": "Bar"})
    assert made["state"] == "open"


def test_a_second_event_belongs_to_the_same_owners(db: Database, tmp_path: Path) -> None:
    app = make_app(db, tmp_path, DEMO="0")
    for slug in ("one", "two"):
        _run(app, "event", "create", slug, "--name", slug, "--timezone", "UTC")
        if slug == "one":
            owner = ("user", "create", "owner", "--event", "one", "--role", "owner")
            _run(app, *owner, "--password", PASSWORD)
    signed_in = sign_in(app, "owner")
    for slug in ("one", "two"):
        assert signed_in.get(f"/api/events/{slug}/stations") == {"stations": [], "next": None}
