"""Every answer is the command line's, to the bit."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import utakata
from utakata import evidence


def printed(*words: str) -> str:
    """What the command prints."""
    asked = [sys.executable, "-m", "utakata", *words]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout


@pytest.fixture
def file(tmp_path, bubble):
    path = tmp_path / "price.csv"
    bubble.to_csv(path, index_label="date")
    return str(path)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"null": "monte-carlo", "lag": 0, "seed": 9},
        {"null": "composite", "log": True},
        {"lag": "bic", "boundary": "pointwise", "sensitivity": True},
        {"null": "none", "window_convention": "levels", "minimum_window": 30},
    ],
)
def test_diagnose(file, bubble, options):
    found = utakata.diagnose(bubble, replications=99, **options)
    flags = [f"--{k.replace('_', '-')}" + ("" if v is True else f"={v}") for k, v in options.items()]
    assert found.to_json() + "\n" == printed("diagnose", file, "--replications=99", *flags, "--format=json")


def test_threads_and_input_do_not_matter(bubble):
    answers = {
        utakata.diagnose(given, dates=dates, name="price", replications=99, threads=threads).to_json()
        for threads in (1, 2, 5)
        for given, dates in [
            (bubble, None),
            (bubble.to_numpy(), bubble.index),
            (list(bubble), [str(day.date()) for day in bubble.index]),
        ]
    }
    assert len(answers) == 1


def test_lppls(file, bubble):
    assert utakata.lppls(bubble, preset="shu-zhu-2019").to_json() + "\n" == printed(
        "lppls", file, "--preset=shu-zhu-2019", "--format=json"
    )


def test_evidence():
    given = [131.6, 62.5, 55.8, 12.6, 2.8]
    told = printed("evidence", "usage", "--growth=131.6,62.5,55.8,12.6,2.8", "--format=json")
    assert evidence.usage(given).to_json() + "\n" == told
    told = printed(
        "evidence", "deals", "--count=520+", "--exposure=5.2", "--versus=25..35", "--versus-exposure=5", "--format=json"
    )
    assert evidence.deals("520+", 5.2, "25..35", 5).to_json() + "\n" == told


def test_basket_and_its_csv_twin(tmp_path):
    steps = np.random.default_rng(1).normal(0, 0.02, (300, 3))
    days = pd.bdate_range("2022-01-03", periods=300, name="date")
    closes = pd.DataFrame(50 * np.exp(steps.cumsum(axis=0)), index=days, columns=list("abc"))
    closes.to_csv(tmp_path / "closes.csv")
    told = printed("evidence", "basket", str(tmp_path / "closes.csv"), "--horizon=5", "--format=json")
    assert evidence.basket(closes).to_json() + "\n" == told


def test_the_command_is_in_the_package():
    assert "diagnose" in printed("--help")
    refused = subprocess.run([sys.executable, "-m", "utakata", "nothing"], capture_output=True, check=False)
    assert refused.returncode == 2
    assert subprocess.run([sys.executable, "-m", "utakata", "--version"], check=False).returncode == 0


def test_messages_name_keyword_arguments(walk):
    with pytest.raises(ValueError, match="multiplier has no effect with null monte-carlo"):
        utakata.diagnose(walk, null="monte-carlo", multiplier="gaussian")
    with pytest.raises(ValueError, match="share"):
        evidence.survey(1.5, 100)
    with pytest.raises(ValueError, match="unexpected argument"):
        utakata.ask("critical", observations=100, nonsense=3)
