"""The log-periodic power law singularity model."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from utakata._ask import question
from utakata._flags import Progress
from utakata._input import Backend, column
from utakata._result import Result


class LpplsFit(Result):
    """The global optimum of one window, and what stands beside it. Its fields are those of ``utakata lppls``."""

    __slots__ = ()

    @property
    def best(self) -> dict[str, Any]:
        """Parameters of the best solution.

        ``tc_minus_t2``, ``m``, ``omega``, ``a``, ``b``, ``c1``, ``c2``, ``sse`` and the ``active_bounds``.
        """
        return dict(self._fields["best"])

    @property
    def minima(self) -> list[dict[str, Any]]:
        """All minima, the best first."""
        return [dict(one) for one in self._fields["minima"]]

    @property
    def critical_date(self) -> datetime.date | None:
        """Date of the critical time."""
        text = self._fields["critical_date"]
        return None if text is None else datetime.date.fromisoformat(text)

    @property
    def filters(self) -> Any:
        """What every published filter says of the best solution."""
        return self.to_dict()["filters"]

    def curve(self) -> npt.NDArray[np.float64]:
        """Return the fitted logarithm at each observation of the window (index clock only).

        Returns
        -------
        ndarray of shape (observations,)
        """
        if self._fields["clock"] != "index":
            raise ValueError("the curve is given on the index clock; fit with clock='index'")
        best, count = self._fields["best"], self._fields["observations"]
        left = best["tc_minus_t2"] + np.arange(count - 1, -1, -1.0)
        power, angle = left ** best["m"], best["omega"] * np.log(left)
        fitted = best["a"] + power * (best["b"] + best["c1"] * np.cos(angle) + best["c2"] * np.sin(angle))
        return np.asarray(fitted, dtype=np.float64)

    def _rows(self) -> list[tuple[str, str]]:
        fields = self._fields
        parameters = [(name, f"{fields['best'][name]:.6g}") for name in ("tc_minus_t2", "m", "omega", "b", "sse")]
        bounds = ", ".join(fields["best"]["active_bounds"]) or "none"
        return [
            ("series", fields["series"]),
            ("window", f"{fields['t1']} to {fields['t2']}, {fields['observations']} observations"),
            ("critical date", str(fields["critical_date"])),
            *parameters,
            ("active bounds", bounds),
            ("minima", str(len(fields["minima"]))),
        ]


class LpplsIndicator(Result):
    """The confidence indicator: the share of nested windows whose fit counts as a bubble, date by date."""

    __slots__ = ()


def lppls(
    data: Any,
    *,
    dates: Any = None,
    name: str | None = None,
    window: int | None = None,
    end: Any = None,
    clock: str = "index",
    box: str | Sequence[float] | None = None,
    preset: str | None = None,
    quantiles: Sequence[float] | None = None,
    inference: bool = False,
    lagrange: bool = False,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = None,
) -> LpplsFit:
    """Fit the log-periodic power law singularity model to the end of a price series.

    Parameters
    ----------
    data : column of shape (T,)
        Prices; their logarithm is modelled.
    dates : column of shape (T,), optional
        Dates, where a pandas index does not give them.
    name : str, optional
        Name of the series.
    window : int, optional
        Observations of the window; by default all up to its end.
    end : date, optional
        Last date of the window.
    clock : {'index', 'calendar'}
        What time is counted in.
    box : {'narrow', 'wide'} or six floats, optional
        Where ``m``, ``omega`` and the critical time are searched for.
    preset : str, optional
        Published filter with its search box.
    quantiles : sequence of float, optional
        Fit these quantiles as well.
    inference, lagrange : bool
        What may be concluded of the critical time; where the bubble began.
    seed, threads, progress
        As for :func:`utakata.diagnose`.

    Returns
    -------
    LpplsFit
        A fit is no test: random walks are fitted as well.

    Raises
    ------
    TypeError, ValueError
        As :func:`utakata.diagnose`, and for prices that are not positive.

    References
    ----------
    Filimonov, V. and Sornette, D. (2013). Physica A 392, 3698-3707.

    Examples
    --------
    >>> import numpy as np
    >>> import utakata
    >>> left = np.arange(150, 0, -1.0) + 10
    >>> price = np.exp(5 - 0.02 * left**0.5 * (1 - 0.1 * np.cos(8 * np.log(left))))
    >>> fit = utakata.lppls(price)
    >>> round(fit.best["tc_minus_t2"], 2), round(fit.best["m"], 3), round(fit.best["omega"], 2)
    (11.0, 0.5, 8.0)
    """
    options = {
        "window": window,
        "end": end,
        "clock": clock,
        "box": box,
        "preset": preset,
        "quantiles": quantiles,
        "inference": inference,
        "lagrange": lagrange,
        "seed": seed,
        "threads": threads,
    }
    text, backend = _ask(data, dates, name, options, progress)
    return LpplsFit(text, backend)


def lppls_indicator(
    data: Any,
    *,
    dates: Any = None,
    name: str | None = None,
    preset: str | None = None,
    start: Any = None,
    end: Any = None,
    step: int = 1,
    null: str | None = None,
    paths: int = 199,
    trust: bool = False,
    scales: bool = False,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = None,
) -> LpplsIndicator:
    """Compute the confidence indicator: the share of nested windows whose fit counts as a bubble, with p-values.

    Parameters
    ----------
    data, dates, name
        As for :func:`lppls`.
    preset : str, optional
        Published filter with its windows; ``'lppls-package'`` has the defaults of the Python package ``lppls``.
    start, end : date, optional
        First and last date; by default the last alone.
    step : int
        Observations from one date to the next.
    null : {'gbm', 'garch', 'block', 'table', 'none'}, optional
        Prices without a bubble that the p-values are for.
    paths : int
        Simulated paths of the null.
    trust : bool
        The trust indicator as well.
    scales : bool
        Short, medium and long windows instead of the preset's own.
    seed, threads, progress
        As for :func:`utakata.diagnose`.

    Returns
    -------
    LpplsIndicator

    Raises
    ------
    TypeError, ValueError
        As :func:`lppls`, and for series shorter than the shortest set of windows.
    """
    options = {
        "indicator": True,
        "preset": preset,
        "from": start,
        "end": end,
        "step": step,
        "null": null,
        "trust": trust,
        "scales": scales,
        "seed": seed,
        "threads": threads,
    }
    if null not in ("none", "table"):
        options["paths"] = paths
    text, backend = _ask(data, dates, name, options, progress)
    return LpplsIndicator(text, backend)


def _ask(data: Any, dates: Any, name: str | None, options: dict[str, Any], progress: Progress) -> tuple[str, Backend]:
    given = column(data, dates, name)
    return question(["lppls"], {"series": given}, options, progress), given.backend
