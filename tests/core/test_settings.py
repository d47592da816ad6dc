"""Every setting: its default, its mistakes, and what is kept on disk."""

import os
import re
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from backend.core.settings import ROOT, Settings, SettingsError

NAMES = [
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "DATABASE_URL",
    "DATA_DIR",
    "REDIS_URL",
    "ADMIN_PASSWORD",
    "SECRET_KEY",
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_API_URL",
    "DEEPGRAM_API_KEY",
    "DEEPGRAM_API_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_MODEL",
    "ELEVENLABS_API_KEY",
    "ELEVENLABS_API_URL",
    "ASYNC_MODE",
    "CORS_ORIGINS",
    "SENTRY_DSN",
    "DEMO",
    "STALE_AFTER",
]


def load(folder: Path, **environ: str) -> Settings:
    return Settings.load({"DATA_DIR": str(folder / "var"), **environ})


def test_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.embedded
    assert settings.database_url.startswith("postgresql+psycopg2://brewline@/brewline?host=")
    assert settings.libpq_url.startswith("postgresql://brewline@/")
    assert settings.async_mode == "eventlet"
    assert settings.demo
    assert settings.stale_after_seconds == 3600
    assert settings.cors_origins == ()
    assert settings.twilio_account_sid is None
    assert settings.openai_api_key is None
    assert settings.openai_model


def test_an_empty_value_is_none(tmp_path: Path) -> None:
    assert load(tmp_path, **dict.fromkeys(set(NAMES) - {"DATA_DIR"}, "")) == load(tmp_path)


def test_values_are_read(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        HOST="0.0.0.0",
        PORT="9000",
        PUBLIC_URL="https://coffee.example/",
        DATABASE_URL="postgres://u:p@db.example:5433/coffee?sslmode=require",
        CORS_ORIGINS="https://a.example, https://b.example:8443",
        ASYNC_MODE="Threading",
        DEMO="no",
        STALE_AFTER="60",
    )
    assert settings.public_url == "https://coffee.example"
    assert settings.public_host == "coffee.example"
    assert not settings.embedded
    assert settings.database_url == (
        "postgresql+psycopg2://u:p@db.example:5433/coffee?sslmode=require"
    )
    assert settings.cors_origins == ("https://a.example", "https://b.example:8443")
    assert (settings.async_mode, settings.demo, settings.stale_after_seconds) == (
        "threading",
        False,
        60,
    )


def test_an_open_host_is_reached_on_this_machine(tmp_path: Path) -> None:
    assert load(tmp_path, HOST="0.0.0.0").public_url == "http://127.0.0.1:8000"
    assert load(tmp_path, HOST="::1").public_url == "http://[::1]:8000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "not a host"),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠٠٠"),
        ("PORT", "9" * 400),
        ("PUBLIC_URL", "coffee.example"),
        ("PUBLIC_URL", "http://coffee.example:port"),
        ("DATABASE_URL", "sqlite:///coffee.db"),
        ("DATABASE_URL", "postgresql://u@h:99999/x"),
        ("REDIS_URL", "localhost:6379"),
        ("SECRET_KEY", "short"),
        ("TWILIO_API_URL", "api.twilio.example"),
        ("ASYNC_MODE", "gevent"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://a.example/path"),
        ("SENTRY_DSN", "yes"),
        ("DEMO", "maybe"),
        ("STALE_AFTER", "-1"),
        ("STALE_AFTER", "an hour"),
    ],
)
def test_a_mistake_is_one_line_with_the_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, **{name: value})
    line = str(caught.value)
    assert line.startswith(name)
    assert "\n" not in line
    assert re.search(r"\b(set|unset|give)\b", line)
    assert len(line) < 250


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
        ("TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID"),
    ],
)
def test_twilio_needs_both(tmp_path: Path, given: str, missing: str) -> None:
    with pytest.raises(SettingsError, match=f"^{missing} is missing"):
        load(tmp_path, **{given: "AC00"})


@pytest.mark.parametrize("folder", ["/proc/brewline", "/dev/null/var"])
def test_an_unusable_data_dir_is_one_line(folder: str) -> None:
    with pytest.raises(SettingsError, match=r"^DATA_DIR: .* set another one"):
        Settings.load({"DATA_DIR": folder})


def test_secrets_are_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first, second = load(tmp_path), load(tmp_path)
    assert first.secret_key == second.secret_key
    assert first.admin_password == second.admin_password
    assert len(first.secret_key) >= 32
    for name in ("secret_key", "admin_password"):
        assert stat.S_IMODE((tmp_path / "var" / name).stat().st_mode) == 0o600
    assert sorted(os.listdir(tmp_path / "var")) == ["admin_password", "secret_key"]
    assert load(tmp_path / "other").secret_key != first.secret_key


def test_given_secrets_are_not_written(tmp_path: Path) -> None:
    settings = load(tmp_path, SECRET_KEY="k" * 40, ADMIN_PASSWORD="open sesame")
    assert (settings.secret_key, settings.admin_password) == ("k" * 40, "open sesame")
    assert os.listdir(tmp_path / "var") == []


def test_what_is_shown_holds_no_secret(tmp_path: Path) -> None:
    secret = dict.fromkeys(
        ("ADMIN_PASSWORD", "TWILIO_AUTH_TOKEN", "DEEPGRAM_API_KEY", "OPENAI_API_KEY"), "hush-hush"
    )
    settings = load(
        tmp_path,
        **secret,
        ELEVENLABS_API_KEY="hush-hush",
        TWILIO_ACCOUNT_SID="AC00",
        SECRET_KEY="hush-hush" * 5,
        DATABASE_URL="postgresql://u:hush-hush@h/d",
        REDIS_URL="redis://:hush-hush@h",
    )
    assert "hush-hush" not in repr(settings)


def test_the_example_lists_every_setting() -> None:
    example = (ROOT / ".env.example").read_text()
    assert re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE) == NAMES
    assert len(fields(Settings)) == len(NAMES) + 1  # and `embedded`, which follows from one
