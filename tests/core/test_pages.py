"""The pages, what is cached of them, and the headers of every answer."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.core import http, pages

INDEX = b"<!doctype html><title>the front end</title>"
SCRIPT = b"console.log(1)"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(INDEX)
    (tmp_path / "index.html.gz").write_bytes(gzip.compress(INDEX, mtime=0))
    (tmp_path / "track.html").write_bytes(b"<!doctype html><title>the tracker</title>")
    (tmp_path / "favicon.svg").write_bytes(b"<svg/>")
    (tmp_path / "sw.js").write_bytes(b"self")
    (tmp_path / "manifest.webmanifest").write_bytes(b"{}")
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "192.png").write_bytes(b"png")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "assets" / "a-1.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "a-1.js.br").write_bytes(b"as brotli")
    (tmp_path / "assets" / "a-1.js.gz").write_bytes(gzip.compress(SCRIPT, mtime=0))
    return tmp_path


@pytest.fixture
def client(dist: Path) -> FlaskClient:
    app = Flask("pages")
    http.register(app)
    pages.register(app, dist)

    @app.get("/api/thing")
    def thing() -> dict[str, str]:
        return {"a": "thing"}

    return app.test_client()


@pytest.mark.parametrize(
    "path", ["/", "/phone", "/barista", "/display/demo", "/kiosk/demo", "/sign-in", "/design"]
)
def test_known_addresses_are_pages(client: FlaskClient, path: str) -> None:
    got = client.get(path)
    assert (got.status_code, got.data) == (200, INDEX)
    assert got.headers["Cache-Control"] == "no-cache"
    assert got.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing",
        "/sms",
        "/socket.io/x",
        "/voice",
        "/phone/state",
        "/display",
        "/display/a.png",
        "/display/a/b",
        "/barista.html",
        "/index.html",
        "/secret.txt",
        "/icons/nothing.png",
        "/icons/..%2fsecret.txt",
        "/workbox.js",
        "/assets/nothing.js",
        "/assets/..%2fsecret.txt",
        "/assets/../secret.txt",
        "/nothing",
    ],
)
def test_every_other_address_is_not_found(client: FlaskClient, path: str) -> None:
    got = client.get(path)
    assert got.status_code == 404
    assert INDEX not in got.data
    assert b"secret" not in got.data


def test_assets_stay_cached_for_a_year(client: FlaskClient) -> None:
    got = client.get("/assets/a-1.js")
    assert (got.status_code, got.data) == (200, SCRIPT)
    assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "javascript" in got.headers["Content-Type"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sw.js", "text/javascript"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/favicon.svg", "image/svg+xml"),
        ("/icons/192.png", "image/png"),
    ],
)
def test_what_says_what_is_new_is_asked_for_each_time(
    client: FlaskClient, path: str, kind: str
) -> None:
    got = client.get(path)
    assert got.status_code == 200
    assert got.headers["Cache-Control"] == "no-cache"
    assert got.headers["Content-Type"].startswith(kind)
    assert "worker-src 'self'" in got.headers["Content-Security-Policy"]
    assert "manifest-src 'self'" in got.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, br", "br", b"as brotli"),
        ("gzip", "gzip", gzip.compress(SCRIPT, mtime=0)),
        ("br;q=0, gzip", "gzip", gzip.compress(SCRIPT, mtime=0)),
        ("identity", None, SCRIPT),
    ],
)
def test_compressed_copies_where_accepted(
    client: FlaskClient, accepted: str, encoding: str | None, body: bytes
) -> None:
    got = client.get("/assets/a-1.js", headers={"Accept-Encoding": accepted})
    assert got.headers.get("Content-Encoding") == encoding
    assert len(got.data) == len(body)
    assert "javascript" in got.headers["Content-Type"]
    assert got.headers["Vary"] == "Accept-Encoding"


def test_a_page_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/", "/assets/a-1.js", "/api/thing", "/nothing"])
def test_every_answer_has_the_security_headers(client: FlaskClient, path: str) -> None:
    got = client.get(path)
    policy = got.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["X-Frame-Options"] == "DENY"
    assert "Strict-Transport-Security" not in got.headers


def test_over_tls_browsers_are_told_to_stay_there(client: FlaskClient) -> None:
    got = client.get("/", base_url="https://example.test")
    assert got.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_without_a_build_the_page_says_what_to_do(tmp_path: Path) -> None:
    app = Flask("unbuilt")
    http.register(app)
    pages.register(app, tmp_path)
    got = app.test_client().get("/barista")
    assert got.status_code == 503
    assert b"make run" in got.data


def test_the_tracker_is_a_page_of_its_own_under_the_same_policy(client: FlaskClient) -> None:
    got = client.get("/track/bcdfghjkmnpq")
    assert (got.status_code, got.headers["Cache-Control"]) == (200, "no-cache")
    assert b"the tracker" in got.data
    assert got.headers["Content-Security-Policy"] == pages.CONTENT_POLICY
    assert client.get("/track/").status_code == 404
