"""utakata against pyexuber and lppls, both from Python, in one run, on one thread.

    python3 -m venv .venv && .venv/bin/pip install . pyexuber==0.1.0 lppls==0.6.24
    .venv/bin/python benches/peers.py [--runs 5] [--quick]

The sides alternate; each figure is CPU time of this process, the ratio is taken run by run, and medians are printed. Answers
are compared where they must agree: sequences to 1e-8, simulated critical values within their simulation error, LPPLS costs
as told. Raw figures go to benches/runs/<date>-python-<cpu>.csv. The last lines are the overhead of a call from Python. The
peers are called, never read.
"""

import argparse
import csv
import datetime
import os
import platform
import random
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import exuber  # noqa: E402  (after the thread counts)
import numpy as np  # noqa: E402
import utakata  # noqa: E402
from lppls import lppls as peer_lppls  # noqa: E402

Job = tuple[str, Callable[[], object], Callable[[], object], Callable[[object, object], str]]


def radf_jobs(quick: bool) -> list[Job]:
    """Statistics and critical values."""
    rng = np.random.default_rng(1)
    jobs: list[Job] = []
    for n in (500, 1680) if quick else (500, 1680, 5000):
        walk = rng.standard_normal(n).cumsum()
        for lag in (0, 1, 4):
            jobs.append(
                (
                    f"GSADF and sequences, T = {n}, lag {lag}",
                    lambda walk=walk, lag=lag: utakata.gsadf(walk, lag=lag),
                    lambda walk=walk, lag=lag: exuber.radf(walk, lag=lag),
                    lambda a, b: f"{np.abs(a.bsadf - np.ravel(b.bsadf)).max():.0e}",
                )
            )
    walk = rng.standard_normal(500).cumsum()

    def apart(mine: object, theirs: object) -> str:
        return f"{abs(mine.critical_values['gsadf']['95'] - float(np.ravel(theirs.gsadf_cv)[1])):.2f}"

    jobs.append(
        (
            "critical values, random walks, T = 500, 1000 replications",
            lambda: utakata.null_distribution(walk, method="monte-carlo", lag=0, replications=1000, threads=1),
            lambda: exuber.radf_mc_cv(500, nrep=1000, seed=1),
            apart,
        )
    )
    jobs.append(
        (
            "critical values, wild bootstrap, T = 500, 499 replications",
            lambda: utakata.null_distribution(walk, multiplier="gaussian", lag=0, replications=499, threads=1),
            lambda: exuber.radf_wb_cv(walk, nboot=499, seed=1),
            apart,
        )
    )
    return jobs


def lppls_jobs(quick: bool) -> list[Job]:
    """One window; and the indicator of the package's defaults on some dates."""
    rng = np.random.default_rng(3)
    left = np.arange(400, 0, -1.0) + 20
    logs = 6 - 0.02 * left**0.6 * (1 - 0.08 * np.cos(8 * np.log(left))) + 0.01 * rng.standard_normal(400)
    price = np.exp(logs)

    def model(count: int) -> object:
        return peer_lppls.LPPLS(observations=np.array([np.arange(float(count)), logs[-count:]]))

    def cost(fit: object) -> float:
        tc, m, w, a, b, _, c1, c2, *_ = fit
        x = tc - np.arange(float(len(logs)))
        curve = a + x**m * (b + c1 * np.cos(w * np.log(x)) + c2 * np.sin(w * np.log(x)))
        return float(((logs - curve) ** 2).sum())

    def costs(mine: object, theirs: object) -> str:
        return f"cost {mine.best['sse']:.5f} / {cost(theirs):.5f}"

    dates = 20 if quick else 60
    last = dates + 120 - 1
    return [
        (
            "LPPLS, one window of 400",
            lambda: utakata.lppls(price, threads=1),
            lambda: model(400).fit(25),
            costs,
        ),
        (
            f"LPPLS, {dates} dates of 18 nested windows, 120 to 35",
            lambda: utakata.lppls_indicator(
                price[-last:], preset="lppls-package", null="none", start=_day(last - dates), threads=1
            ),
            lambda: model(last).compute_nested_fits(120, 30, 1, 5, 25),
            lambda a, b: "not compared",
        ),
    ]


def _day(row: int) -> datetime.date:
    return datetime.date(1, 1, 1) + datetime.timedelta(days=row)


def timed(call: Callable[[], object]) -> tuple[float, object]:
    """Milliseconds of CPU time, and the answer."""
    begin = time.process_time()
    answer = call()
    return 1e3 * (time.process_time() - begin), answer


def overhead() -> list[tuple[str, float]]:
    """Microseconds that a call costs above the same work in a longer loop: the smallest series there can be."""
    small = np.random.default_rng(5).standard_normal(12).cumsum()
    found = []
    for label, call in [
        ("gsadf of 12 observations, NumPy", lambda: utakata.gsadf(small, lag=0, minimum_window=5)),
        ("the native call alone", lambda: utakata._native.statistics(small, 0, 5, "observations", "x")),
        ("evidence.streak(6, 250)", lambda: utakata.evidence.streak(6, 250)),
    ]:
        call()
        times = []
        for _ in range(7):
            begin = time.perf_counter()
            for _ in range(300):
                call()
            times.append((time.perf_counter() - begin) / 300 * 1e6)
        found.append((label, min(times)))
    return found


def cpu() -> str:
    """The processor's name."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
        name = next(line.split(":")[1] for line in text.splitlines() if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def main() -> None:
    """Run, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    rows: list[list[object]] = []
    print("| job | utakata, ms | peer, ms | ratio | answers differ by |")
    print("| --- | --- | --- | --- | --- |")
    for name, mine, peer, compare in [*radf_jobs(options.quick), *lppls_jobs(options.quick)]:
        random.seed(1)
        np.random.seed(1)
        mine(), peer()  # compiled and warm
        ours, theirs = [], []
        for run in range(options.runs):
            (a, answer), (b, other) = timed(mine), timed(peer)
            ours.append(a)
            theirs.append(b)
            rows.append([name, run, f"{a:.4f}", f"{b:.4f}", f"{b / a:.2f}"])
        ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
        told = (
            f"{statistics.median(ours):.3g} | {statistics.median(theirs):.4g} | {ratio:.3g} | {compare(answer, other)}"
        )
        print(f"| {name} | {told} |", flush=True)
    for label, microseconds in overhead():
        rows.append([label, "", f"{microseconds / 1e3:.4f}", "", ""])
        print(f"{label}: {microseconds:.1f} microseconds a call")
    folder = Path(__file__).parent / "runs"
    folder.mkdir(exist_ok=True)
    path = folder / f"{datetime.datetime.now(tz=datetime.UTC).date()}-python-{cpu()}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["job", "run", "ours_ms", "peer_ms", "ratio"], *rows])
    print(f"raw figures: {path}")


if __name__ == "__main__":
    main()
