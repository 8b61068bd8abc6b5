"""Null distributions."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from utakata import _native
from utakata._flags import Progress, callback
from utakata._input import column
from utakata._result import Held
from utakata.statistics import Statistics


class NullDistribution(Held[_native.NullDistribution]):
    """Simulated ADF, SADF and GSADF under one null."""

    __slots__ = ()

    @property
    def adf(self) -> npt.NDArray[np.float64]:
        """Sorted draws of ADF."""
        return self._inner.adf

    @property
    def sadf(self) -> npt.NDArray[np.float64]:
        """Sorted draws of SADF."""
        return self._inner.sadf

    @property
    def gsadf(self) -> npt.NDArray[np.float64]:
        """Sorted draws of GSADF."""
        return self._inner.gsadf

    @property
    def smallest_p(self) -> float:
        """Smallest p-value it can give, ``1 / (replications + 1)``."""
        return self._inner.smallest_p

    @property
    def critical_values(self) -> dict[str, dict[str, float]]:
        """Right-tail quantiles at 90, 95 and 99 %."""
        return {name: dict(self._fields[name]) for name in ("adf", "sadf", "gsadf")}

    def p_values(self, statistics: Statistics) -> dict[str, float | None]:
        """Return right-tailed p-values of statistics of the same layout.

        Raises
        ------
        ValueError
            If length, lag or smallest window differ.
        """
        adf, sadf, gsadf = self._inner.p_values(statistics._inner)
        return {"adf": adf, "sadf": sadf, "gsadf": gsadf}

    def _rows(self) -> list[tuple[str, str]]:
        quantiles = [
            (name, ", ".join(f"{level} % {value:.4f}" for level, value in of.items()))
            for name, of in self.critical_values.items()
        ]
        fields = self._fields
        return [("method", fields["method"]), ("replications", str(fields["replications"])), *quantiles]


def null_distribution(
    data: Any,
    *,
    method: str = "wild",
    lag: int | str = 1,
    minimum_window: int | None = None,
    window_convention: str = "observations",
    multiplier: str = "rademacher",
    control: int | None = None,
    drift: bool = False,
    replications: int = 999,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = None,
) -> NullDistribution:
    """Simulate the null distribution of ADF, SADF and GSADF for series like ``data``.

    Parameters
    ----------
    data : column of shape (T,)
        The series under test.
    method : {'wild', 'monte-carlo', 'composite'}
        Wild bootstrap of its steps (Harvey, Leybourne, Sollis and Taylor 2016), Gaussian random walks of its length
        (Phillips, Shi and Yu 2015), or the composite bootstrap (Phillips and Shi 2020).
    lag, minimum_window, window_convention
        As for :func:`utakata.gsadf`; they must be those of the statistics.
    multiplier : {'rademacher', 'gaussian', 'skewed'}
        Of the wild bootstrap.
    control : int, optional
        Dates over which the composite bootstrap controls false alarms; by default all.
    drift : bool
        Whether the random walks drift as the series does.
    replications, seed : int
        Simulated series and their seed.
    threads, progress
        As for :func:`utakata.diagnose`.

    Returns
    -------
    NullDistribution

    Raises
    ------
    TypeError, ValueError
        As :func:`utakata.gsadf`, and for options out of range.

    Examples
    --------
    >>> import numpy as np
    >>> import utakata
    >>> walk = np.random.default_rng(1).standard_normal(100).cumsum()
    >>> null = utakata.null_distribution(walk, replications=199)
    >>> p = null.p_values(utakata.gsadf(walk))
    >>> 0 < p["gsadf"] <= 1, len(null.gsadf)
    (True, 199)
    """
    given = column(data)
    native = _native.null_distribution(
        given.values,
        method,
        lag,
        minimum_window,
        window_convention,
        multiplier,
        control,
        drift,
        replications,
        seed,
        threads,
        callback(progress, "null"),
    )
    return NullDistribution(native)
