"""An event's wording: kept, shown with what it costs, and changed by organisers."""

from collections.abc import Mapping
from datetime import UTC, datetime

from backend.conversation import gathering, wording
from backend.conversation.replies import Replies, render
from backend.conversation.samples import Samples
from backend.conversation.types import Form
from backend.conversation.views import PhraseView, WordingChange, WordingView
from backend.conversation.wording import Wording
from backend.core.db import Row, Transaction
from backend.core.errors import Conflict, Invalid
from backend.core.segments import fold, is_gsm7, segments
from backend.events import service as events
from backend.events.types import Event
from backend.menu.types import Menu
from backend.stations import service as stations
from nlp.language import available

#: A preview longer than this is refused: nobody reads it, and everybody pays.
LONGEST = 4
MOST_SEGMENTS = 2


class BadWording(Invalid):
    """This text cannot be said."""

    code = "bad_wording"


class WordingChangedMeanwhile(Conflict):
    """Somebody else changed this wording meanwhile; look again."""

    code = "version_conflict"


def load(tx: Transaction, event: int) -> Wording:
    """Read what an event says in its own words."""
    rows = tx.fetch(
        """SELECT language, form, key, text FROM wording
        WHERE event_id = %(event)s AND text IS NOT NULL""",
        event=event,
    )
    return Wording.of((r["language"], Form(r["form"]), r["key"], r["text"]) for r in rows)


def view(tx: Transaction, event: Event, language: str | None, form: Form) -> WordingView:
    """Show all that is said in a language and form."""
    desk = _Desk(tx, event, language, form)
    kept = _kept(tx, event.id, desk.shipped)
    return desk.view(_texts(kept), _version(kept))


def change(tx: Transaction, event: Event, wanted: WordingChange) -> WordingView:
    """Word these texts anew, for every customer from the next text on."""
    desk = _Desk(tx, event, wanted.language, wanted.form)
    if not wanted.preview_only:
        # First of all, so that two who change it at once do so one after the other.
        events.touch(tx, event.id)
    kept = _kept(tx, event.id, desk.shipped)
    version = _version(kept)
    if wanted.version not in (None, version):
        raise WordingChangedMeanwhile
    own = desk.checked(wanted.texts)
    after = {**_texts(kept), **own}
    if wanted.preview_only:
        return desk.view(after, version)
    changed = {key: text for key, text in own.items() if _texts(kept).get(key) != text}
    for key, text in changed.items():
        _keep(tx, event.id, desk.shipped, key=key, text=text, version=version + 1)
    return desk.view(after, version + 1 if changed else version)


def _kept(tx: Transaction, event: int, shipped: Replies) -> list[Row]:
    return tx.fetch(
        """SELECT key, text, version FROM wording
        WHERE event_id = %(event)s AND language = %(language)s AND form = %(form)s""",
        event=event,
        language=shipped.language,
        form=shipped.form,
    )


def _texts(kept: list[Row]) -> dict[str, str | None]:
    return {row["key"]: row["text"] for row in kept}


def _version(kept: list[Row]) -> int:
    return max((row["version"] for row in kept), default=0)


def _keep(
    tx: Transaction, event: int, shipped: Replies, *, key: str, text: str | None, version: int
) -> None:
    tx.queue(
        """INSERT INTO wording (event_id, language, form, key, text, version)
        VALUES (%(event)s, %(language)s, %(form)s, %(key)s, %(text)s, %(version)s)
        ON CONFLICT (event_id, language, form, key) DO UPDATE
        SET text = excluded.text, version = excluded.version, updated_at = now()""",
        event=event,
        language=shipped.language,
        form=shipped.form,
        key=key,
        text=text,
        version=version,
    )


class _Desk:
    """One language and form of an event, with samples to show its texts."""

    def __init__(self, tx: Transaction, event: Event, language: str | None, form: Form) -> None:
        venue = stations.venue(tx, event)
        self._menu: Menu = venue.menu
        self.shipped = _shipped(language or venue.menu.language, form)
        self._samples = Samples.of(gathering.of_nobody(venue, datetime.now(UTC)), self.shipped)

    def checked(self, texts: Mapping[str, str | None]) -> dict[str, str | None]:
        """Give the texts to keep, null for the shipped one; refuses what cannot be said."""
        own: dict[str, str | None] = {}
        for key, text in texts.items():
            if key not in wording.editable(self.shipped):
                raise BadWording(f"There is no text {key!r}; GET lists them all.", key=key)
            kept = text.strip() if text is not None else self.shipped.texts[key]
            found = wording.fault(key, kept, self.shipped) or self._too_long(key, kept)
            if found is not None:
                raise BadWording(f"{key}: {found}.", key=key)
            own[key] = None if kept == self.shipped.texts[key] else kept
        return own

    def _too_long(self, key: str, text: str) -> str | None:
        preview = self._preview(key, text)
        if segments(fold(preview)) > LONGEST:
            return f"the preview is longer than {LONGEST} segments; write less"
        return None

    def _preview(self, key: str, text: str) -> str:
        says = [self._samples.say(key)]
        return render(says, self.shipped.worded({key: text}), self._menu)

    def view(self, own: Mapping[str, str | None], version: int) -> WordingView:
        """Show every text as it would be said."""
        return WordingView(
            language=self.shipped.language,
            languages=sorted(available()),
            form=self.shipped.form,
            version=version,
            texts=[self._phrase(key, own.get(key)) for key in wording.editable(self.shipped)],
        )

    def _phrase(self, key: str, text: str | None) -> PhraseView:
        shipped = self.shipped.texts[key]
        faulty = wording.fault(key, text, self.shipped) if text is not None else None
        preview = self._preview(key, shipped if text is None or faulty else text)
        read = self.shipped.form is Form.TEXT
        return PhraseView(
            key=key,
            shipped=shipped,
            text=text,
            preview=preview,
            encoding=("GSM-7" if is_gsm7(preview) else "UCS-2") if read else None,
            segments=segments(preview) if read else None,
            allowed=list(wording.allowed(key, self.shipped)),
            required=list(wording.required(key, self.shipped)),
            warnings=_warnings(preview, faulty),
        )


def _warnings(preview: str, faulty: str | None) -> list[str]:
    found = [f"The shipped text is said instead: {faulty}."] if faulty else []
    if not is_gsm7(fold(preview)):
        signs = sorted({sign for sign in fold(preview) if not is_gsm7(sign)})
        found.append(f"{' '.join(signs)} more than halves what fits into a segment.")
    if segments(fold(preview)) > MOST_SEGMENTS:
        found.append(f"This is longer than {MOST_SEGMENTS} segments.")
    return found


def _shipped(language: str, form: Form) -> Replies:
    if language not in available():
        there = ", ".join(sorted(available()))
        raise BadWording(f"We do not speak {language!r}; the languages are {there}.")
    return Replies.load(language, form)
