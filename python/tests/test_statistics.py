"""The statistics against their definition."""

import numpy as np
import pytest
import utakata


def dickey_fuller(levels: np.ndarray, lag: int) -> float:
    """The t-ratio by least squares, written down as in the textbook."""
    steps = np.diff(levels)
    rows = len(steps) - lag
    regressors = [np.ones(rows), levels[lag : lag + rows]]
    regressors += [steps[lag - j : lag - j + rows] for j in range(1, lag + 1)]
    x, y = np.column_stack(regressors), steps[lag:]
    beta, *_ = np.linalg.lstsq(x, y, rcond=None)
    residuals = y - x @ beta
    variance = residuals @ residuals / (rows - x.shape[1])
    return float(beta[1] / np.sqrt(variance * np.linalg.inv(x.T @ x)[1, 1]))


@pytest.mark.parametrize("lag", [0, 1, 3])
def test_against_least_squares(walk, lag):
    found = utakata.gsadf(walk, lag=lag, minimum_window=25)
    ends = range(25 + lag + 1, 151)
    assert found.adf == pytest.approx(dickey_fuller(walk, lag), rel=1e-9)
    np.testing.assert_allclose(found.badf, [dickey_fuller(walk[:end], lag) for end in ends], rtol=1e-8)
    for end, value in zip(ends, found.bsadf, strict=True):
        starts = range(end - 25 - lag)
        assert value == pytest.approx(max(dickey_fuller(walk[start:end], lag) for start in starts), rel=1e-8)


def test_against_the_peer(walk):
    exuber = pytest.importorskip("exuber", reason="pyexuber is not installed")
    for lag in (0, 2):
        peer = exuber.radf(walk, lag=lag, minw=30)
        found = utakata.gsadf(walk, lag=lag, minimum_window=30)
        np.testing.assert_allclose(found.bsadf, np.ravel(peer.bsadf), rtol=1e-9)


def test_units_do_not_matter(walk):
    assert utakata.gsadf(3 + 1e6 * walk).gsadf == pytest.approx(utakata.gsadf(walk).gsadf, rel=1e-9)
