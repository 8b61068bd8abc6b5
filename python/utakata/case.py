"""Cases: a question, its evidence, and the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from utakata import _native
from utakata._files import written
from utakata._flags import Progress, ask, callback, flags, translated
from utakata._result import Result


class Verdict(Result):
    """The answer to a case: state, since when, how sure, what speaks against it, what would change it.

    Its fields are those of ``utakata report --format json``.
    """

    __slots__ = ("_case", "_options")

    _case: Case
    _options: dict[str, Any]

    def __init__(self, text: str, case: Case, options: dict[str, Any]) -> None:
        super().__init__(text)
        object.__setattr__(self, "_case", case)
        object.__setattr__(self, "_options", options)

    @property
    def label(self) -> str:
        """The verdict's label, such as ``no-turn-shown`` or ``broad-turn``."""
        label: str = self._fields["verdict"]["label"]
        return label

    @property
    def streams(self) -> list[dict[str, Any]]:
        """What each kind of evidence says."""
        return list(self.to_dict()["streams"])

    @property
    def claims(self) -> list[dict[str, Any]]:
        """The audited claims."""
        return list(self.to_dict()["claims"])

    def summary(self, language: str = "en") -> str:
        """Return the report for a terminal in ``'en'``, ``'ja'`` or ``'zh'``."""
        return self._case._render("table", language, self._options)

    def to_html(self, language: str = "en") -> str:
        """Return the report as one page that can be sent on."""
        return self._case._render("html", language, self._options)

    def _rows(self) -> list[tuple[str, str]]:
        return [("case", self._case.name), ("label", self.label), ("streams", str(len(self._fields["streams"])))]


class Case:
    """A question about one sector as of one date, as a folder.

    Parameters
    ----------
    folder : str or path, optional
        A case folder (``docs/case-format.md``); by default the founding case: is the AI large-model bubble bursting,
        as of
        27 June 2023?

    Examples
    --------
    >>> import utakata
    >>> verdict = utakata.Case().verdict(replications=99)
    >>> verdict.label
    'no-run-up'
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder = None if folder is None else Path(folder)

    @property
    def name(self) -> str:
        """Name of the folder."""
        return "the founding case" if self.folder is None else self.folder.name

    def __repr__(self) -> str:
        return f"<Case: {self.name}>"

    def _words(self) -> list[str]:
        return ["report"] if self.folder is None else ["report", str(self.folder)]

    def verdict(
        self,
        *,
        series: list[Any] | None = None,
        replications: int = 499,
        seed: int = 1,
        threads: int | None = None,
        progress: Progress = None,
    ) -> Verdict:
        """Answer the question of the case.

        Parameters
        ----------
        series : list of data frame, Arrow table or path, optional
            Further prices, each with a column ``symbol`` or one column a symbol.
        replications, seed : int
            Of each bootstrap.
        threads, progress
            As for :func:`utakata.diagnose`.

        Returns
        -------
        Verdict

        Raises
        ------
        ValueError
            For a case that breaks a rule; the message has file, line and column.
        """
        options = {"series": series or [], "replications": replications, "seed": seed, "threads": threads}
        return Verdict(self._ask("json", "en", options, progress), self, options)

    def _render(self, form: str, language: str, options: dict[str, Any]) -> str:
        return self._ask(form, language, options, None)

    def _ask(self, form: str, language: str, options: dict[str, Any], progress: Progress) -> str:
        plain = {key: value for key, value in options.items() if key != "series"}
        tables = {f"series{place}": table for place, table in enumerate(options["series"], 1)}
        with written(tables) as paths:
            words = [*self._words(), *(f"--series={path}" for path in paths.values())]
            if form == "json":
                return ask(words, plain, progress)
            try:
                asked = [*words, *flags({**plain, "language": language, "format": form})]
                return _native.command(asked, callback(progress, "report"))[0]
            except ValueError as error:
                raise translated(error) from None
