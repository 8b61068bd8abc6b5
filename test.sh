#!/bin/sh
# All tests: of Rust, and of the Python package where Python 3.11 or later is present.
set -eu
cd "$(dirname "$0")"
cargo test --workspace

usable='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
if ! python3 -c "$usable" 2>/dev/null; then
    echo "skipped: the tests of the Python package, which need python3 3.11 or later with venv"
    exit 0
fi
venv=target/python
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check ".[test]"
"$venv/bin/python" -m pytest -q --pyargs utakata python/tests
