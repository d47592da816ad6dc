"""The pages: the built front end, what may be cached of it, and the headers of every answer."""

import mimetypes
import re
from functools import partial
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.security import safe_join

from backend.core.http import problem

#: Addresses the front end itself turns into pages; every other unknown address is a 404.
PAGES = (
    "/",
    "/phone",
    "/barista",
    "/display/<slug>",
    "/kiosk/<slug>",
    "/sign-in",
    "/pair",
    "/design",
)

#: Files at an address of their own: asked for each time, since what they say decides what is new.
AT_THE_ROOT = ("favicon.svg", "manifest.webmanifest", "sw.js", "track-sw.js")

#: The page of an order's customer, without the front end's weight.
TRACKER = "track.html"

YEAR = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

#: Compressed copies the build has written beside the files, best first.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
    )
)

HEADERS = (
    ("Content-Security-Policy", CONTENT_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)"),
)

#: What a browser insists on, whatever this machine calls it.
_KINDS = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def register(app: Flask, dist: Path) -> None:
    """Serve the built front end, and put the security headers on every answer."""

    def page(slug: str | None = None) -> Response:
        if slug is not None and not _SLUG.fullmatch(slug):
            abort(404)
        return _send(dist, "index.html", REVALIDATE)

    app.add_url_rule("/track/<token>", "tracker", lambda token: _send(dist, TRACKER, REVALIDATE))
    for address in PAGES:
        app.add_url_rule(address, f"page:{address}", page)
    app.add_url_rule("/assets/<name>", "asset", lambda name: _send(dist / "assets", name, YEAR))
    app.add_url_rule("/icons/<name>", "icons", lambda name: _send(dist / "icons", name, REVALIDATE))
    for name in AT_THE_ROOT:
        app.add_url_rule(f"/{name}", f"root:{name}", partial(_send, dist, name, REVALIDATE))
    app.after_request(_secure)


def _send(folder: Path, name: str, caching: str) -> Response:
    """Send a file, compressed where the client takes that."""
    joined = safe_join(str(folder), name)
    if joined is None or not Path(joined).is_file():
        if name in ("index.html", TRACKER):
            return problem(503, "not_built", "The pages are not built: run `make run`.")
        abort(404)
    encoding, file = _accepted(Path(joined))
    kind = _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    response = Response(file.read_bytes(), mimetype=kind)
    if encoding is not None:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = caching
    response.headers["Vary"] = "Accept-Encoding"
    response.add_etag()
    response.make_conditional(request)
    return response


def _accepted(file: Path) -> tuple[str | None, Path]:
    """Choose the best copy the client understands."""
    for encoding, suffix in ENCODINGS:
        copy = file.with_name(file.name + suffix)
        if request.accept_encodings[encoding] > 0 and copy.is_file():
            return encoding, copy
    return None, file


def _secure(response: Response) -> Response:
    """Add what is not there yet; one look through the headers, since every text passes here."""
    there = {name for name, _ in response.headers}
    response.headers.extend((name, value) for name, value in HEADERS if name not in there)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
