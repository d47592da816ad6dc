#!/bin/sh
# Prints the Python to make .venv with: $PYTHON if set, else the first of 3.13, 3.12, 3.11 that has venv.
# Plain sh, since there may be no Python at all.

in_range='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
has_venv='import venv, ensurepip'
found=''
without_venv=''

for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    found="$found $candidate ($version)"
    "$candidate" -c "$in_range" 2>/dev/null || continue
    if "$candidate" -c "$has_venv" >/dev/null 2>&1; then
        "$candidate" -c 'import sys; print(sys.executable)'
        exit 0
    fi
    without_venv="${without_venv:-$version}"
done

if [ -n "$without_venv" ]; then
    echo "Python $without_venv has no venv module: install it (Debian, Ubuntu: apt install python$without_venv-venv), then run make again." >&2
else
    echo "Brewline needs Python 3.11, 3.12 or 3.13, and here is${found:- none}: install one, or name it, as in make run PYTHON=/path/to/python3.12." >&2
fi
exit 1
