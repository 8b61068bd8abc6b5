"""Columns from pandas, polars, Arrow, NumPy and plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

Backend = Literal["pandas", "polars"] | None


@dataclass(frozen=True, slots=True)
class Column:
    """Values with their dates.

    ``days`` counts from 1970-01-01; without it observations are numbered.
    """

    values: Any
    days: Any
    name: str
    backend: Backend


def library(data: object) -> Backend:
    """Return which data frame library an object belongs to."""
    match type(data).__module__.partition(".")[0]:
        case "pandas":
            return "pandas"
        case "polars":
            return "polars"
        case _:
            return None


def column(data: Any, dates: Any = None, name: str | None = None) -> Column:
    """Take a column apart into values, dates, and the library it came from.

    Raises
    ------
    TypeError
        If ``data`` is no column, or its index or ``dates`` hold no dates.
    ValueError
        If a date is missing or the lengths differ; the message has the row.
    """
    backend = library(data)
    if backend == "pandas":
        return _from_pandas(data, dates, name)
    days = None if dates is None else days_of(dates)
    if backend == "polars":
        return _from_polars(data, days, name)
    return Column(data, days, name or "series", None)


def _from_pandas(data: Any, dates: Any, name: str | None) -> Column:
    if getattr(data, "ndim", 1) == 2:
        if data.shape[1] != 1:
            raise TypeError(f"the data frame has {data.shape[1]} columns; give one of them, such as frame['close']")
        data = data.iloc[:, 0]
    if not hasattr(data, "index"):
        data = data.to_series()
    label = name or (str(data.name) if data.name is not None else "series")
    if data.dtype.kind not in "fiub":
        raise TypeError(f"column '{label}' is of dtype {data.dtype}{_first_stranger(data)}; give numbers")
    values = data.to_numpy()
    if values.dtype.kind not in "fiub":
        # A nullable dtype with a missing value.
        values = data.to_numpy(dtype=np.float64, na_value=np.nan)
    if values.dtype.kind == "b":
        values = values.astype(np.float64)
    days = _days_of_index(data.index, label) if dates is None else days_of(dates)
    return Column(np.ascontiguousarray(values), days, label, "pandas")


def _first_stranger(data: Any) -> str:
    for row, value in enumerate(data):
        if not isinstance(value, int | float | np.number):
            return f" (row {row} is {value!r})"
    return ""


def _days_of_index(index: Any, label: str) -> Any:
    kind = index.dtype
    if getattr(kind, "kind", "") in "iu":
        return None
    if hasattr(index, "to_timestamp"):
        index = index.to_timestamp()
    elif getattr(kind, "kind", "") == "O" or str(kind) in {"str", "string"}:
        raise TypeError(
            f"the index of '{label}' is of dtype {kind}, not of dates{_mixed(index)}; "
            "make it one with pandas.to_datetime, or give dates="
        )
    if getattr(index, "tz", None) is not None:
        # The local day is the trading day.
        index = index.tz_localize(None)
    if index.dtype.kind != "M":
        raise TypeError(f"the index of '{label}' is of dtype {kind}; give dates")
    return _whole_days(index.to_numpy(), f"the index of '{label}'")


def _mixed(index: Any) -> str:
    zones = {str(getattr(value, "tzinfo", None)) for value in index}
    return f" (time zones {', '.join(sorted(zones))})" if len(zones) > 1 else ""


def _from_polars(data: Any, days: Any, name: str | None) -> Column:
    if hasattr(data, "collect"):
        raise TypeError("the frame is lazy; collect it and give one column")
    if hasattr(data, "columns"):
        if data.width != 1:
            raise TypeError(f"the data frame has {data.width} columns; give one of them, such as frame['close']")
        data = data.to_series()
    label = name or data.name or "series"
    if not data.dtype.is_numeric() or data.dtype.is_decimal():
        raise TypeError(f"column '{label}' is of type {data.dtype}; give numbers, such as 64-bit floats")
    return Column(data, days, label, "polars")


def days_of(dates: Any) -> Any:
    """Days since 1970-01-01 of a column of dates.

    Raises
    ------
    TypeError, ValueError
        If they are no dates; the message has the row.
    """
    backend = library(dates)
    if backend == "pandas":
        index = dates if not hasattr(dates, "index") else dates.array
        if getattr(getattr(index, "dtype", None), "tz", None) is not None:
            index = index.tz_localize(None)
        return _whole_days(np.asarray(index), "dates")
    if backend == "polars":
        if str(dates.dtype) == "Date":
            return dates
        if not str(dates.dtype).startswith("Datetime"):
            raise TypeError(f"dates are of type {dates.dtype}; give dates")
        return dates.dt.date()
    if hasattr(dates, "__arrow_c_array__") or hasattr(dates, "__arrow_c_stream__"):
        return _whole_days(np.asarray(dates), "dates") if hasattr(dates, "__array__") else dates
    return _whole_days(np.asarray(dates), "dates")


def _whole_days(dates: Any, label: str) -> Any:
    if dates.dtype.kind != "M":
        found: list[Any] = []
        for row, value in enumerate(dates.tolist()):
            if value is None or isinstance(value, bool | int | float):
                raise TypeError(f"{label}, row {row}: {value!r} is no date; give dates")
            try:
                found.append(np.datetime64(value, "D"))
            except (TypeError, ValueError, OverflowError) as error:
                raise ValueError(f"{label}, row {row}: {value!r} is no date ({error})") from None
        dates = np.array(found, dtype="datetime64[D]")
    missing = np.isnat(dates)
    if missing.any():
        raise ValueError(f"{label}, row {int(missing.argmax())}: the date is missing")
    return dates.astype("datetime64[D]").astype(np.int64)
