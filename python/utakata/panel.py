"""Many series in parallel, one tidy frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from utakata import _native
from utakata._flags import Progress, callback, flags, translated
from utakata._input import column, library
from utakata.diagnosis import Diagnosis

_TIDY = ("observations", "state", "since", "adf", "sadf", "gsadf", "p_gsadf", "significant", "error")


def diagnose_panel(
    data: Any,
    *,
    by: str | None = None,
    value: str | None = None,
    date: str | None = None,
    threads: int | None = None,
    progress: Progress = None,
    **options: Any,
) -> Any:
    """Diagnose many series in parallel and return one tidy frame, a row for each.

    Parameters
    ----------
    data : pandas or polars DataFrame, or anything with the Arrow PyCapsule interface
        In long format with ``by``, else every column but ``date`` is a series.
    by : str, optional
        Column that names the series of each row.
    value : str, optional
        Column of the values in long format; by default the only one that is neither ``by`` nor ``date``.
    date : str, optional
        Column of the dates; by default a pandas index of dates.
    threads : int, optional
        By default one per processor.
    progress : bool or callable, optional
        As for :func:`diagnose`, counting series.
    **options
        Those of :func:`diagnose`.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame
        A row for each series in order of appearance: ``series``, ``observations``, ``state``, ``since``, ``adf``,
        ``sadf``,
        ``gsadf``, ``p_gsadf``, ``significant``, and ``error``. A series that cannot be tested has only ``error``;
        the others
        are not affected. Each answer is that of :func:`diagnose` alone.

    Raises
    ------
    TypeError, ValueError
        If a column is missing or an option is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> import utakata
    >>> walks = np.random.default_rng(5).standard_normal((120, 2)).cumsum(axis=0)
    >>> frame = pd.DataFrame(walks, columns=["a", "b"])
    >>> frame["bad"] = np.nan
    >>> found = utakata.diagnose_panel(frame, replications=99)
    >>> list(found["series"]), int(found["error"].notna().sum())
    (['a', 'b', 'bad'], 1)
    """
    backend = library(data)
    if backend is None:
        import pyarrow

        data, backend = pyarrow.table(data).to_pandas(), "pandas"
    groups = _wide(data, date) if by is None else _long(data, by, value, date)
    try:
        found = _native.diagnose_panel(groups, flags(options), threads, callback(progress, "diagnose"))
    except ValueError as error:
        raise translated(error) from None
    rows = [_tidy(name, one, error) for (name, _, _), (one, error) in zip(groups, found, strict=True)]
    columns: dict[str, list[Any]] = {key: [row[key] for row in rows] for key in ("series", *_TIDY)}
    if backend == "polars":
        import polars

        return polars.DataFrame(columns)
    import pandas

    return pandas.DataFrame(columns)


Group = tuple[str, object, object]


def _tidy(name: str, native: _native.Diagnosis | None, error: str | None) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_TIDY)
    row["series"], row["error"] = name, error
    if native is not None:
        found = Diagnosis(native, None)
        fields = found.to_dict()
        row.update({key: fields[key] for key in ("observations", "state", "adf", "sadf", "gsadf", "significant")})
        row["since"] = found.since
        row["p_gsadf"] = (fields["p_values"] or {}).get("gsadf")
    return row


def _present(data: Any, names: Sequence[str | None]) -> None:
    have = [str(name) for name in data.columns]
    for name in names:
        if name is not None and name not in have:
            raise ValueError(f"there is no column '{name}'; there are {', '.join(have)}")


def _wide(data: Any, date: str | None) -> list[Group]:
    _present(data, [date])
    groups: list[Group] = []
    for name in data.columns:
        if name == date:
            continue
        groups.append(_group(str(name), data[name], None if date is None else data[date]))
    if not groups:
        raise ValueError("the frame has no series")
    return groups


def _long(data: Any, by: str, value: str | None, date: str | None) -> list[Group]:
    _present(data, [by, value, date])
    if value is None:
        rest = [str(name) for name in data.columns if name not in (by, date)]
        if len(rest) != 1:
            raise ValueError(f"value is not given, and {len(rest)} columns could be it: {', '.join(rest)}")
        value = rest[0]
    if library(data) == "polars":
        parts = [(str(key[0]), part) for key, part in data.group_by(by, maintain_order=True)]
    else:
        parts = [(str(key), part) for key, part in data.groupby(by, sort=False, dropna=False)]
    return [_group(name, part[value], None if date is None else part[date]) for name, part in parts]


def _group(name: str, values: Any, dates: Any) -> Group:
    try:
        given = column(values, dates, name)
    except (TypeError, ValueError) as error:
        # It becomes this group's row.
        return (name, _Unusable(str(error)), None)
    return (name, given.values, given.days)


class _Unusable:
    """Stands for a column that could not be taken; using it raises why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __iter__(self) -> Any:
        raise ValueError(self.reason)
