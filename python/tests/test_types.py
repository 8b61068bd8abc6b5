"""The annotations hold."""

import subprocess
import sys
from pathlib import Path

import pytest
import utakata

ROOT = Path(__file__).parents[2]


def test_mypy_is_satisfied():
    checked = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, check=False, text=True)
    assert checked.returncode == 0, checked.stdout


def test_stubs_agree_with_the_module():
    asked = [sys.executable, "-m", "mypy.stubtest", "utakata._native", "--ignore-disjoint-bases"]
    checked = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False, text=True)
    assert checked.returncode == 0, checked.stdout


def test_pyright_is_satisfied():
    pytest.importorskip("pyright", reason="pyright is not installed")
    asked = [sys.executable, "-m", "pyright"]
    checked = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False, text=True)
    assert checked.returncode == 0, checked.stdout


def test_everything_public_is_documented():
    for name in utakata.__all__:
        assert getattr(utakata, name).__doc__, name


@pytest.mark.parametrize("asked", [["check"], ["format", "--check"]])
def test_ruff_is_satisfied(asked):
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", *asked], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert checked.returncode == 0, checked.stdout
