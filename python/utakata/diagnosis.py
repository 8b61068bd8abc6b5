"""One series, everything the engine says about it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from utakata import _native
from utakata._flags import Progress, callback, flags, translated
from utakata._input import column
from utakata._result import Held, array, show

if TYPE_CHECKING:
    from utakata._native import Table


class Diagnosis(Held[_native.Diagnosis]):
    """Is it a bubble, is it bursting, since when, and how sure are we: for one series.

    Its fields are those of ``utakata diagnose --format json``; :meth:`to_dict` has them all.
    """

    __slots__ = ()

    @property
    def state(self) -> str | None:
        """``calm``, ``inflating``, ``bursting`` or ``deflated`` at the last date; ``None`` where it cannot be told."""
        state: str | None = self._fields["state"]
        return state

    @property
    def since(self) -> datetime.date | None:
        """Best date of the event that defines the state."""
        return _date(self._fields["since"])

    @property
    def since_set(self) -> list[tuple[datetime.date, datetime.date]] | None:
        """90 % confidence set of that date: ranges, both ends included; ``None`` where it cannot be dated."""
        found = self._fields["since_set"]
        if found is None:
            return None
        return [(_sure(one["from"]), _sure(one["to"])) for one in found]

    @property
    def adf(self) -> float | None:
        """Full-sample ADF."""
        value: float | None = self._fields["adf"]
        return value

    @property
    def sadf(self) -> float | None:
        """SADF (Phillips, Wu and Yu 2011)."""
        value: float | None = self._fields["sadf"]
        return value

    @property
    def gsadf(self) -> float:
        """GSADF (Phillips, Shi and Yu 2015)."""
        value: float = self._fields["gsadf"]
        return value

    @property
    def p_values(self) -> dict[str, float | None] | None:
        """Right-tailed p-values of ``adf``, ``sadf`` and ``gsadf``; ``None`` without a null distribution."""
        found: dict[str, float | None] | None = self._fields["p_values"]
        return None if found is None else dict(found)

    @property
    def critical_values(self) -> dict[str, Any] | None:
        """Critical values at 90, 95 and 99 %, and how they were made."""
        found: dict[str, Any] | None = self._fields["critical_values"]
        return None if found is None else dict(found)

    @property
    def significant(self) -> bool | None:
        """Whether an explosive episode is established at the level asked for."""
        found: bool | None = self._fields["significant"]
        return found

    @property
    def episodes(self) -> list[dict[str, Any]]:
        """Runs of BSADF above the boundary, in time order."""
        return [dict(one) for one in self._fields["episodes"]]

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Changes of state, each made on its date without looking ahead."""
        return [dict(one) for one in self._fields["calls"]]

    @property
    def dates(self) -> npt.NDArray[np.datetime64]:
        """Dates of the sequences; read-only."""
        return array(self._inner.table(), "date")

    @property
    def badf(self) -> npt.NDArray[np.float64]:
        """BADF at each of :attr:`dates`; read-only."""
        return array(self._inner.table(), "badf")

    @property
    def bsadf(self) -> npt.NDArray[np.float64]:
        """BSADF at each of :attr:`dates`; read-only."""
        return array(self._inner.table(), "bsadf")

    @property
    def boundary(self) -> npt.NDArray[np.float64]:
        """Boundary at each of :attr:`dates`, NaN without a null distribution; read-only."""
        return array(self._inner.table(), "boundary")

    def _table(self) -> Table:
        return self._inner.table()

    def _rows(self) -> list[tuple[str, str]]:
        fields = self._fields
        p = fields["p_values"] or {}
        ranges = self.since_set
        rows = [
            ("series", f"{fields['series']}, {fields['observations']} observations"),
            ("from, to", f"{fields['first_date']}, {fields['last_date']}"),
            ("state", show(fields["state"])),
            ("since", show(fields["since"])),
        ]
        if ranges:
            rows.append(("since, 90 % set", ", ".join(f"{a} to {b}" for a, b in ranges)))
        rows += [
            ("gsadf", f"{show(fields['gsadf'])} (p {show(p.get('gsadf'))})"),
            ("sadf", f"{show(fields['sadf'])} (p {show(p.get('sadf'))})"),
            ("episodes", str(len(fields["episodes"]))),
        ]
        rate = fields["call_false_alarm_rate"]
        if rate is not None:
            horizon = fields["call_false_alarm_horizon"]
            rows.append(("false alarms", f"{show(rate)} in {horizon} observations without a bubble"))
        return rows

    def _line(self) -> str:
        fields = self._fields
        since = f" since {fields['since']}" if fields["since"] else ""
        return f"{fields['series']}: {show(fields['state'])}{since}, gsadf {show(fields['gsadf'])}"

    def plot(self, axes: Any = None) -> Any:
        """Draw the price above BSADF with its boundary, episodes shaded.

        Parameters
        ----------
        axes : sequence of two matplotlib axes, optional
            Where to draw; by default a new figure.

        Returns
        -------
        matplotlib.figure.Figure

        Raises
        ------
        ImportError
            Without matplotlib (``pip install utakata[plot]``).
        """
        from utakata._plot import diagnosis

        return diagnosis(self, self._inner.series(), axes)


