"""The composition root: settings and vendors become an application, and its commands."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from flask import Flask, current_app

from backend import commands
from backend.accounts import access, preferences_api
from backend.accounts import api as accounts_api
from backend.accounts.guesses import Guesses, PinGuesses
from backend.channels import api as channels_api
from backend.channels import operations, phone, sms, status
from backend.channels.signature import Signatures
from backend.channels.types import Messenger
from backend.channels.unsigned import limited
from backend.conversation import api as conversation_api
from backend.conversation import consequences
from backend.conversation.proposing import Proposer
from backend.conversation.service import Conversation
from backend.core import http, log, openapi, pages, tracking
from backend.core.db import Database
from backend.core.limits import Limiter
from backend.core.settings import Settings
from backend.devices import api as devices_api
from backend.devices import service as devices
from backend.devices.pairing import Pairing
from backend.events import api as events_api
from backend.events import service as events
from backend.live import shown, sockets, views
from backend.live.feed import Feed
from backend.menu import api as menu_api
from backend.orders import api as orders_api
from backend.orders import labelling, reading, reports_api, tracking_api
from backend.printing import api as printing_api
from backend.printing import claiming
from backend.stations import api as stations_api
from backend.stations import service as stations
from backend.stock import api as stock_api
from backend.vendors.console import Console

ROOT = Path(__file__).resolve().parent

#: How to find the event of what an address names.
_LOCATE: Mapping[str, access.Locate] = MappingProxyType(
    {
        "slug": events.located,
        "station": lambda tx, caller, station: stations.station_view(tx, caller.event_ids, station)[
            0
        ],
        "order": lambda tx, caller, order: reading.get(tx, caller.event_ids, order).event_id,
        "ticket": lambda tx, caller, ticket: reading.event_of_ticket(tx, caller.event_ids, ticket),
        "label": lambda tx, caller, label: claiming.event_of(tx, caller.event_ids, label),
        "device": lambda tx, caller, device: devices.event_of(tx, caller.event_ids, device),
    }
)


def create_app(settings: Settings | None = None) -> Flask:
    """Put the web application together; nothing runs and nobody is called before it serves."""
    settings = settings or Settings.load()
    log.configure(report=tracking.start(settings.sentry_dsn))
    database = Database(settings.database_url)
    app = openapi.make_app((*views.SHOWN, phone.PhoneState))
    http.register(app, cors_origins=settings.cors_origins)
    accounts_api.configure(
        app, secret_key=settings.secret_key, secure=settings.public_url.startswith("https:")
    )
    access.register(app, database, locate=_LOCATE)
    _register_channels(app, database, settings)
    app.register_api(
        accounts_api.blueprint(
            database, Guesses(settings.redis_url), PinGuesses(settings.redis_url)
        )
    )
    app.register_api(preferences_api.blueprint(database))
    app.register_api(events_api.blueprint(database, consequences.follow))
    for api in (
        menu_api,
        stock_api,
        stations_api,
        orders_api,
        reports_api,
        conversation_api,
        channels_api,
    ):
        app.register_api(api.blueprint(database))
    app.register_api(printing_api.blueprint(database, labelling.contents, labelling.place_of))
    pairing = Pairing(settings.secret_key, settings.public_url, settings.redis_url)
    app.register_api(devices_api.blueprint(database, pairing))
    gate = tracking_api.Gate(Limiter(settings.redis_url))
    app.register_api(tracking_api.blueprint(database, gate))
    app.register_blueprint(operations.blueprint(database, settings.data_dir))
    pages.register(app, ROOT / "frontend" / "dist")
    live = sockets.register(app, database, settings, feed=Feed(shown.SNAPSHOTS))
    live.screens.count_unknown = gate.unknown
    database.on_change = live.relay.wake
    app.extensions["brewline"] = {"database": database, "live": live, "settings": settings}
    commands.register(
        app,
        database,
        settings,
        messenger=lambda: _messenger(settings),
        conversation=lambda: _conversation(database, settings),
    )
    return app


def _register_channels(app: Flask, database: Database, settings: Settings) -> None:
    simulated = settings.twilio_auth_token is None
    signatures = Signatures(settings.twilio_auth_token, settings.public_url, port=settings.port)
    verify = limited(signatures.verify, Limiter(settings.redis_url))
    conversation = _conversation(database, settings)
    app.register_blueprint(sms.blueprint(database, conversation, verify))
    app.register_blueprint(status.blueprint(database, verify, simulated=simulated))
    app.register_blueprint(phone.blueprint(database, enabled=simulated))


def _conversation(database: Database, settings: Settings) -> Conversation:
    return Conversation(
        database,
        stale_after_seconds=settings.stale_after_seconds,
        proposer=_proposer(settings),
        public_url=settings.public_url,
    )


def _proposer(settings: Settings) -> Proposer | None:
    """Choose who reads what our parser cannot: a language model with a key, else nobody."""
    if settings.openai_api_key is None:
        return None
    from backend.vendors.openai import OpenAI

    return OpenAI(settings.openai_api_key, settings.openai_model, base_url=settings.openai_base_url)


def _messenger(settings: Settings) -> Messenger:
    """Choose who sends the texts: Twilio with credentials, else the simulated phone."""
    if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
        return Console()
    from backend.vendors.twilio import Twilio

    return Twilio(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        public_url=settings.public_url,
        api_url=settings.twilio_api_url,
    )


def live_of(app: Flask | None = None) -> sockets.Live:
    """Give the live part of an application."""
    live = (app or current_app).extensions["brewline"]["live"]
    assert isinstance(live, sockets.Live)
    return live
