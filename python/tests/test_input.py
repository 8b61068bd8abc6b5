"""What may be given, and what is refused."""

import datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import utakata
from utakata import _native


def test_every_container_gives_the_same_statistics(walk):
    wanted = utakata.gsadf(walk).to_json()
    column = duckdb.sql("select unnest($x) as x", params={"x": walk.tolist()}).to_arrow_table()["x"]
    given = [
        walk.tolist(),
        tuple(walk),
        pd.Series(walk),
        pd.Series(walk, dtype="Float64"),
        pd.Series(walk, dtype=pd.ArrowDtype(pa.float64())),
        pd.DataFrame({"x": walk}),
        pl.Series(walk),
        pl.DataFrame({"x": walk}),
        pa.array(walk),
        pa.chunked_array([walk[:40], walk[40:]]),
        column,
        np.stack([walk, walk], axis=1)[:, 0],
        memoryview(walk),
    ]
    assert {utakata.gsadf(one).to_json() for one in given} == {wanted}


def test_a_contiguous_arrow_column_is_not_copied(walk):
    array = pa.array(walk)
    assert _native.address(array) == array.buffers()[1].address
    series = pl.Series(walk)
    assert _native.address(series) == series.to_arrow().buffers()[1].address
    part = array.slice(10)
    assert _native.address(part) == array.buffers()[1].address + 80


@pytest.mark.parametrize("kind", ["int8", "int32", "int64", "uint64", "float32"])
def test_numbers_of_other_types_are_converted(kind):
    whole = np.array([1, 4, 2, 8, 5, 7, 1, 4, 2, 9, 5, 7, 3, 3, 8], dtype=kind)
    wanted = utakata.gsadf(whole.astype(float), lag=0, minimum_window=5).gsadf
    for given in (whole, pa.array(whole), pl.Series(whole), pd.Series(whole)):
        assert utakata.gsadf(given, lag=0, minimum_window=5).gsadf == wanted


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (None, TypeError, "NoneType"),
        ("abc", TypeError, "str"),
        ({"x": 1.0}, TypeError, "dict"),
        (3.0, TypeError, "float"),
        ([], ValueError, "empty"),
        ([1.0, None, 3.0], TypeError, "row 1: None is not a number"),
        ([1.0, "x"], TypeError, "row 1: 'x' is not a number"),
        ([1.0, float("nan")] * 20, ValueError, "NaN"),
        ([1.0, float("inf")] * 20, ValueError, "inf"),
        (np.ones((4, 4)), ValueError, "2 dimensions"),
        (np.array([1, None], dtype=object), TypeError, "row 1: None"),
        (np.array([2**60 + 1, 1]), ValueError, "row 0: .* too large"),
        ([10**400, 1], TypeError, "row 0"),
        (pd.Series(["a", "b"], name="p"), TypeError, "column 'p' is of dtype"),
        (pd.Series([1.0, "b"], name="p"), TypeError, "row 1 is 'b'"),
        (pd.Series([1.0, None, 2.0] * 9, name="p"), ValueError, "observation 1"),
        (pd.DataFrame({"a": [1.0], "b": [2.0]}), TypeError, "2 columns"),
        (pl.Series("p", ["a"]), TypeError, "column 'p'"),
        (pl.Series("p", [1.0, None]), ValueError, "row 1: the value is missing"),
        (pa.array([1.0, None]), ValueError, "row 1: the value is missing"),
        (pa.array(["a"]), TypeError, "numbers"),
        (pa.table({"a": [1.0], "b": [2.0]}), TypeError, "2 columns"),
    ],
)
def test_what_is_no_column_of_numbers_is_refused(given, error, message):
    with pytest.raises(error, match=message):
        utakata.diagnose(given, replications=99)
    with pytest.raises(error):
        utakata.gsadf(given)


@pytest.mark.parametrize(
    ("dates", "error", "message"),
    [
        (["2020-01-01"] * 150, ValueError, "appears twice"),
        (["2020-01-01"] * 3, ValueError, "3 dates but 150 values"),
        (list(reversed(pd.bdate_range("2020-01-01", periods=150))), ValueError, "sort by date"),
        ([None] * 150, TypeError, "row 0: None is no date"),
        (list(range(150)), TypeError, "row 0: 0 is no date"),
        (["2020-13-01"] * 150, ValueError, "row 0"),
        (np.array(["NaT"] * 150, dtype="datetime64[D]"), ValueError, "row 0: the date is missing"),
        (np.arange(150).astype("datetime64[Y]") + 100000, ValueError, "no date"),
    ],
)
def test_what_are_no_dates_is_refused(walk, dates, error, message):
    with pytest.raises(error, match=message):
        utakata.diagnose(walk, dates=dates, null="none")


def test_dates_come_from_everywhere(walk):
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=7 * i) for i in range(150)]
    stamps = pd.DatetimeIndex(days)
    given = [
        days,
        [str(day) for day in days],
        np.array(days, dtype="datetime64[D]"),
        stamps,
        stamps.tz_localize("Asia/Tokyo"),
        pd.Series(stamps),
        pl.Series(days),
        pl.Series(stamps.to_list()),
        pa.array(days),
    ]
    answers = {utakata.diagnose(walk, dates=dates, null="none").to_json() for dates in given}
    answers |= {
        utakata.diagnose(pd.Series(walk, index=index, name="series"), null="none").to_json()
        for index in (stamps, stamps.tz_localize("UTC"))
    }
    assert len(answers) == 1


def test_an_index_of_no_dates_is_refused(walk):
    mixed = pd.Index(
        [pd.Timestamp("2020-01-01", tz="UTC"), pd.Timestamp("2020-01-02", tz="Asia/Tokyo")] * 75, dtype=object
    )
    with pytest.raises(TypeError, match="time zones"):
        utakata.diagnose(pd.Series(walk, index=mixed), null="none")
    with pytest.raises(TypeError, match="not of dates"):
        utakata.diagnose(pd.Series(walk, index=[f"d{i}" for i in range(150)]), null="none")
    months = pd.period_range("2010-01", periods=150, freq="M")
    assert utakata.diagnose(pd.Series(walk, index=months), null="none").dates[-1] == np.datetime64("2022-06-01")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lag": -1}, "lag"),
        ({"lag": "aic"}, "bic"),
        ({"replications": 5}, "replications"),
        ({"level": 1.5}, "level"),
        ({"null": "nothing"}, "null"),
        ({"threads": 0}, "threads is 0"),
        ({"minimum_window": 10**9}, "window"),
        ({"seed": -1}, "seed"),
    ],
)
def test_options_out_of_range_are_refused(walk, options, message):
    with pytest.raises((ValueError, OverflowError), match=message):
        utakata.diagnose(walk, **options)
