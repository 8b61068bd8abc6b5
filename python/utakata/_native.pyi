from collections.abc import Callable, Sequence
from typing import Any, final

import numpy as np
import numpy.typing as npt

__all__ = [
    "Diagnosis",
    "Monitor",
    "NullDistribution",
    "Statistics",
    "Table",
    "address",
    "command",
    "diagnose",
    "diagnose_panel",
    "main",
    "monitor",
    "monitor_from_json",
    "null_distribution",
    "statistics",
]

@final
class Table:
    @property
    def names(self) -> list[str]: ...
    def column(self, name: str) -> npt.NDArray[Any]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...

@final
class Statistics:
    @property
    def adf(self) -> float | None: ...
    @property
    def sadf(self) -> float | None: ...
    @property
    def gsadf(self) -> float: ...
    @property
    def observations(self) -> int: ...
    @property
    def lag(self) -> int: ...
    @property
    def minimum_window(self) -> int: ...
    @property
    def first_observation(self) -> int: ...
    def table(self) -> Table: ...
    def to_json(self) -> str: ...

@final
class Diagnosis:
    def table(self) -> Table: ...
    def series(self) -> Table: ...
    def to_json(self) -> str: ...

@final
class NullDistribution:
    @property
    def adf(self) -> npt.NDArray[np.float64]: ...
    @property
    def sadf(self) -> npt.NDArray[np.float64]: ...
    @property
    def gsadf(self) -> npt.NDArray[np.float64]: ...
    @property
    def smallest_p(self) -> float: ...
    def p_values(self, statistics: Statistics) -> tuple[float | None, float | None, float | None]: ...
    def to_json(self) -> str: ...

@final
class Monitor:
    def observe(self, value: float) -> str | None: ...
    def replay(self, values: object) -> str: ...
    @property
    def phase(self) -> str: ...
    def alarms(self) -> str: ...
    @property
    def next_index(self) -> int: ...
    @property
    def reading(self) -> tuple[float, float] | None: ...
    def statement(self) -> str: ...
    def to_json(self) -> str: ...

def statistics(
    values: object, lag: int | str, minimum_window: int | None, convention: str, name: str
) -> Statistics: ...
def diagnose(
    values: object,
    days: object | None,
    name: str,
    flags: Sequence[str],
    threads: int | None,
    progress: Callable[[int, int], object] | None,
) -> Diagnosis: ...
def diagnose_panel(
    groups: Sequence[tuple[str, object, object | None]],
    flags: Sequence[str],
    threads: int | None,
    progress: Callable[[int, int], object] | None,
) -> list[tuple[Diagnosis | None, str | None]]: ...
def null_distribution(
    values: object,
    method: str,
    lag: int | str,
    minimum_window: int | None,
    convention: str,
    multiplier: str,
    control: int | None,
    drift: bool,
    replications: int,
    seed: int,
    threads: int | None,
    progress: Callable[[int, int], object] | None,
) -> NullDistribution: ...
def monitor(
    training: object,
    horizon: int,
    false_alarm_rate: float,
    premature_rate: float,
    growth: int,
    replications: int,
    seed: int,
    threads: int | None,
    progress: Callable[[int, int], object] | None,
) -> Monitor: ...
def monitor_from_json(text: str) -> Monitor: ...
def command(
    arguments: Sequence[str], progress: Callable[[int, int], object] | None = None
) -> tuple[str, list[str]]: ...
def main(arguments: Sequence[str]) -> int: ...
def address(values: object) -> int: ...
