"""Makes a database ready to serve: `python -m backend.prepare`, before web and worker start.

A composition root of its own: the whole application takes longer to import than this to do.
"""

from backend.accounts import passwords
from backend.core import migrate
from backend.core.db import Database
from backend.core.settings import Settings
from backend.stations import demo


def prepare(database: Database, settings: Settings) -> None:
    """Migrate; create the demo event if there is none."""
    migrate.upgrade(database.engine)
    with database.transaction() as tx:
        create = settings.demo and demo.wanted(tx)
    if create:
        # Between two transactions: hashing takes its time on purpose.
        hashed = passwords.hashed(settings.admin_password)
        with database.transaction() as tx:
            demo.create(tx, password_hash=hashed)


def main() -> None:
    """Prepare the database of the settings."""
    settings = Settings.load()
    prepare(Database(settings.database_url), settings)


if __name__ == "__main__":
    main()
