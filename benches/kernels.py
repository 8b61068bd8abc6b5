"""Our kernels against pyexuber, in one run, on one thread.

    cargo build --release -p utakata --example bench_kernels
    python -m venv /tmp/venv && /tmp/venv/bin/pip install pyexuber==0.1.0
    /tmp/venv/bin/python benches/kernels.py target/release/examples/bench_kernels [--series FILE] [--runs 5]

The two sides alternate; each figure is CPU time, the ratio is taken run by run, and medians are printed. Answers are
compared: the statistics of one series to 1e-9, simulated 95 % critical values within their simulation error. Raw figures
go to benches/runs/<date>-<cpu>.csv. For AVX2 on a machine with more, build with `--features avx2-only` and give
`--label avx2`. `--series` is a CSV whose last column is the series of the wild bootstrap; without it a random walk of
547 observations stands in. pyexuber is GPL: it is called, never read.
"""

import argparse
import csv
import datetime
import json
import os
import re
import statistics
import subprocess
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import exuber  # noqa: E402  (after the thread counts)
import numpy  # noqa: E402


def ours(binary, job, series=()):
    text = "\n".join(repr(float(v)) for v in series)
    done = subprocess.run([binary, *map(str, job)], input=text, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return statistics.median(answer["ms"]), answer


def theirs(call):
    begin = time.process_time()
    answer = call()
    return 1e3 * (time.process_time() - begin), answer


def jobs(binary, wild):
    rng = numpy.random.default_rng(1)
    walks = {n: numpy.cumsum(rng.standard_normal(n)) for n in (1680, 5000)}
    for n, walk in walks.items():
        for lag in (0, 1, 4):
            yield (
                f"statistic T={n} lag={lag}",
                lambda walk=walk, lag=lag: ours(binary, ["statistic", lag, 1], walk),
                lambda walk=walk, lag=lag: theirs(lambda: exuber.radf(walk, lag=lag)),
                same_statistic,
            )
    # The rival's call makes the sequences too; with `scalars` we do not, which is enough for critical values.
    for keep in ("scalars", "sequences"):
        yield (
            f"Monte Carlo T=500 R=1000 {keep}",
            lambda keep=keep: ours(binary, ["monte-carlo", keep, 500, 1000, 1, 1]),
            lambda: theirs(lambda: exuber.radf_mc_cv(500, nrep=1000, seed=1)),
            close_quantiles,
        )
        yield (
            f"wild bootstrap T={len(wild)} R=499 {keep}",
            lambda keep=keep: ours(binary, ["wild", keep, 499, 1, 1], wild),
            lambda: theirs(lambda: exuber.radf_wb_cv(wild, nboot=499, seed=1)),
            close_quantiles,
        )


def same_statistic(mine, peer):
    sequence = numpy.ravel(peer.bsadf)
    assert len(sequence) == len(mine["bsadf"]), "different dates"
    worst = numpy.max(numpy.abs(sequence - mine["bsadf"]))
    assert worst < 1e-9 and abs(float(peer.gsadf[0]) - mine["gsadf"]) < 1e-9, worst
    return worst


def close_quantiles(mine, peer):
    """95 % critical values of two independent simulations: standard errors are 0.05 to 0.2 each."""
    apart = abs(float(numpy.ravel(peer.gsadf_cv)[1]) - mine["gsadf"][1])
    assert apart < 0.8, apart
    return apart


def cpu():
    try:
        with open("/proc/cpuinfo") as lines:
            name = next(l.split(":")[1].strip() for l in lines if l.startswith("model name"))
    except (OSError, StopIteration):
        name = "unknown"
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--series")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--label", default="widest")
    options = parser.parse_args()
    if options.series:
        with open(options.series) as lines:
            wild = numpy.array([float(row[-1]) for row in list(csv.reader(lines))[1:]])
    else:
        wild = numpy.cumsum(numpy.random.default_rng(2).standard_normal(547))
    rows = []
    print(f"{'job':40} {'ours ms':>9} {'pyexuber ms':>12} {'ratio':>7} {'answers differ by':>18}")
    for name, mine, peer, compare in jobs(options.binary, wild):
        a, b, ratios = [], [], []
        for run in range(options.runs):
            (x, answer), (y, other) = mine(), peer()
            apart = compare(answer, other)
            a.append(x), b.append(y), ratios.append(y / x)
            rows.append([options.label, name, run, f"{x:.4f}", f"{y:.4f}", f"{y / x:.2f}"])
        median = statistics.median
        print(f"{name:40} {median(a):9.3f} {median(b):12.2f} {median(ratios):7.1f} {apart:18.1e}", flush=True)
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "runs")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{datetime.date.today()}-{cpu()}.csv")
    new = not os.path.exists(path)
    with open(path, "a", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        if new:
            writer.writerow(["instruction_sets", "job", "run", "ours_ms", "pyexuber_ms", "ratio"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
