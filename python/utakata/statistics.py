"""ADF, SADF and GSADF with their sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from utakata import _native
from utakata._input import Backend, Column, column
from utakata._result import Held, array, show

if TYPE_CHECKING:
    from utakata._native import Table


class Statistics(Held[_native.Statistics]):
    """Recursive right-tailed unit root statistics of one series.

    Attributes
    ----------
    adf, sadf : float or None
        Full-sample ADF, and the largest BADF (Phillips, Wu and Yu 2011). ``None`` where a regression is degenerate.
    gsadf : float
        Largest BSADF (Phillips, Shi and Yu 2015).
    observations, lag, minimum_window : int
        Length of the series, lagged differences, rows of the smallest regression.
    """

    __slots__ = ("_days",)

    _days: Any

    def __init__(self, inner: _native.Statistics, given: Column) -> None:
        super().__init__(inner, given.backend)
        object.__setattr__(self, "_days", given.days)

    @property
    def dates(self) -> npt.NDArray[np.datetime64] | None:
        """Dates of the sequences, if the input had any."""
        if self._days is None:
            return None
        days = np.asarray(self._days)[self.first_observation :].astype("datetime64[D]")
        days.flags.writeable = False
        return days

    def to_frame(self, library: Backend = None) -> Any:
        """Return the sequences as a data frame, by date where a pandas index gave dates.

        Parameters
        ----------
        library : {'pandas', 'polars'}, optional
            By default the library that the input came from, else pandas.

        Returns
        -------
        pandas.DataFrame or polars.DataFrame
        """
        made = super().to_frame(library)
        if self.dates is None or (library or self._backend) == "polars":
            return made
        import pandas

        made.index = pandas.DatetimeIndex(self.dates.astype("datetime64[s]"), name="date")
        return made

    @property
    def adf(self) -> float | None:
        """Statistic of the whole sample."""
        return self._inner.adf

    @property
    def sadf(self) -> float | None:
        """Largest BADF."""
        return self._inner.sadf

    @property
    def gsadf(self) -> float:
        """Largest BSADF."""
        return self._inner.gsadf

    @property
    def observations(self) -> int:
        """Length of the series."""
        return self._inner.observations

    @property
    def lag(self) -> int:
        """Lagged differences in the regression."""
        return self._inner.lag

    @property
    def minimum_window(self) -> int:
        """Rows of the smallest regression."""
        return self._inner.minimum_window

    @property
    def first_observation(self) -> int:
        """Observation (from 0) that the first entry of the sequences belongs to."""
        return self._inner.first_observation

    @property
    def badf(self) -> npt.NDArray[np.float64]:
        """Statistic of the window from the first observation to each date; read-only."""
        return array(self._inner.table(), "badf")

    @property
    def bsadf(self) -> npt.NDArray[np.float64]:
        """Largest statistic over all windows that end at each date; read-only."""
        return array(self._inner.table(), "bsadf")

    def _table(self) -> Table:
        return self._inner.table()

    def _rows(self) -> list[tuple[str, str]]:
        names = ("adf", "sadf", "gsadf", "observations", "lag", "minimum_window")
        return [(name, show(getattr(self, name))) for name in names]


def gsadf(
    data: Any,
    *,
    lag: int | str = 1,
    minimum_window: int | None = None,
    window_convention: str = "observations",
    name: str | None = None,
) -> Statistics:
    """Compute ADF, SADF and GSADF with the BADF and BSADF sequences.

    Parameters
    ----------
    data : column of shape (T,)
        Prices, price ratios or their logarithms: a pandas or polars Series, anything with the Arrow PyCapsule interface
        (a column of 64-bit floats is not copied), a NumPy array or a sequence.
    lag : int or {'bic', 'maic'}, default 1
        Lagged differences in the regression, or a criterion that chooses up to 8.
    minimum_window : int, optional
        Smallest window; by default ``floor((0.01 + 1.8 / sqrt(T)) * T)``.
    window_convention : {'observations', 'levels'}
        What the smallest window counts: rows of the regression (R ``exuber``) or levels (``psymonitor``, Matlab,
        EViews).
    name : str, optional
        Name of the series in messages.

    Returns
    -------
    Statistics

    Raises
    ------
    TypeError
        If ``data`` is no column of numbers.
    ValueError
        If a value is missing or not finite, or the series is too short; the message has the row.

    Notes
    -----
    ``O(T^2)`` time. Each statistic is the t-ratio of the level in a Dickey-Fuller regression with a constant; large
    values speak for explosive growth. What is large depends on the null: see :func:`utakata.null_distribution`.

    References
    ----------
    Phillips, P. C. B., Shi, S. and Yu, J. (2015). Testing for multiple bubbles: historical episodes of exuberance and
    collapse in the S&P 500. International Economic Review 56, 1043-1078.

    Examples
    --------
    >>> import numpy as np
    >>> import utakata
    >>> walk = np.random.default_rng(1).standard_normal(200).cumsum()
    >>> statistics = utakata.gsadf(walk, lag=0)
    >>> statistics.observations, statistics.lag, statistics.minimum_window
    (200, 0, 27)
    >>> bool(statistics.gsadf == statistics.bsadf.max())
    True
    """
    given = column(data, None, name)
    native = _native.statistics(given.values, lag, minimum_window, window_convention, given.name)
    return Statistics(native, given)


def sadf(data: Any, **options: Any) -> float | None:
    """Return the SADF statistic alone; takes what :func:`gsadf` takes.

    Examples
    --------
    >>> import utakata
    >>> round(utakata.sadf([1.0, 1.1, 1.3, 1.2, 1.6, 2.1, 2.9, 4.1, 5.6, 8.2], lag=0, minimum_window=5), 4)
    12.2306
    """
    return gsadf(data, **options).sadf


def adf(data: Any, **options: Any) -> float | None:
    """Return the right-tailed ADF statistic of the whole sample alone; takes what :func:`gsadf` takes.

    Examples
    --------
    >>> import utakata
    >>> round(utakata.adf([1.0, 1.1, 1.3, 1.2, 1.6, 2.1, 2.9, 4.1, 5.6, 8.2], lag=0, minimum_window=5), 4)
    12.2306
    """
    return gsadf(data, **options).adf