def _date(text: str | None) -> datetime.date | None:
    return None if text is None else _sure(text)


def _sure(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def diagnose(
    data: Any,
    *,
    dates: Any = None,
    name: str | None = None,
    lag: int | str = 1,
    minimum_window: int | None = None,
    window_convention: str = "observations",
    null: str = "wild",
    replications: int = 999,
    multiplier: str | None = None,
    drift: bool = False,
    control: int | None = None,
    log: bool = False,
    level: float = 0.95,
    boundary: str = "family-wise",
    minimum_duration: int = 0,
    training: int | None = None,
    horizon: int | None = None,
    sensitivity: bool = False,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = None,
) -> Diagnosis:
    """Test one series of prices for explosive behaviour and tell its state.

    Parameters
    ----------
    data : column of shape (T,)
        Prices: a pandas or polars Series, an Arrow or NumPy array, or a sequence. A pandas index of dates is used.
    dates : column of shape (T,), optional
        Dates, strictly increasing. Without any, observations are counted as days from 0001-01-01.
    name : str, optional
        Name of the series; by default that of the Series.
    lag : int or {'bic', 'maic'}, default 1
        Lagged differences in the regression.
    minimum_window : int, optional
        Smallest window; by default ``floor((0.01 + 1.8 / sqrt(T)) * T)``.
    window_convention : {'observations', 'levels'}
        What the smallest window counts.
    null : {'wild', 'monte-carlo', 'composite', 'none'}
        How the null distribution is made: a wild bootstrap of the data's own steps, Gaussian random walks, the
        composite bootstrap, or none (statistics only).
    replications : int
        Simulated series under the null.
    multiplier : {'rademacher', 'gaussian', 'skewed'}, optional
        Of the wild bootstrap.
    drift : bool
        Whether the random walks of ``null='monte-carlo'`` drift as the series does.
    control : int, optional
        Dates over which ``null='composite'`` controls false alarms.
    log : bool
        Test the logarithms.
    level : float
        Level of the test and of the boundary, in (0, 1).
    boundary : {'family-wise', 'family-wise-shaped', 'running-sup', 'pointwise'}
        What BSADF must cross to make an episode.
    minimum_duration : int
        Shortest run above the boundary that counts, in observations.
    training, horizon : int, optional
        First observations, on which nothing is called, and observations over which the false-alarm rate of the calls
        holds.
    sensitivity : bool
        Repeat the test for lags 0 to 4 and other windows.
    seed : int
        Of all random numbers: the same seed gives the same bits on any number of threads.
    threads : int, optional
        By default one per processor.
    progress : bool or callable, optional
        ``True`` shows a ``tqdm`` bar; a callable is called with ``(done, total)`` about ten times a second.

    Returns
    -------
    Diagnosis

    Raises
    ------
    TypeError
        If ``data`` or ``dates`` are of the wrong kind.
    ValueError
        If a value is missing or not finite, dates do not increase, the series is too short or an option is out of
        range.

    References
    ----------
    Phillips, P. C. B., Shi, S. and Yu, J. (2015). International Economic Review 56, 1043-1078.
    Harvey, D. I., Leybourne, S. J., Sollis, R. and Taylor, A. M. R. (2016). Journal of Empirical Finance 38, 548-574.

    Examples
    --------
    >>> import numpy as np
    >>> import utakata
    >>> rng = np.random.default_rng(3)
    >>> price = 100 + rng.standard_normal(150).cumsum()
    >>> found = utakata.diagnose(price, replications=99, name="walk")
    >>> found.state
    'calm'
    >>> found.p_values["gsadf"] > 0.05
    True
    """
    given = column(data, dates, name)
    options = {
        "lag": lag,
        "minimum_window": minimum_window,
        "window_convention": window_convention,
        "null": null,
        "replications": replications,
        "multiplier": multiplier,
        "drift": drift,
        "control": control,
        "log": log,
        "level": level,
        "boundary": boundary,
        "minimum_duration": minimum_duration,
        "training": training,
        "horizon": horizon,
        "sensitivity": sensitivity,
        "seed": seed,
    }
    try:
        native = _native.diagnose(
            given.values, given.days, given.name, flags(options), threads, callback(progress, "diagnose")
        )
    except ValueError as error:
        raise translated(error) from None
    return Diagnosis(native, given.backend)
