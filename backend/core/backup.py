"""Backup and restore of the embedded database, also across major versions of PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from backend.core.embedded_postgres import EmbeddedPostgres, InUse
from backend.core.errors import CannotStart
from backend.core.postgres_files import (
    Programs,
    address,
    cluster_folder,
    cluster_major,
    find_programs,
    plain_environment,
)
from backend.core.settings import Settings
from backend.core.stale_postmaster import clear_stale

#: The cluster a backup is loaded into before it takes the place of the other.
FRESH = "restored"


def backup(settings: Settings) -> Path:
    """Write everything in the database to one new file, whether Brewline runs or not."""
    data_dir = _embedded(settings)
    major = cluster_major(cluster_folder(data_dir))
    if major is None:
        raise CannotStart(f"There is no database in {data_dir} yet: `make run` makes one.")
    folder = data_dir / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"brewline-{_stamp()}.dump"
    work = target.with_suffix(".part")
    with _served(data_dir) as url:
        programs = find_programs(major, None, data_dir)
        os.close(os.open(work, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        try:
            _tool(programs, "pg_dump", ["--format=custom", f"--file={work}", url])
            _keep(work, target)
        finally:
            work.unlink(missing_ok=True)
    return target


def restore(settings: Settings, file: str) -> str:
    """Put the database of a backup in the place of ours, which is kept aside."""
    data_dir = _embedded(settings)
    source = Path(file).expanduser()
    if not file or not source.is_file():
        raise CannotStart(
            f"FILE: there is no backup {file!r}: name one that `make backup` wrote, as in"
            " `make restore FILE=var/backups/….dump`."
        )
    fresh, place = cluster_folder(data_dir, FRESH), cluster_folder(data_dir)
    server = EmbeddedPostgres(data_dir, FRESH)
    try:
        server.claim()
        clear_stale(place)
        shutil.rmtree(fresh, ignore_errors=True)
        _load(source, server.start(), data_dir)
        server.halt()
        aside = _exchange(place, fresh)
    finally:
        server.stop()
        shutil.rmtree(fresh, ignore_errors=True)
    return f"The database is now that of {source}.{aside}"


def _load(source: Path, url: str, data_dir: Path) -> None:
    programs = find_programs(cluster_major(cluster_folder(data_dir, FRESH)), None, data_dir)
    options = ["--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={url}"]
    _tool(programs, "pg_restore", [*options, str(source)])


def _exchange(place: Path, fresh: Path) -> str:
    """Put the new cluster in its place, and tell where the former one went."""
    told = ""
    if place.exists():
        aside = place.with_name(f"data-before-{_stamp()}")
        place.rename(aside)
        told = f" The former one is kept in {aside}: remove it when you are content."
    fresh.rename(place)
    return told


@contextmanager
def _served(data_dir: Path) -> Iterator[str]:
    """Give the address of the database, of the running server or of one of our own."""
    server = EmbeddedPostgres(data_dir)
    try:
        yield server.start()
    except InUse:
        yield address(data_dir)
    finally:
        server.stop()


def _embedded(settings: Settings) -> Path:
    if not settings.embedded:
        raise CannotStart(
            "DATABASE_URL names a server of your own: use its pg_dump and pg_restore, or unset it"
            " for the embedded database."
        )
    return settings.data_dir


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]


def _keep(work: Path, target: Path) -> None:
    """Give a finished file its name, once it is on the disk."""
    with work.open("rb") as file:
        os.fsync(file.fileno())
    work.rename(target)


def _tool(programs: Programs, name: str, arguments: list[str]) -> None:
    command = [programs.path(name), *arguments]
    done = subprocess.run(
        command,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or [f"code {done.returncode}"])[-1]
        raise CannotStart(f"{name} failed, and the database is as it was: {said}")
