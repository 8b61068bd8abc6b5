"""Prices without a bubble, and with one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from utakata._ask import question
from utakata._result import Result


class Simulation(Result):
    """Simulated prices with the process and seed that they come from."""

    __slots__ = ()

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """The path of shape (T,), or several of shape (T, k); read-only."""
        values = np.asarray(self._fields["values"], dtype=np.float64)
        values = values.T if values.ndim == 2 else values
        values.flags.writeable = False
        return values

    @property
    def dates(self) -> npt.NDArray[np.datetime64] | None:
        """Dates, if there are any."""
        dates = self._fields.get("dates")
        return None if dates is None else np.asarray(dates, dtype="datetime64[D]")

    def to_frame(self, library: Any = None) -> Any:
        """Return dates and values as a data frame (pandas, or polars if asked for)."""
        values = self.values
        columns = {"value": values} if values.ndim == 1 else {f"value{i + 1}": v for i, v in enumerate(values.T)}
        if library == "polars":
            import polars

            dates = {} if self.dates is None else {"date": self.dates}
            return polars.DataFrame({**dates, **columns})
        import pandas

        index = None if self.dates is None else pandas.DatetimeIndex(self.dates.astype("datetime64[s]"), name="date")
        return pandas.DataFrame(columns, index=index)

    def to_arrow(self) -> Any:
        """Return dates and values as a ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.Table.from_pandas(self.to_frame().reset_index())


def simulate(process: str, observations: int, *, seed: int = 1, **parameters: Any) -> Simulation:
    """Simulate prices: a null that no test should reject, or a bubble that it should.

    Parameters
    ----------
    process : str
        ``'random-walk'``, ``'garch'``, ``'psy1'``, ``'evans'`` and others: ``utakata simulate --help`` lists them with
        their papers.
    observations : int
        Length of the path.
    seed : int
        The same seed gives the same path.
    **parameters
        Those of the process, such as ``drift=0.1``; by default the papers' values.

    Returns
    -------
    Simulation

    Raises
    ------
    ValueError
        For an unknown process, or a parameter that it does not have.

    Examples
    --------
    >>> import utakata
    >>> path = utakata.simulate("psy1", 100, seed=4)
    >>> path.values.shape, str(path.dates[0])
    ((100,), '2000-01-01')
    """
    options = {"observations": observations, "seed": seed, **parameters}
    return Simulation(question(["simulate", process], {}, options))
