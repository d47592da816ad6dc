"""How people like the screens, kept with the person: the same on every device."""

from backend.accounts.preferences_views import PreferencesChange, PreferencesView
from backend.core.db import Row, Transaction, as_json
from backend.core.errors import Conflict


class ChangedMeanwhile(Conflict):
    """These preferences were changed on another device meanwhile; look again."""

    code = "version_conflict"


_READ = "SELECT data, version FROM preferences WHERE person_id = %(person)s"


def read(tx: Transaction, person: int) -> PreferencesView:
    """Read a person's preferences; version 0 is what everybody has."""
    return _view(tx.one(_READ, person=person))


def change(tx: Transaction, person: int, wanted: PreferencesChange) -> PreferencesView:
    """Change what is given, under a lock; a version seen before is a conflict."""
    tx.queue(
        "INSERT INTO preferences (person_id) VALUES (%(person)s) ON CONFLICT DO NOTHING",
        person=person,
    )
    before = _view(tx.one(f"{_READ} FOR UPDATE", person=person))
    if wanted.version not in (None, before.version):
        raise ChangedMeanwhile(version=before.version)
    given = wanted.model_dump(include=wanted.model_fields_set - {"version"})
    data = {**before.model_dump(exclude={"version"}), **given}
    tx.queue(
        "UPDATE preferences SET data = %(data)s, version = version + 1"
        " WHERE person_id = %(person)s",
        data=as_json(data),
        person=person,
    )
    return PreferencesView(**data, version=before.version + 1)


def _view(row: Row | None) -> PreferencesView:
    if row is None:
        return PreferencesView(version=0)
    return PreferencesView(**row["data"], version=row["version"])
