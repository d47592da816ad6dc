"""Makes a clone runnable: virtual environment, packages, front end; each only when it changed.

Standard library only, since nothing else is there yet. Usage: bootstrap.py PURPOSE [COMMAND …]:
`packages` (Python only), `run` (and the front end) or `test` (and what tests need).
"""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
LOG = ROOT / "setup.log"

REQUIREMENTS = {
    "packages": ("requirements.txt",),
    "run": ("requirements.txt",),
    "test": ("requirements.txt", "requirements-dev.txt"),
    "node": ("requirements-node.txt",),
}

#: The oldest Node that builds and tests the front end.
OLDEST_NODE = (20, 19)

#: What a tool's output shows, and what to tell.
CAUSES = (
    (("No space left", "ENOSPC", "Disk quota exceeded"), "no space left on the disk: free some"),
    (
        (
            "NewConnectionError",
            "Temporary failure in name resolution",
            "Connection refused",
            "Network is unreachable",
            "ConnectTimeout",
            "ReadTimeout",
            "ProxyError",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
        ),
        "the package registry cannot be reached: check the network",
    ),
    (
        # What pip says at last when it could not ask for any version.
        ("from versions: none", "ResolutionImpossible", "No matching distribution"),
        "the package registry is not reached, or has no such package: check the network",
    ),
    (("Permission denied", "EACCES"), "a folder here is not writable: start as its owner"),
)


class SetupError(Exception):
    """Setting up failed; the message is one line that says what to do."""


def main(purpose: str, command: list[str]) -> None:
    """Set up, then become the command."""
    try:
        with (ROOT / ".setup.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            make_environment()
            install(purpose)
            if purpose != "packages":
                build_front_end(purpose)
    except SetupError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(_disk(error))
    except KeyboardInterrupt:
        sys.exit("Stopped; make takes up where it left.")
    if command:
        os.chdir(ROOT)
        os.execv(PYTHON, [str(PYTHON), *command])


def make_environment() -> None:
    """Make .venv with the Python that runs this, unless this is it already."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    if (VENV / "pyvenv.cfg").exists() and _version(PYTHON) == _version(sys.executable):
        return
    _say(f"Making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        _run("make .venv", [sys.executable, "-m", "venv", str(VENV)])
    except SetupError:
        shutil.rmtree(VENV, ignore_errors=True)
        raise


def install(purpose: str) -> None:
    """Install the pinned packages, unless exactly these are there."""
    files = [ROOT / name for name in REQUIREMENTS[purpose]]
    constraints = ROOT / "constraints.txt"
    mark = _digest([*files, constraints])
    stamp = VENV / f".installed-{files[-1].stem}"
    if _read(stamp) == mark:
        return
    _say(f"Installing Python packages ({files[-1].name}); the first time takes a minute or two")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--constraint", str(constraints)]
    for file in files:
        command += ["--requirement", str(file)]
    _run("install the Python packages", command)
    stamp.write_text(mark)


def build_front_end(purpose: str) -> None:
    """Build frontend/dist, unless it is of exactly these sources."""
    if not (FRONTEND / "package.json").exists():
        return
    lock = _digest([FRONTEND / "package-lock.json", FRONTEND / "package.json"])
    modules, bundle = FRONTEND / "node_modules" / ".brewline", FRONTEND / "dist" / ".sources"
    sources = _digest(_sources())
    everything = purpose == "test"
    built = _read(bundle) == sources
    if built and (not everything or _read(modules) == f"all {lock}"):
        return
    environ = node_environment()
    enough = {f"all {lock}"} if everything else {f"all {lock}", f"build {lock}"}
    if _read(modules) not in enough:
        _say("Installing front-end packages")
        omit = [] if everything else ["--omit=dev"]
        _npm("install the front-end packages", ["ci", "--no-audit", "--no-fund", *omit], environ)
        modules.write_text(f"{'all' if everything else 'build'} {lock}")
    if not built:
        _say("Building the front end")
        _npm("build the front end", ["run", "build"], environ)
        bundle.write_text(sources)


def _sources() -> Iterable[Path]:
    """List what the bundle is made of."""
    skipped = {"node_modules", "dist", "e2e", "coverage"}
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = sorted(name for name in folders if name not in skipped)
        for name in sorted(files):
            if not name.endswith(".tsbuildinfo"):
                yield Path(folder) / name


def node_environment() -> dict[str, str]:
    """Give an environment whose PATH has a Node that is new enough."""
    if shutil.which("npm") and _node_version() >= OLDEST_NODE:
        return dict(os.environ)
    install("node")
    return {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def _node_version() -> tuple[int, ...]:
    try:
        shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return (0,)
    parts = shown.stdout.strip().lstrip("v").split(".")
    return tuple(int(part) for part in parts[:2] if part.isdigit()) or (0,)


def _npm(what: str, arguments: list[str], environ: dict[str, str]) -> None:
    npm = shutil.which("npm", path=environ["PATH"]) or "npm"
    _run(what, [npm, *arguments], cwd=FRONTEND, env=environ)


def _run(
    what: str, command: list[str], *, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> None:
    """Run a tool silently; if it fails, keep what it said in a file and tell the cause."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    for signs, cause in CAUSES:
        if any(sign in done.stdout for sign in signs):
            raise SetupError(f"Could not {what}: {cause}, then run make again.")
    try:
        LOG.write_text(done.stdout)
    except OSError as error:
        raise SetupError(_disk(error)) from error
    raise SetupError(f"Could not {what}: {_first_error(done.stdout)} (all of it in {LOG.name}).")


def _first_error(said: str) -> str:
    """Give what was said from the first error on, as one short line."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    first = next((n for n, line in enumerate(lines) if "error" in line.lower()), -1)
    return " ".join(lines[first:])[:200] if lines else "it said nothing"


def _disk(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Could not set up: no space left on the disk: free some, then run make again."
    return (
        f"Could not set up: {error.filename or ROOT} cannot be used ({error.strerror}):"
        " run make as the owner of this folder."
    )


def _version(python: str | Path) -> str:
    code = "import sys; print(sys.version_info[:2])"
    try:
        asked = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return asked.stdout


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for file in files:
        content = file.read_bytes() if file.exists() else b""
        total.update(f"{file.relative_to(ROOT)} {len(content)} ".encode() + content)
    return total.hexdigest()


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def _say(text: str) -> None:
    sys.stdout.write(f"{text} …\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
