"""The `flask --app app …` commands: each calls a service and says what came of it."""

import json
import signal
import sys
from collections.abc import Callable
from typing import Any

import click
import yaml
from flask.cli import AppGroup
from flask_openapi3 import OpenAPI

from backend.accounts import passwords
from backend.accounts import service as accounts
from backend.accounts.types import PERSONAL, Role
from backend.channels import dead_letters, talking, worker
from backend.channels.types import Messenger
from backend.conversation.service import Conversation
from backend.core import openapi
from backend.core.concurrency import Stop
from backend.core.db import Database
from backend.core.errors import Refusal
from backend.core.lifeline import wait_until_prepared, watch_lifeline
from backend.core.settings import Settings
from backend.events import service as events
from backend.menu import documents
from backend.menu import service as menus
from backend.menu.check import check
from backend.menu.translations import TranslationError
from backend.prepare import prepare
from backend.printing import agent
from backend.stations import demo, housekeeping


def register(
    app: OpenAPI,
    database: Database,
    settings: Settings,
    *,
    messenger: Callable[[], Messenger],
    conversation: Callable[[], Conversation],
) -> None:
    """Add all commands to an app."""
    app.cli.add_command(_menu(database))
    app.cli.add_command(_event(database))
    app.cli.add_command(_user(database))
    app.cli.add_command(_outbox(database))
    app.cli.add_command(agent.command)

    @app.cli.command("prepare")
    def run_prepare() -> None:
        """Migrate the database; create the demo event if it is empty."""
        prepare(database, settings)

    @app.cli.command("worker")
    def run_worker() -> None:
        """Send what is in the outbox, until told to stop."""
        watch_lifeline()
        wait_until_prepared()
        stop = Stop()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.run(database, messenger(), stop)

    @app.cli.command("openapi")
    def write_openapi() -> None:
        """Write the OpenAPI document."""
        _say(json.dumps(openapi.document(app), indent=1, sort_keys=True))

    @app.cli.command("talk")
    @click.option("--event", default=demo.SLUG, help="The event to text.")
    @click.option("--phone", default="+15550100001", help="Whose phone it is.")
    def talk(event: str, phone: str) -> None:
        """Chat with an event in the terminal; an empty line ends it."""
        for line in talking.talk(database, conversation(), event, phone, sys.stdin):
            _say(line)


def _say(text: str) -> None:
    click.echo(text)


def _refusing(act: Callable[[], Any]) -> Any:
    """Turn a refusal into one line and a failing exit."""
    try:
        return act()
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal


def _document(file: str) -> dict[str, Any]:
    try:
        document = documents.read(file)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} is neither YAML nor JSON: {error}") from error
    except TranslationError as error:
        raise click.ClickException(f"In a translation of {file}: {error}") from error
    if not isinstance(document, dict):
        raise click.ClickException(f"{file} holds no menu: it must be a mapping.")
    return document


def _menu(database: Database) -> AppGroup:
    group = AppGroup("menu", help="Check and import menus.")

    @group.command("check")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False))
    def check_menu(file: str) -> None:
        """Check a menu document; each fault is one line."""
        faults = check(_document(file))
        for fault in faults:
            _say(fault)
        if faults:
            raise click.ClickException(f"{file}: {len(faults)} faults.")
        _say(f"{file}: no faults.")

    @group.command("import")
    @click.argument("event")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False))
    def import_menu(event: str, file: str) -> None:
        """Make a menu document the menu of an event."""
        document = _document(file)

        def act() -> None:
            with database.transaction() as tx:
                menus.put(tx, events.by_slug(tx, event).id, document)

        _refusing(act)
        _say(f"{event} has the menu of {file} now.")

    return group


def _event(database: Database) -> AppGroup:
    group = AppGroup("event", help="Create events.")

    @group.command("create")
    @click.argument("slug")
    @click.option("--name", required=True)
    @click.option("--timezone", required=True, help="As in Europe/Berlin.")
    @click.option("--number", help="The number customers text, as in +15005550006.")
    @click.option("--keyword", default="", help="The first word that means this event.")
    @click.option(
        "--opt-out-words",
        type=click.Choice(["twilio", "own"]),
        default="twilio",
        help="Who answers STOP and HELP on this number: the carrier, or we.",
    )
    @click.option("--menu", "menu_file", type=click.Path(exists=True, dir_okay=False))
    def create(slug: str, **options: Any) -> None:
        """Create an event; the owners of earlier ones own it too, the first needs a new owner."""
        document = _document(options["menu_file"]) if options["menu_file"] else None

        def act() -> None:
            with database.transaction() as tx:
                housekeeping.create_event(tx, slug, document, **options)

        _refusing(act)
        _say(f"{slug} is there. It needs stations, and the first one an owner: user create.")

    return group


def _user(database: Database) -> AppGroup:
    group = AppGroup("user", help="Create people.")

    @group.command("create")
    @click.argument("username")
    @click.option("--event", required=True)
    @click.option("--role", type=click.Choice([str(role) for role in PERSONAL]), required=True)
    @click.password_option()
    def create(username: str, event: str, role: str, password: str) -> None:
        """Create a person with a role at an event."""

        def act() -> None:
            passwords.check_strength(password)
            hashed = passwords.hashed(password)
            with database.transaction() as tx:
                found = events.by_slug(tx, event)
                person = accounts.create_person(
                    tx, found.organisation, username=username, password_hash=hashed
                )
                accounts.grant(tx, found.id, person, Role(role))

        _refusing(act)
        _say(f"{username} is {role} of {event}.")

    return group


def _outbox(database: Database) -> AppGroup:
    group = AppGroup("outbox", help="Texts that were given up.")

    @group.command("dead")
    @click.option("--event", default=None)
    def dead(event: str | None) -> None:
        """List them."""
        for line in _refusing(lambda: list(dead_letters.listed(database, event))):
            _say(line)

    @group.command("retry")
    @click.option("--event", default=None)
    @click.argument("ids", nargs=-1, type=int)
    def retry(event: str | None, ids: tuple[int, ...]) -> None:
        """Try them again, these or all."""
        again = _refusing(lambda: dead_letters.retry(database, event, list(ids) or None))
        _say(f"{len(again)} will be tried again.")

    return group
