"""Writes what is generated from the code: the OpenAPI document and the front end's types.

With `--check` it fails where the files were not current.
"""

import subprocess
import sys

from scripts.bootstrap import FRONTEND, PYTHON, ROOT, node_environment

DOCUMENT = ROOT / "docs" / "openapi.json"
TYPES = FRONTEND / "src" / "api" / "schema.d.ts"


def main(arguments: list[str]) -> int:
    """Write both files; with --check tell whether they were as they are now."""
    before = [file.read_bytes() if file.exists() else b"" for file in (DOCUMENT, TYPES)]
    _write()
    after = [file.read_bytes() if file.exists() else b"" for file in (DOCUMENT, TYPES)]
    if "--check" in arguments and before != after:
        sys.stderr.write("Generated files were not current; they are now: commit them.\n")
        return 1
    return 0


def _write() -> None:
    command = [str(PYTHON), "-m", "flask", "--app", "app", "openapi"]
    document = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_bytes(document)
    if FRONTEND.exists():
        environ = node_environment()
        subprocess.run(["npm", "run", "--silent", "types"], cwd=FRONTEND, env=environ, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
