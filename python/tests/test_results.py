"""What results can do."""

import copy
import json
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pytest
import utakata
from utakata import evidence


@pytest.fixture(scope="module")
def found(bubble):
    return utakata.diagnose(bubble, replications=199)


def test_results_cannot_be_changed(found):
    with pytest.raises(AttributeError, match="cannot be changed"):
        found.state = "calm"
    with pytest.raises(ValueError, match="read-only"):
        found.bsadf[0] = 1
    found.episodes.clear()
    assert found.episodes == json.loads(found.to_json())["episodes"] != []
    assert copy.deepcopy(found) is found


def test_frames_are_of_the_library_of_the_input(bubble, found):
    frame = found.to_frame()
    assert isinstance(frame, pd.DataFrame) and list(frame.columns) == ["badf", "bsadf", "boundary"]
    assert frame.index[-1] == bubble.index[-1]
    np.testing.assert_array_equal(frame["bsadf"], found.bsadf)
    given = pl.Series("price", bubble.to_numpy())
    polars = utakata.diagnose(given, replications=199, dates=pl.Series(bubble.index.to_list()))
    assert isinstance(polars.to_frame(), pl.DataFrame)
    assert polars.to_json() == found.to_json()
    assert found.to_arrow().equals(polars.to_arrow())
    assert polars.to_frame().equals(pl.DataFrame(found))


def test_columns_are_those_of_the_json(found):
    rows = json.loads(found.to_json())["bsadf"]
    assert [row["bsadf"] for row in rows] == found.bsadf.tolist()
    assert [row["date"] for row in rows] == [str(day) for day in found.dates]
    assert found.gsadf == max(found.bsadf)


def test_sequences_keep_the_dates_of_an_index(bubble, found):
    statistics = utakata.gsadf(bubble)
    frame = statistics.to_frame()
    assert frame.index.equals(found.to_frame().index)
    np.testing.assert_array_equal(frame["bsadf"], found.bsadf)
    assert utakata.gsadf(bubble.to_numpy()).dates is None


def test_people_can_read_them(bubble, found):
    assert "gsadf" in found.summary() and "state" in str(found)
    assert repr(found).startswith("<Diagnosis: price: ")
    assert found._repr_html_().startswith("<table>")
    hostile = utakata.diagnose(pd.Series(bubble.to_numpy(), name="<script>"), null="none")
    assert "<script>" not in hostile._repr_html_()
    told = evidence.survey(0.86, 12800)
    assert "95 % interval" in told.summary() and told.p_value is None


def test_the_picture_has_price_boundary_and_episodes(found):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure = found.plot()
    above, below = figure.axes
    np.testing.assert_array_equal(below.lines[0].get_ydata(), found.bsadf)
    np.testing.assert_array_equal(below.lines[1].get_ydata(), found.boundary)
    assert len(above.lines[0].get_ydata()) == 160
    assert len(below.patches) == len(found.episodes) > 0
    assert found.state in above.get_title(loc="left")
    pyplot.close(figure)


def test_null_distributions(bubble, found):
    null = utakata.null_distribution(bubble, replications=199)
    assert null.p_values(utakata.gsadf(bubble))["gsadf"] == found.p_values["gsadf"]
    assert null.critical_values["gsadf"] == found.critical_values["gsadf"]
    assert (np.diff(null.gsadf) >= 0).all() and null.smallest_p == 1 / 200
    with pytest.raises(ValueError, match="lag"):
        null.p_values(utakata.gsadf(bubble, lag=3))


def test_a_monitor_goes_on_where_it_was(walk):
    monitor = utakata.Monitor(walk, horizon=50, replications=199)
    growth = walk[-1] + 3 * 1.1 ** np.arange(40)
    first = [monitor.observe(value) for value in growth[:20]]
    stored = pickle.loads(pickle.dumps(monitor))
    rest = [monitor.observe(value) for value in growth[20:]]
    assert stored.replay(growth[20:]) == [call for call in rest if call]
    assert stored.to_json() == monitor.to_json()
    assert monitor.alarms == [call for call in first + rest if call] != []
    assert monitor.next_index == 190 and monitor.statement()["null"]
    with pytest.raises(ValueError, match="finite"):
        monitor.observe(float("nan"))
    assert monitor.next_index == 190
    with pytest.raises(ValueError):
        utakata.Monitor.from_json("{}")


def test_a_bad_group_is_a_row(walk):
    frame = pd.DataFrame(
        {
            "day": list(pd.bdate_range("2020-01-01", periods=150)) * 3,
            "ticker": ["a"] * 150 + ["b"] * 150 + ["c"] * 150,
            "close": np.concatenate([walk, [np.nan] * 150, walk[::-1]]),
        }
    )
    found = utakata.diagnose_panel(frame, by="ticker", date="day", replications=99)
    assert list(found["series"]) == ["a", "b", "c"]
    assert found["error"].isna().tolist() == [True, False, True]
    alone = utakata.diagnose(walk, dates=frame["day"][:150], replications=99)
    assert found["gsadf"][0] == alone.gsadf and found["p_gsadf"][0] == alone.p_values["gsadf"]
    polars = utakata.diagnose_panel(pl.from_pandas(frame), by="ticker", date="day", replications=99)
    assert isinstance(polars, pl.DataFrame) and polars["gsadf"][2] == found["gsadf"][2]
    with pytest.raises(ValueError, match="there is no column 'name'"):
        utakata.diagnose_panel(frame, by="name")


def test_cases_and_readings(tmp_path):
    case = utakata.Case()
    verdict = case.verdict(replications=99)
    assert verdict.label == json.loads(verdict.to_json())["verdict"]["label"]
    assert "<!doctype html>" in verdict.to_html("ja")
    assert verdict.streams and verdict.claims
    with pytest.raises(ValueError, match="case.toml"):
        utakata.Case(tmp_path).verdict()
    text = "Shares fell 4% on Tuesday, said Jane Wu."
    reading = utakata.read(text, published="2023-06-28")
    item = next(item for item in reading.items if item["kind"] == "percent")
    assert text.encode()[item["byte_start"] : item["byte_end"]].decode() == item["quote"]
