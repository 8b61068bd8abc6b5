"""Tables as the files that the command line reads: exact to the last bit."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from utakata._input import Column, library

Tables = dict[str, Any]


@contextmanager
def written(tables: Tables) -> Iterator[dict[str, str]]:
    """Write tables into a folder that is gone afterwards; errors name them without it."""
    with TemporaryDirectory(prefix="utakata-") as folder:
        paths = {name: str(_write(table, Path(folder), name)) for name, table in tables.items()}
        try:
            yield paths
        except (ValueError, RuntimeError) as error:
            raise type(error)(str(error).replace(f"{folder}/", "")) from None


def _write(table: Any, folder: Path, name: str) -> Path:
    if isinstance(table, str | Path):
        return Path(table)
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(_rows(table, name))
    return path


def _rows(table: Any, name: str) -> Iterator[list[Any]]:
    if isinstance(table, Column):
        yield from _column_rows(table)
        return
    if library(table) is None and (hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__")):
        import pyarrow

        table = pyarrow.table(table).to_pandas()
    if isinstance(table, dict):
        yield list(table)
        yield from (list(map(_cell, row)) for row in zip(*table.values(), strict=True))
        return
    if library(table) == "polars":
        yield list(table.columns)
        yield from (list(map(_cell, row)) for row in table.iter_rows())
        return
    if library(table) != "pandas":
        raise TypeError(f"{name} is {type(table).__name__}; give a data frame, an Arrow table, a dictionary or a path")
    dated = not (table.index.name is None and getattr(table.index.dtype, "kind", "") in "iu")
    yield [*([table.index.name or "date"] if dated else []), *map(str, table.columns)]
    for row in table.itertuples(index=dated, name=None):
        yield list(map(_cell, row))


def _column_rows(given: Column) -> Iterator[list[Any]]:
    values = np.asarray(given.values, dtype=np.float64)
    yield ["date", _plain(given.name)]
    if given.days is None:
        yield from ([row, repr(float(value))] for row, value in enumerate(values))
        return
    days = np.asarray(given.days).astype("datetime64[D]")
    if len(days) != len(values):
        raise ValueError(f"{len(days)} dates but {len(values)} values; each date needs exactly one value")
    yield from ([str(day), repr(float(value))] for day, value in zip(days, values, strict=True))


def _plain(name: str) -> str:
    """Give a name that is no column of dates."""
    return re.sub(r"[\r\n]", " ", name) if name.lower() != "date" else "value"


def _cell(value: Any) -> Any:
    if value is None or value is np.ma.masked:
        return ""
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else repr(float(value))
    if hasattr(value, "isoformat"):
        text = str(value.isoformat())
        return text[:10] if text[10:] in ("", "T00:00:00") else text
    return value
