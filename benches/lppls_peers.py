"""Nested LPPLS fits of the last 600 observations, ours and those of lppls from PyPI, in one run on one thread.

    pip install lppls==0.6.24
    cargo build --release -p utakata --example bench_lppls
    python benches/lppls_peers.py target/release/examples/bench_lppls PRICES.csv [DATES]

PRICES.csv has the columns `date` and `log_price`. Both sides fit windows of 120, 115, ..., 35 observations that end on each
of the last DATES dates (default 481, which is 8,658 windows) on a clock that counts observations; the peer stops before its
smallest window of 30. CPU seconds are compared. The peer searches without bounds.
"""

import csv
import random
import resource
import subprocess
import sys
import time

import numpy as np
from lppls import lppls

LONGEST, SHORTEST, STEP = 120, 35, 5


def ours(binary, logs, dates):
    job = [binary, *map(str, (LONGEST, SHORTEST, STEP, dates, 1))]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(job, input="\n".join(map(repr, logs)), capture_output=True, text=True, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done.stdout.strip()


def peer(logs, dates):
    random.seed(1)
    np.random.seed(1)
    recent = logs[-(dates + LONGEST - 1):]
    model = lppls.LPPLS(observations=np.array([np.arange(len(recent), dtype=float), recent]))
    # Compiled before the clock starts.
    model.fit(5)
    before = time.process_time()
    fits = model.compute_nested_fits(
        window_size=LONGEST, smallest_window_size=30, outer_increment=1, inner_increment=STEP, max_searches=25
    )
    return time.process_time() - before, fits.shape[0] * fits.shape[1]


def main():
    binary, path = sys.argv[1:3]
    dates = int(sys.argv[3]) if len(sys.argv) > 3 else 481
    with open(path, newline="") as file:
        logs = [float(row["log_price"]) for row in csv.DictReader(file)]
    mine, said = ours(binary, logs, dates)
    theirs, windows = peer(logs, dates)
    print(f"windows: peer {windows}; ours prints (ms prepared, ms elapsed, windows, sum of costs): {said}")
    print(f"CPU seconds: ours {mine:.3f}, lppls {theirs:.1f}, ratio {theirs / mine:.0f}")


if __name__ == "__main__":
    main()
