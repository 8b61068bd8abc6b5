"""Any question of the command line."""

from __future__ import annotations

from typing import Any

from utakata._files import Tables, written
from utakata._flags import Progress
from utakata._flags import ask as plain
from utakata._result import Result


class Answer(Result):
    """An answer of the command line; :meth:`to_dict` has its fields."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        return self.to_dict()[name]


class Statement(Result):
    """What one kind of evidence says: null, alternative, statistic, and how wrong it can be."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """Kind of evidence."""
        kind: str = self._fields["kind"]
        return kind

    @property
    def null(self) -> str:
        """The null hypothesis in words."""
        text: str = self._fields["null"]["english"]
        return text

    @property
    def alternative(self) -> str:
        """The alternative in words."""
        text: str = self._fields["alternative"]["english"]
        return text

    @property
    def guarantee(self) -> str:
        """What is promised about errors."""
        text: str = self._fields["guarantee"]["text"]["english"]
        return text

    @property
    def statistic(self) -> float | None:
        """The statistic."""
        value: float | None = self._fields["statistic"]
        return value

    @property
    def p_value(self) -> float | None:
        """p-value, if there is a test."""
        value: float | None = self._fields["p_value"]
        return value

    @property
    def smallest_p(self) -> float | None:
        """Smallest p-value that a sample of this size could have given."""
        value: float | None = self._fields["smallest_p"]
        return value

    @property
    def e_value(self) -> float | None:
        """e-value, if there is one: evidence against the null that may be combined."""
        value: float | None = self._fields["e_value"]
        return value

    @property
    def interval(self) -> tuple[float | None, float | None] | None:
        """Confidence interval, if there is one."""
        found = self._fields["interval"]
        return None if found is None else (found["low"], found["high"])

    @property
    def notes(self) -> list[str]:
        """What a reader should know."""
        return [note["english"] for note in self._fields["notes"]]

    @property
    def detail(self) -> dict[str, Any]:
        """The figures behind the statement, as a new dictionary."""
        found: dict[str, Any] = self.to_dict()["detail"]
        return found

    def _rows(self) -> list[tuple[str, str]]:
        fields = self._fields
        name = fields["statistic_name"]
        numbers = [(name, self.statistic), ("p-value", self.p_value), ("e-value", self.e_value)]
        rows = [("null", self.null), ("alternative", self.alternative)]
        rows += [(label, f"{value:.6g}") for label, value in numbers if value is not None]
        if self.interval is not None:
            low, high = ("\u2013" if end is None else f"{end:.6g}" for end in self.interval)
            rows.append((f"{100 * fields['interval']['level']:g} % interval", f"{low} to {high}"))
        rows.append(("guarantee", self.guarantee))
        return rows + [("note", note) for note in self.notes]

    def _line(self) -> str:
        shown = [f"{k} {v:.4g}" for k, v in (("p", self.p_value), ("e", self.e_value)) if v is not None]
        return ", ".join([self.kind, *shown])


def question(
    words: list[str],
    tables: Tables,
    options: dict[str, Any],
    progress: Progress = None,
    places: dict[str, str] | None = None,
) -> str:
    """Ask with tables as arguments; ``places`` names the flag that a table goes with."""
    flagged = places or {}
    with written(tables) as paths:
        named = {flag: paths[name] for name, flag in flagged.items() if name in paths}
        plain_paths = [path for name, path in paths.items() if name not in flagged]
        return plain([*words, *plain_paths], {**options, **named}, progress)


def ask(*words: str, tables: Tables | None = None, progress: Progress = None, **options: Any) -> Answer:
    """Ask any question of the command line that answers in JSON.

    Parameters
    ----------
    *words : str
        The command, such as ``"test", "robust"``.
    tables : dict, optional
        Data frames, Arrow tables, dictionaries of columns or paths that the command takes as files, in order.
    progress : bool or callable, optional
        As for :func:`utakata.diagnose`.
    **options
        Flags, with underscores: ``minimum_window=40`` is ``--minimum-window 40``, ``log=True`` is ``--log``. A trailing
        underscore is dropped (``return_=-0.047``).

    Returns
    -------
    Answer

    Raises
    ------
    ValueError
        What the command would refuse with exit code 2.
    RuntimeError
        What it would end with exit code 1.

    Examples
    --------
    >>> import utakata
    >>> utakata.ask("critical", observations=100, method="surface")["lag"]
    0
    """
    return Answer(question(list(words), tables or {}, options, progress))
