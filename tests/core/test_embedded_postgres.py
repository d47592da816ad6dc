"""The embedded server: started from whatever state it was left in, with every row."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from backend.core import postgres_files
from backend.core.backup import backup, restore
from backend.core.embedded_postgres import EmbeddedPostgres, InUse
from backend.core.errors import CannotStart
from backend.core.postgres_files import address, choose_account, find_programs, socket_folder
from backend.core.settings import Settings


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Lie in a folder that is closed to other users, as a clone under /root does."""
    tmp_path.chmod(0o700)
    return tmp_path / "var"


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(data_dir)
    yield server
    server.stop()


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


def settings_for(data_dir: Path) -> Settings:
    return Settings.load({"DATA_DIR": str(data_dir)})


def test_it_is_durable_closed_and_not_root(server: EmbeddedPostgres, data_dir: Path) -> None:
    url = server.start()
    assert ask(url, "SHOW synchronous_commit") == [("on",)]
    assert ask(url, "SHOW fsync") == [("on",)]
    assert ask(url, "SHOW listen_addresses") == [("",)]
    assert ask(url, "SHOW max_connections") == [("100",)]
    assert ask(url, "SELECT upper('é'), 'Z' < 'a'") == [("É", True)]
    folder = socket_folder(data_dir)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert Path(f"/proc/{server.pid}").stat().st_uid != 0
    assert folder.stat().st_uid == Path(f"/proc/{server.pid}").stat().st_uid


def test_rows_survive_a_killed_postmaster(server: EmbeddedPostgres) -> None:
    url = server.start()
    ask(url, "CREATE TABLE cups AS SELECT generate_series(1, 500)")
    assert server.pid
    os.kill(server.pid, signal.SIGKILL)
    while server.poll() is None:
        time.sleep(0.01)
    assert ask(server.start(), "SELECT count(*) FROM cups") == [(500,)]


def test_rows_survive_a_killed_owner(server: EmbeddedPostgres, data_dir: Path) -> None:
    code = f"""
import os, pathlib, psycopg2
from backend.core.embedded_postgres import EmbeddedPostgres
url = EmbeddedPostgres(pathlib.Path({str(data_dir)!r})).start()
connection = psycopg2.connect(url)
connection.cursor().execute("CREATE TABLE cups AS SELECT generate_series(1, 500)")
connection.commit()
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert ask(server.start(), "SELECT count(*) FROM cups") == [(500,)]


def test_a_file_that_names_a_stranger_is_no_hindrance(
    server: EmbeddedPostgres, data_dir: Path
) -> None:
    server.start()
    server.stop()
    file = data_dir / "postgres" / "data" / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n/proc/self/cwd\n1700000000\n5432\n.\n\n\n")
    assert ask(server.start(), "SELECT 1") == [(1,)]


def test_one_owner(server: EmbeddedPostgres, data_dir: Path) -> None:
    server.start()
    with pytest.raises(InUse, match=rf"in use by another Brewline \(process {os.getpid()}\)"):
        EmbeddedPostgres(data_dir).start()
    assert server.poll() is None
    server.stop()
    other = EmbeddedPostgres(data_dir)
    other.start()
    other.stop()


def test_a_long_path_gets_a_short_socket(data_dir: Path) -> None:
    deep = data_dir / ("d" * 60) / ("e" * 60)
    server = EmbeddedPostgres(deep)
    try:
        assert ask(server.start(), "SELECT 1") == [(1,)]
        short = socket_folder(deep)
        assert len(str(short)) < 60
        assert short.stat().st_mode & 0o777 == 0o700
    finally:
        server.stop()
    assert not short.exists()


def test_another_major_version_is_one_line(server: EmbeddedPostgres, data_dir: Path) -> None:
    server.start()
    server.stop()
    version = data_dir / "postgres" / "data" / "PG_VERSION"
    version.write_text("9\n")
    with pytest.raises(CannotStart) as caught:
        server.start()
    line = str(caught.value)
    assert "is of PostgreSQL 9" in line
    assert "make restore FILE=" in line
    assert "\n" not in line


def test_a_broken_cluster_is_one_line(server: EmbeddedPostgres, data_dir: Path) -> None:
    server.start()
    server.stop()
    (data_dir / "postgres" / "data" / "global" / "pg_control").unlink()
    with pytest.raises(CannotStart, match="PostgreSQL did not start") as caught:
        server.start()
    assert "\n" not in str(caught.value)


def test_an_interrupted_first_start_is_begun_anew(server: EmbeddedPostgres, data_dir: Path) -> None:
    half = data_dir / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "SELECT 1") == [(1,)]
    assert not half.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
def test_programs_in_a_closed_folder_are_copied_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    account = choose_account(tmp_path / "none")
    original = find_programs(None, account, tmp_path).folder
    closed = tmp_path / "closed" / "embedded_postgres" / "pginstall"
    closed.parent.mkdir(parents=True)
    closed.symlink_to(original.parent)
    libraries = original.parents[1].with_name("embedded_postgres.libs")
    if libraries.exists():
        (tmp_path / "closed" / libraries.name).symlink_to(libraries)
    shelf = tmp_path.parent / f"{tmp_path.name}-open"
    monkeypatch.setattr(postgres_files, "_installations", lambda: iter([closed / "bin"]))
    monkeypatch.setattr(postgres_files, "SHARED_CACHE", shelf)
    monkeypatch.setattr(postgres_files, "_version", _version_unless_closed)
    found = find_programs(None, account, tmp_path)
    assert shelf in found.folder.parents
    assert (found.folder / "initdb").exists()
    again = find_programs(None, account, tmp_path)
    assert again == found


def _version_unless_closed(folder: Path, account: object) -> str | None:
    """Stand for the kernel's answer: the temporary folder of the tests is closed as a whole."""
    return None if "closed" in folder.parts else "18.6"


