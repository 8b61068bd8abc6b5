"""Calls while the data arrives."""

from __future__ import annotations

import json
from typing import Any

from utakata import _native
from utakata._flags import Progress, callback
from utakata._input import column


class Monitor:
    """Watches one series and calls the beginning and the end of explosive growth, with a false-alarm rate.

    Parameters
    ----------
    training : column of shape (T,)
        Observations before the watch begins, on which nothing is called.
    horizon : int
        Observations over which the false-alarm rate holds.
    false_alarm_rate : float
        Chance of any false call of inflation over the horizon.
    premature_rate : float
        Chance that growth is called over although it goes on for ``growth`` more observations.
    growth : int
        Observations of unbroken growth over which the premature rate holds.
    replications, seed : int
        Simulated paths behind the boundaries, and their seed.
    threads, progress
        As for :func:`utakata.diagnose`.

    Raises
    ------
    TypeError, ValueError
        If the training is no column of finite numbers or too short, or an option is out of range.

    Notes
    -----
    The whole state can be pickled; a monitor that is stored and loaded goes on bit for bit. Calls are never revised.

    Examples
    --------
    >>> import numpy as np
    >>> import utakata
    >>> rng = np.random.default_rng(2)
    >>> walk = rng.standard_normal(200).cumsum()
    >>> monitor = utakata.Monitor(walk, horizon=100, replications=999)
    >>> growth = walk[-1] + 2 * 1.08 ** np.arange(60)
    >>> calls = monitor.replay(growth)
    >>> calls[0]["stage"], monitor.phase
    ('inflation', 'inflating')
    """

    __slots__ = ("_inner",)

    def __init__(
        self,
        training: Any,
        *,
        horizon: int,
        false_alarm_rate: float = 0.05,
        premature_rate: float = 0.05,
        growth: int = 40,
        replications: int = 10_000,
        seed: int = 1,
        threads: int | None = None,
        progress: Progress = None,
    ) -> None:
        self._inner = _native.monitor(
            column(training, None, "training").values,
            horizon,
            false_alarm_rate,
            premature_rate,
            growth,
            replications,
            seed,
            threads,
            callback(progress, "calibration"),
        )

    def observe(self, value: float) -> dict[str, Any] | None:
        """Take the next observation and return the call that it brings, if any.

        Returns
        -------
        dict or None
            ``stage`` (``inflation`` or ``crash``), ``index`` (from 0, the training counted), ``statistic``,
            ``boundary``
            and ``window``.

        Raises
        ------
        ValueError
            If the value is not finite, or the horizon is over and no call stands. The state is then unchanged.
        """
        call = self._inner.observe(value)
        return None if call is None else json.loads(call)

    def replay(self, values: Any) -> list[dict[str, Any]]:
        """Take many observations and return the calls that they bring."""
        found: list[dict[str, Any]] = json.loads(self._inner.replay(column(values).values))
        return found

    @property
    def phase(self) -> str:
        """``calm``, ``inflating`` or ``burst``."""
        return self._inner.phase

    @property
    def alarms(self) -> list[dict[str, Any]]:
        """All calls so far."""
        found: list[dict[str, Any]] = json.loads(self._inner.alarms())
        return found

    @property
    def next_index(self) -> int:
        """Observation (from 0, the training counted) that comes next."""
        return self._inner.next_index

    @property
    def reading(self) -> tuple[float, float] | None:
        """Statistic and boundary at the newest observation."""
        return self._inner.reading

    def statement(self) -> dict[str, Any]:
        """Return what it says, with its null, alternative and error guarantee."""
        found: dict[str, Any] = json.loads(self._inner.statement())
        return found

    def to_json(self) -> str:
        """Return the whole state; :meth:`from_json` goes on from it."""
        return self._inner.to_json()

    @classmethod
    def from_json(cls, text: str) -> Monitor:
        """Make a monitor of what :meth:`to_json` returned.

        Raises
        ------
        ValueError
            If it is no such text.
        """
        monitor = cls.__new__(cls)
        monitor._inner = _native.monitor_from_json(text)
        return monitor

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (Monitor.from_json, (self.to_json(),))

    def __repr__(self) -> str:
        return f"<Monitor: {self.phase}, next observation {self.next_index}>"
