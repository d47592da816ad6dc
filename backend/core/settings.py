"""Every setting, read from the environment and `.env`, with one line for each mistake."""

import errno
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from backend.core.errors import CannotStart
from backend.core.postgres_files import address

ROOT = Path(__file__).resolve().parents[2]

#: Shorter keys than the digest of their signature are guessed sooner than it.
SECRET_KEY_CHARACTERS = 32

#: Small, quick, and follows a schema.
OPENAI_MODEL = "gpt-4.1-mini"

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})
_POSTGRESQL = re.compile(r"postgres(?:ql)?(?:\+psycopg2)?://")


class SettingsError(CannotStart):
    """A setting is wrong; the message names it and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The outside of this process as a value; made once, by `Settings.load`."""

    host: str
    port: int
    public_url: str
    #: As SQLAlchemy reads it; the embedded server's address where `embedded`.
    database_url: str = field(repr=False)
    embedded: bool
    data_dir: Path
    redis_url: str | None = field(repr=False)
    admin_password: str = field(repr=False)
    secret_key: str = field(repr=False)
    twilio_account_sid: str | None
    twilio_auth_token: str | None = field(repr=False)
    twilio_api_url: str | None
    deepgram_api_key: str | None = field(repr=False)
    deepgram_api_url: str | None
    openai_api_key: str | None = field(repr=False)
    openai_base_url: str | None
    openai_model: str
    elevenlabs_api_key: str | None = field(repr=False)
    elevenlabs_api_url: str | None
    async_mode: str
    cors_origins: tuple[str, ...]
    sentry_dsn: str | None = field(repr=False)
    demo: bool
    stale_after_seconds: int

    @staticmethod
    def load(environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; without an argument from the environment over `.env`."""
        return _settings(_Reader(read_environment() if environ is None else environ))

    @property
    def libpq_url(self) -> str:
        """The database's address as psycopg2 reads it."""
        return self.database_url.replace("postgresql+psycopg2://", "postgresql://", 1)

    @property
    def password_file(self) -> Path:
        """Where a password made at random is kept."""
        return self.data_dir / "admin_password"

    @property
    def public_host(self) -> str:
        """The host of the address that the outside uses."""
        return urlsplit(self.public_url).hostname or ""


def read_environment() -> dict[str, str]:
    """Give the environment, with `.env` of the project filling in what it lacks."""
    try:
        kept = dotenv_values(ROOT / ".env")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f".env cannot be read ({error}): mend or remove it.") from error
    return {**{name: value for name, value in kept.items() if value is not None}, **os.environ}


