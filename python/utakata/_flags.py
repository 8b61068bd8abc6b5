"""Keyword arguments as flags of the command line, which defines them, and its warnings as Python's."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from utakata import _native

Progress = bool | Callable[[int, int], object] | None


class UtakataWarning(UserWarning):
    """Something that the command line would warn of."""


def flags(options: Mapping[str, object]) -> list[str]:
    """Spell options as flags; what is ``None`` or ``False`` is left to its default."""
    spelled: list[str] = []
    for name, value in options.items():
        flag = "--" + name.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            spelled.append(flag)
        else:
            spelled.append(f"{flag}={_spell(value, name)}")
    return spelled


def _spell(value: Any, name: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise TypeError(f"{name} holds {value!r}; give numbers or words")
    if isinstance(value, int | float):
        return repr(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return _spell(value.item(), name)
    try:
        return ",".join(_spell(one, name) for one in value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; give a number, a word or a sequence of them") from None


def pythonic(text: str) -> str:
    """Name flags in a message as keyword arguments."""
    return re.sub(r"(?<![\w-])--([a-z][a-z-]*)", lambda m: m[1].replace("-", "_"), text)


def translated(error: ValueError) -> ValueError:
    """Return the error with keyword arguments for flags."""
    return ValueError(pythonic(str(error)))


def callback(progress: Progress, what: str) -> Callable[[int, int], object] | None:
    """Make a callback of ``True`` (a tqdm bar), or leave one as it is."""
    if progress is None or progress is False:
        return None
    if callable(progress):
        return progress
    from tqdm.auto import tqdm

    bar: Any = tqdm(desc=what, leave=False)

    def advance(done: int, total: int) -> None:
        bar.total = total
        bar.n = done
        bar.refresh()

    return advance


def ask(words: list[str], options: Mapping[str, object], progress: Progress = None) -> str:
    """Ask the command line for JSON."""
    try:
        text, told = _native.command([*words, *flags(options), "--format=json"], callback(progress, words[-1]))
    except ValueError as error:
        raise translated(error) from None
    for warning in told:
        warnings.warn(pythonic(warning), UtakataWarning, stacklevel=3)
    return text.rstrip("\n")
