"""Whatever is given: an answer, a ValueError or a TypeError, and never a panic."""

import numpy as np
import pandas as pd
import pyarrow as pa
import utakata
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from utakata import evidence

FINE = (ValueError, TypeError, OverflowError)
# The same cases each time: a new one belongs into a bug report, not into somebody else's run.
SETTINGS = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)
columns = st.one_of(
    arrays.arrays(arrays.scalar_dtypes(), arrays.array_shapes(max_dims=2, max_side=40)),
    st.lists(st.floats(), max_size=60),
    st.lists(st.floats(-1e3, 1e3), min_size=20, max_size=80),
    st.lists(st.floats() | st.none(), max_size=40).map(lambda x: pa.array(x, type=pa.float64())),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=40).map(pa.array),
    st.lists(st.floats(), min_size=1, max_size=40).map(
        lambda x: pd.Series(x, index=pd.date_range("1999", periods=len(x)))
    ),
)
lags = st.integers(-5, 30) | st.integers() | st.text(max_size=5) | st.sampled_from(["bic", "maic"])


def tried(ask):
    """The answer, if there is one."""
    try:
        return ask()
    except FINE:
        return None


@SETTINGS
@given(anything, anything)
def test_anything_as_data(data, dates):
    tried(lambda: utakata.gsadf(data))
    tried(lambda: utakata.diagnose(data, dates=dates, null="none"))


@SETTINGS
@given(columns, lags, st.none() | st.integers(-5, 200) | st.integers())
def test_any_column_lag_and_window(data, lag, window):
    found = tried(lambda: utakata.gsadf(data, lag=lag, minimum_window=window))
    if found is not None:
        assert np.isfinite(found.gsadf)
        assert np.nanmax(found.bsadf) == found.gsadf


@SETTINGS
@given(columns, st.integers(-10, 300), st.floats(), st.sampled_from(["wild", "monte-carlo", "composite", "none", "?"]))
def test_any_diagnosis(data, replications, level, null):
    found = tried(lambda: utakata.diagnose(data, replications=replications, level=level, null=null))
    if found is not None:
        assert found.to_dict()["observations"] == len(data)


@SETTINGS
@given(columns, columns, st.integers(-3, 500), st.floats())
def test_any_monitor(training, more, horizon, rate):
    monitor = tried(lambda: utakata.Monitor(training, horizon=horizon, false_alarm_rate=rate, replications=99))
    if monitor is not None:
        tried(lambda: monitor.replay(more))
        assert utakata.Monitor.from_json(monitor.to_json()).to_json() == monitor.to_json()


@SETTINGS
@given(st.text())
def test_any_stored_monitor(text):
    tried(lambda: utakata.Monitor.from_json(text))


@SETTINGS
@given(st.lists(st.floats(), max_size=8), st.floats(), st.floats(), st.integers(), st.integers())
def test_any_evidence(growth, share, n, length, days):
    tried(lambda: evidence.usage(growth))
    tried(lambda: evidence.survey(share, n))
    tried(lambda: evidence.streak(length, days))
    tried(lambda: evidence.deals(length, share, days, n))
    tried(lambda: evidence.concentration(growth))


def test_exposures_beyond_the_numbers_are_refused():
    assert tried(lambda: evidence.deals(1, 5e-324, 1, 5e-324)) is None


@SETTINGS
@given(st.text())
def test_any_text(text):
    found = tried(lambda: utakata.read(text))
    for item in found.items if found else []:
        assert text.encode()[item["byte_start"] : item["byte_end"]].decode() == item["quote"]
