"""What every result can do."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

import numpy as np

from utakata._input import Backend

if TYPE_CHECKING:
    from utakata._native import Table


class Result:
    """A result: immutable, printable, and convertible.

    ``to_json`` is what the command line prints for the same question, to the last digit.
    """

    __slots__ = ("_backend", "_data", "_text")

    _text: str | None
    _data: dict[str, Any] | None
    _backend: Backend

    def __init__(self, text: str | None = None, backend: Backend = None) -> None:
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_data", None)
        object.__setattr__(self, "_backend", backend)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def to_json(self) -> str:
        """Return the result as the command line prints it with ``--format json``.

        Returns
        -------
        str
            Indented JSON without the last line's end.
        """
        assert self._text is not None
        return self._text

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain Python values.

        Returns
        -------
        dict
            A new dictionary with the fields of :meth:`to_json`.
        """
        data: dict[str, Any] = json.loads(self.to_json())
        return data

    @property
    def _fields(self) -> dict[str, Any]:
        if self._data is None:
            object.__setattr__(self, "_data", self.to_dict())
        assert self._data is not None
        return self._data

    def _table(self) -> Table | None:
        """Columns of the result, if it has any."""
        return None

    def to_arrow(self) -> Any:
        """Return the columns as an Arrow table.

        Returns
        -------
        pyarrow.Table

        Raises
        ------
        ImportError
            Without ``pyarrow``. (The result itself has ``__arrow_c_stream__``, which polars and DuckDB read.)
        """
        import pyarrow

        return pyarrow.table(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        table = self._table()
        if table is None:
            raise TypeError(f"{type(self).__name__} has no columns; use to_dict()")
        return table.__arrow_c_stream__(requested_schema)

    def to_frame(self, library: Backend = None) -> Any:
        """Return the columns as a data frame.

        Parameters
        ----------
        library : {'pandas', 'polars'}, optional
            By default the library that the input came from, else pandas.

        Returns
        -------
        pandas.DataFrame or polars.DataFrame
        """
        table = self._table()
        if table is None:
            raise TypeError(f"{type(self).__name__} has no columns; use to_dict()")
        return frame(table, library or self._backend)

    def summary(self) -> str:
        """Return the result in a few lines for people."""
        return "\n".join(f"{name:<24} {shown}" for name, shown in self._rows())

    def _rows(self) -> list[tuple[str, str]]:
        simple = (str, int, float, bool)
        return [(k, show(v)) for k, v in self._fields.items() if isinstance(v, simple) or v is None]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._line()}>"

    def _line(self) -> str:
        return ", ".join(f"{name} {shown}" for name, shown in self._rows()[:4])

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(shown)}</td></tr>"
            for name, shown in self._rows()
        )
        return f"<table><caption>{type(self).__name__}</caption>{rows}</table>"


class _Native(Protocol):
    def to_json(self) -> str: ...


N = TypeVar("N", bound=_Native)


class Held(Result, Generic[N]):
    """A result whose figures stay in the native module until they are asked for."""

    __slots__ = ("_inner",)

    _inner: N

    def __init__(self, inner: N, backend: Backend = None) -> None:
        super().__init__(None, backend)
        object.__setattr__(self, "_inner", inner)

    def to_json(self) -> str:
        """Return the result as JSON, as the command line prints it where it answers the same question.

        Returns
        -------
        str
            Indented JSON without the last line's end.
        """
        if self._text is None:
            object.__setattr__(self, "_text", self._inner.to_json())
        assert self._text is not None
        return self._text


def show(value: object) -> str:
    """Show a value to people: six digits, a dash where there is none."""
    if value is None:
        return "\u2013"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def frame(table: Table, library: Backend) -> Any:
    """Make a data frame of a table."""
    if library == "polars":
        import polars

        return polars.DataFrame(table)
    import pandas

    columns = {name: table.column(name) for name in table.names}
    dates = columns.pop("date", None)
    if dates is None:
        return pandas.DataFrame(columns)
    index = pandas.DatetimeIndex(dates.astype("datetime64[s]"), name="date")
    return pandas.DataFrame(columns, index=index)


def array(table: Table, name: str) -> np.ndarray[Any, Any]:
    """Return a column that cannot be written to."""
    column = table.column(name)
    column.flags.writeable = False
    return column
