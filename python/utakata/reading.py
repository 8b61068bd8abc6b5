"""From an article to candidate ledger entries."""

from __future__ import annotations

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from utakata._flags import ask
from utakata._result import Result


class Reading(Result):
    """Numbers, dates, speakers and doubts of a text, each a verbatim quote with its bytes."""

    __slots__ = ()

    @property
    def items(self) -> list[dict[str, Any]]:
        """Numbers and dates: ``quote``, ``byte_start``, ``byte_end``, ``kind``, ``value`` and more."""
        return list(self.to_dict()["items"])

    @property
    def opinions(self) -> list[dict[str, Any]]:
        """Sentences with a speaker that point one way."""
        return list(self.to_dict()["opinions"])

    @property
    def lints(self) -> list[dict[str, Any]]:
        """What in the text contradicts itself."""
        return list(self.to_dict()["lints"])

    def _rows(self) -> list[tuple[str, str]]:
        return [(one["quote"].strip(), f"{one['kind']} {one.get('value', '')}".strip()) for one in self.items]

    def _line(self) -> str:
        return f"{len(self.items)} numbers and dates, {len(self.lints)} doubts"


def read(text: str | Path, *, published: datetime.date | str | None = None) -> Reading:
    """Read an article in Japanese, Chinese or English.

    Parameters
    ----------
    text : str or path
        The text itself, or the path of a file as :class:`pathlib.Path`.
    published : date or str, optional
        Day of publication; dates without a year lie before it. Without it they stay as they are.

    Returns
    -------
    Reading
        Offsets are bytes of the text in UTF-8, or of the file.

    Raises
    ------
    ValueError
        For a file that is no text.

    Examples
    --------
    >>> import utakata
    >>> found = utakata.read("Visits fell 9.7% in June, said Li Wei.", published="2023-07-05")
    >>> round(found.items[0]["value"], 3), found.items[0]["speaker"]
    (-0.097, 'Li Wei')
    """
    dated: dict[str, object] = {"undated": True} if published is None else {"published": published}
    if isinstance(text, Path):
        return Reading(ask(["read", str(text)], dated))
    with TemporaryDirectory(prefix="utakata-") as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8", newline="")
        return Reading(ask(["read", str(path)], dated))
