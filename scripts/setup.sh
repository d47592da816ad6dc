#!/bin/sh
# Sets up what a target needs (run, test or node), then becomes the rest of the command line, if any.
# The Python of an existing .venv is kept while it works, unless PYTHON names another.

cd "$(dirname "$0")/.." || exit 1
python=''
if [ -z "$PYTHON" ] && .venv/bin/python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    python=.venv/bin/python
else
    python=$(sh scripts/python.sh) || exit 1
fi
exec "$python" scripts/bootstrap.py "$@"
