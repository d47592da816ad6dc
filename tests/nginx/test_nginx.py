"""The configuration for nginx, in a real nginx with a certificate of its own, before a stand-in."""

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from backend.core import pages
from tests.ports import free_port

CONFIG = Path(__file__).resolve().parents[2] / "nginx"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx, from the system's packages")


class _StandIn(BaseHTTPRequestHandler):
    """Answers what it was asked; an upgrade it takes, and sends back what it gets."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.headers.get("Upgrade") == "websocket":
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "upgrade")
            self.end_headers()
            self.wfile.write(self.rfile.read(4))
            self.close_connection = True
            return
        body = json.dumps({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        self.send_response(200)
        for name, value in pages.HEADERS:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Front:
    """A running nginx."""

    port: int
    authority: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask over TLS, trusting the tablet's authority and nothing else."""
        trust = ssl.create_default_context(cafile=str(self.authority))
        there = http.client.HTTPSConnection("127.0.0.1", self.port, context=trust, timeout=10)
        there.request("GET", path, headers=headers)
        got = there.getresponse()
        names = [name.lower() for name, _ in got.getheaders()]
        assert len(names) == len(set(names)), "a header twice"
        answer = got.status, {k.lower(): v for k, v in got.getheaders()}, got.read()
        there.close()
        return answer


@pytest.fixture(scope="module")
def behind() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _StandIn)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory, behind: int) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    tls, dist = folder / "tls", folder / "dist"
    made = ["sh", str(CONFIG / "certificate.sh"), "127.0.0.1", str(tls)]
    subprocess.run(made, check=True, capture_output=True)
    (dist / "assets").mkdir(parents=True)
    (dist / "icons").mkdir()
    (dist / "assets" / "a-1.js").write_text("1")
    (dist / "assets" / "a-1.js.gz").write_bytes(b"compressed")
    (dist / "sw.js").write_text("self")
    (dist / "manifest.webmanifest").write_text("{}")
    (dist / "icons" / "192.png").write_bytes(b"png")
    (dist / "index.html").write_text("the page")
    port, plain = free_port(), free_port()
    changes = {
        "server 127.0.0.1:8000": f"server 127.0.0.1:{behind}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "    listen [::]:80;\n": "",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "    listen [::]:443 ssl;\n": "",
        "/etc/brewline/tls": str(tls),
        "/srv/brewline/frontend/dist": str(dist),
    }
    config = (CONFIG / "brewline.conf").read_text()
    for old, new in changes.items():
        assert old in config, old
        config = config.replace(old, new)
    (folder / "brewline.conf").write_text(config)
    shutil.copy(CONFIG / "brewline-headers.conf", folder)
    temporary = "".join(
        f"{what}_temp_path {folder}/{what};"
        for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Else its workers are somebody who may not read a test's folder.
    user = "user root; " if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        f"events {{}} http {{ access_log off; {temporary} include {folder}/brewline.conf; }}"
    )
    command = [str(NGINX), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(command)
    _wait(port)
    yield Front(port, tls / "authority.crt")
    process.terminate()
    process.wait(10)


def _wait(port: int) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("nginx did not start")


def test_what_is_asked_goes_through_with_its_address(front: Front) -> None:
    status, headers, body = front.get("/api/events", **{"X-Forwarded-For": "203.0.113.9"})
    asked = json.loads(body)
    assert status == 200
    assert asked["path"] == "/api/events"
    assert asked["x-forwarded-for"] == "127.0.0.1"
    assert asked["x-forwarded-proto"] == "https"
    assert asked["host"] == f"127.0.0.1:{front.port}"
    assert headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/", "/barista", "/index.html", "/secret", "/phone/state"])
def test_pages_are_the_products_to_give(front: Front, path: str) -> None:
    assert json.loads(front.get(path)[2])["path"] == path


@pytest.mark.parametrize(
    ("path", "caching", "kind"),
    [
        ("/assets/a-1.js", "public, max-age=31536000, immutable", ""),
        ("/sw.js", "no-cache", "text/javascript"),
        ("/manifest.webmanifest", "no-cache", "application/manifest+json"),
        ("/icons/192.png", "no-cache", "image/png"),
        ("/assets/nothing.js", None, ""),
    ],
)
def test_files_have_the_same_headers_as_from_the_product(
    front: Front, path: str, caching: str | None, kind: str
) -> None:
    status, headers, _ = front.get(path)
    assert status == (404 if "nothing" in path else 200)
    for name, value in pages.HEADERS:
        assert headers[name.lower()] == value
    assert headers.get("cache-control") == caching
    assert headers["content-type"].startswith(kind)
    assert headers["strict-transport-security"] == "max-age=31536000"


def test_files_go_compressed(front: Front) -> None:
    _, headers, body = front.get("/assets/a-1.js", **{"Accept-Encoding": "gzip"})
    assert (headers["content-encoding"], body) == ("gzip", b"compressed")
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/metrics", "/metrics?x=1", "//metrics"])
def test_figures_stay_inside(front: Front, path: str) -> None:
    status, _, body = front.get(path)
    assert status == 404
    assert b"path" not in body


@pytest.mark.parametrize("path", ["/socket.io/?EIO=4&transport=websocket", "/voice/stream"])
def test_sockets_go_through(front: Front, path: str) -> None:
    trust = ssl.create_default_context(cafile=str(front.authority))
    with (
        socket.create_connection(("127.0.0.1", front.port), 10) as plain,
        trust.wrap_socket(plain, server_hostname="127.0.0.1") as line,
    ):
        line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\n\r\n".encode()
        )
        got = b""
        while b"\r\n\r\n" not in got:
            got += line.recv(1000)
        assert got.startswith(b"HTTP/1.1 101")
        line.sendall(b"ping")
        assert line.recv(10) == b"ping"