class _Reader:
    """Reads one value at a time; an empty one is as good as none."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str) -> str | None:
        value = self._environ.get(name, "").strip()
        if not value.isprintable():
            raise SettingsError(f"{name} holds characters that cannot be shown: write it anew.")
        return value or None

    def number(self, name: str, default: int, limits: range) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdecimal() or int(value[:18]) not in limits:
            raise _wrong(name, value, f"a number from {limits[0]} to {limits[-1]}")
        return int(value)

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """Give one of the choices; the first is the default."""
        value = (self.text(name) or choices[0]).lower()
        if value not in choices:
            raise _wrong(name, value, " or ".join(choices))
        return value

    def flag(self, name: str, default: str) -> bool:
        value = (self.text(name) or default).lower()
        if value not in ("1", "0", "true", "false", "yes", "no", "on", "off"):
            raise _wrong(name, value, "1 or 0")
        return value in ("1", "true", "yes", "on")

    def url(self, name: str, schemes: tuple[str, ...] = ("https", "http")) -> str | None:
        value = self.text(name)
        if value is not None and not _is_url(value, schemes):
            raise _wrong(name, value, f"an address such as {schemes[0]}://host")
        return value.rstrip("/") if value else None


def _wrong(name: str, value: str, wanted: str) -> SettingsError:
    return SettingsError(f"{name} is {_shortened(value)!r}: set it to {wanted}.")


def _shortened(value: str) -> str:
    """Show enough of a value to find the mistake, and not a whole secret pasted to a wrong name."""
    return value if len(value) <= 40 else f"{value[:20]}…"


def _is_url(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return sound and parts.scheme in schemes and bool(parts.hostname) and " " not in value


def _settings(read: _Reader) -> Settings:
    host = _host(read)
    port = read.number("PORT", 8000, range(1, 65536))
    data_dir = _data_dir(read)
    sid, token = _twilio(read)
    return Settings(
        host=host,
        port=port,
        public_url=read.url("PUBLIC_URL") or local_url(host, port),
        database_url=_database_url(read, data_dir),
        embedded=read.text("DATABASE_URL") is None,
        data_dir=data_dir,
        redis_url=read.url("REDIS_URL", ("redis", "rediss")),
        admin_password=read.text("ADMIN_PASSWORD")
        or _kept(data_dir / "admin_password", secrets.token_urlsafe(9)),
        secret_key=_secret_key(read, data_dir),
        twilio_account_sid=sid,
        twilio_auth_token=token,
        twilio_api_url=read.url("TWILIO_API_URL"),
        deepgram_api_key=read.text("DEEPGRAM_API_KEY"),
        deepgram_api_url=read.url("DEEPGRAM_API_URL", ("https", "http", "wss", "ws")),
        openai_api_key=read.text("OPENAI_API_KEY"),
        openai_base_url=read.url("OPENAI_BASE_URL"),
        openai_model=read.text("OPENAI_MODEL") or OPENAI_MODEL,
        elevenlabs_api_key=read.text("ELEVENLABS_API_KEY"),
        elevenlabs_api_url=read.url("ELEVENLABS_API_URL", ("https", "http", "wss", "ws")),
        async_mode=read.choice("ASYNC_MODE", ("eventlet", "threading")),
        cors_origins=_origins(read),
        sentry_dsn=read.url("SENTRY_DSN"),
        demo=read.flag("DEMO", "1"),
        stale_after_seconds=read.number("STALE_AFTER", 3600, range(1, 31_536_001)),
    )


def local_url(host: str, port: int) -> str:
    """Give the address at which this machine reaches a server that listens there."""
    host = "127.0.0.1" if host in _EVERY_ADDRESS else host
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _host(read: _Reader) -> str:
    host = read.text("HOST") or "127.0.0.1"
    if not re.fullmatch(r"[\w.:-]+", host):
        raise _wrong("HOST", host, "an address of this machine, such as 127.0.0.1 or 0.0.0.0")
    return host


def _twilio(read: _Reader) -> tuple[str | None, str | None]:
    sid, token = read.text("TWILIO_ACCOUNT_SID"), read.text("TWILIO_AUTH_TOKEN")
    for name, value in (("TWILIO_ACCOUNT_SID", sid), ("TWILIO_AUTH_TOKEN", token)):
        if value is None and (sid or token):
            raise SettingsError(
                f"{name} is missing: set it beside the other Twilio setting, or unset both."
            )
    return sid, token


def _database_url(read: _Reader, data_dir: Path) -> str:
    value = read.text("DATABASE_URL") or address(data_dir)
    rest, changed = _POSTGRESQL.subn("postgresql+psycopg2://", value, count=1)
    try:
        sound = changed == 1 and _POSTGRESQL.match(value) and urlsplit(value).port != 0
    except ValueError:
        sound = False
    if not sound:
        raise SettingsError(
            "DATABASE_URL is no PostgreSQL address: set it to"
            " postgresql://user:password@host:5432/name, or unset it for the embedded database."
        )
    return rest


def _secret_key(read: _Reader, data_dir: Path) -> str:
    key = read.text("SECRET_KEY") or _kept(data_dir / "secret_key", secrets.token_urlsafe(48))
    if len(key) < SECRET_KEY_CHARACTERS:
        raise SettingsError(
            f"SECRET_KEY is too short: give it {SECRET_KEY_CHARACTERS} random characters or more,"
            " or unset it for one made at random."
        )
    return key


def _origins(read: _Reader) -> tuple[str, ...]:
    value = read.text("CORS_ORIGINS") or ""
    origins = tuple(re.split(r"[,\s]+", value)) if value else ()
    for origin in origins:
        if not _is_url(origin, ("https", "http")) or urlsplit(origin).path:
            raise _wrong("CORS_ORIGINS", origin, "origins such as https://example.org, by commas")
    return origins


def _data_dir(read: _Reader) -> Path:
    folder = (ROOT / Path(read.text("DATA_DIR") or "var").expanduser()).resolve()
    try:
        # PostgreSQL's own user may have to pass through; nobody may look around.
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise _unusable(folder, error) from error
    if not writable:
        raise _unusable(folder, PermissionError(errno.EACCES, "not writable"))
    return folder


def _unusable(path: Path, error: OSError) -> SettingsError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SettingsError(f"DATA_DIR: no space left for {path}: free some, or set another one.")
    return SettingsError(
        f"DATA_DIR: {path} cannot be used ({error.strerror}): make it a folder that this user may"
        " write, or set another one."
    )


def _kept(file: Path, fresh: str) -> str:
    """Give the secret kept in this file; the first process to ask puts the fresh one there."""
    work = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        if not file.exists():
            with open(os.open(work, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(fresh + "\n")
            try:
                os.link(work, file)
            except FileExistsError:
                pass
            finally:
                work.unlink()
        value = file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(file, error if isinstance(error, OSError) else OSError(0, "")) from error
    if not value:
        raise SettingsError(f"DATA_DIR: {file} is empty: remove it, and a new one is made.")
    return value
