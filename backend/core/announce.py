"""What the supervisor tells: events as JSON lines, and once the addresses and the sign-ins."""

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TextIO

from backend.core.settings import LOOPBACK, Settings, local_url

PAGES = (
    ("/", "what this is, and where to go"),
    ("/phone", "a simulated phone: text an order"),
    ("/barista", "the tickets"),
    ("/display/demo", "the numbers being made and ready"),
)


def ready(settings: Settings) -> None:
    """Print the addresses and the sign-ins."""
    base = local_url(settings.host, settings.port)
    shown = [page for page in PAGES if settings.demo or "demo" not in page[0]]
    lines = [
        "",
        "Brewline is ready.",
        *(f"  {base + path:<40} {what}" for path, what in shown),
        "",
        f"  {_sign_ins(settings)}",
        "  Ctrl-C stops everything.",
        "",
    ]
    _write(sys.stdout, "\n".join(lines) + "\n")


def _sign_ins(settings: Settings) -> str:
    if not settings.demo:
        return "No demo event is made: docs/how-to/add-an-event.md tells how to add your own."
    return f"Sign in as owner, barista, support or organiser; {_password(settings)}"


def warn_of_open_simulator(settings: Settings) -> None:
    """Warn where the outside is invited and nothing checks that it is Twilio that calls."""
    if settings.twilio_account_sid is None and settings.public_host not in LOOPBACK:
        text = (
            "PUBLIC_URL is outside this machine, and TWILIO_ACCOUNT_SID is not set: texts from"
            " outside are refused until TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are set."
        )
        _write(sys.stderr, text + "\n")


def event(name: str, **values: object) -> None:
    """Write one JSON line."""
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"event": name, "level": "warning", "timestamp": when, "logger": "supervisor", **values}
    _write(sys.stderr, json.dumps(line) + "\n")


def _password(settings: Settings) -> str:
    """Show a password made at random the first time, and only its place later."""
    file = settings.password_file
    if not file.exists() or file.read_text().strip() != settings.admin_password:
        return "the first password is the value of ADMIN_PASSWORD."
    shown = file.with_name(f".{file.name}_shown")
    if shown.exists():
        return f"the first password is in {file}"
    shown.touch(mode=0o600)
    return f"the first password is {settings.admin_password} (kept in {file})"


def _write(stream: TextIO, text: str) -> None:
    """Write where somebody may have stopped reading."""
    with suppress(OSError, ValueError):
        stream.write(text)
        stream.flush()