def test_backup_and_restore_round_trip(server: EmbeddedPostgres, data_dir: Path) -> None:
    settings = settings_for(data_dir)
    url = server.start()
    ask(url, "CREATE TABLE cups AS SELECT n, 'é ☕' AS what FROM generate_series(1, 500) n")
    ask(url, "CREATE SEQUENCE numbers; SELECT setval('numbers', 41)")
    running = backup(settings)
    assert running.stat().st_mode & 0o777 == 0o600
    ask(url, "DELETE FROM cups WHERE n > 1")
    with pytest.raises(InUse):
        restore(settings, str(running))
    server.stop()

    stopped = backup(settings)
    told = restore(settings, str(running))
    assert "data-before-" in told
    url = server.start()
    assert ask(url, "SELECT count(*), min(what) FROM cups") == [(500, "é ☕")]
    assert ask(url, "SELECT nextval('numbers')") == [(42,)]
    server.stop()
    restore(settings, str(stopped))
    assert ask(server.start(), "SELECT count(*) FROM cups") == [(1,)]


def test_a_file_that_is_no_backup_changes_nothing(
    server: EmbeddedPostgres, data_dir: Path, tmp_path: Path
) -> None:
    settings = settings_for(data_dir)
    ask(server.start(), "CREATE TABLE cups AS SELECT generate_series(1, 3)")
    server.stop()
    wrong = tmp_path / "wrong.dump"
    wrong.write_text("no backup")
    for file, told in ((wrong, "pg_restore failed"), (tmp_path / "none", "no backup")):
        with pytest.raises(CannotStart, match=told) as caught:
            restore(settings, str(file))
        assert "\n" not in str(caught.value)
    assert sorted(os.listdir(data_dir / "postgres")) == ["data", "owner.lock", "server.log"]
    assert ask(server.start(), "SELECT count(*) FROM cups") == [(3,)]


def test_a_backup_of_nothing_is_refused(data_dir: Path) -> None:
    with pytest.raises(CannotStart, match="no database"):
        backup(settings_for(data_dir))


def test_the_address_survives_odd_folders() -> None:
    assert address(Path("/a b/c?d")).endswith("?host=%2Fa%20b%2Fc%3Fd%2Fpostgres%2Fdata")


def other_programs() -> Path | None:
    """Find an installation of another major version, as an upgraded machine may have."""
    newest = find_programs(None, None, Path("/")).major
    for folder in postgres_files._installations():
        version = postgres_files._version(folder, None)
        if version and int(version.split(".")[0]) < newest and (folder / "pg_dump").exists():
            return folder
    return None


@pytest.mark.skipif(other_programs() is None, reason="no second PostgreSQL on this machine")
def test_an_older_cluster_is_served_by_its_own_programs_and_moved_by_backup_and_restore(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Programs before version 16 need a path that is open to their user.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        upgrade(Path(folder) / "var", monkeypatch)


def upgrade(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(data_dir)
    server = EmbeddedPostgres(data_dir)
    older = other_programs()
    with monkeypatch.context() as patch:
        patch.setattr(postgres_files, "_installations", lambda: iter([older]))
        ask(server.start(), "CREATE TABLE cups AS SELECT generate_series(1, 500)")
        server.stop()
    (before,) = ask(server.start(), "SHOW server_version")
    saved = backup(settings)
    server.stop()
    restore(settings, str(saved))
    url = server.start()
    assert ask(url, "SHOW server_version") != [before]
    assert ask(url, "SELECT count(*) FROM cups") == [(500,)]
    server.stop()
