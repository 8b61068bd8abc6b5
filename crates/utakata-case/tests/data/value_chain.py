"""First falls of 10 % of the founding case's layers, by hand: python3 value_chain.py CASE FILE…

Each FILE is long (symbol, date, adj_close or close) or wide (date, one column per symbol); a later file wins.

Output on the four files of founding_case_verdict.rs (layer, members, days, return, below peak, first fall and its peak):
compute 9 143 0.7098398260261014 -0.11759857152218878 ('2022-12-22', '2022-12-13')
hardware 10 138 1.5997836914391947 -0.10985255224422119 ('2023-05-11', '2023-04-24')
platform 9 143 0.5686551355265488 -0.05021077315710554 None
application 21 138 0.9656344622636626 -0.13289793476391076 ('2022-12-22', '2022-12-02')
With series/us_ai_close.csv alone:
compute 1 142 1.401649112312008 -0.07249821307864357 ('2022-12-19', '2022-12-13')
platform 3 142 0.6169103112985812 -0.02928333452218923 ('2022-12-28', '2022-12-02')
"""
import collections
import csv
import sys
import tomllib

FROM, TO = "2022-11-30", "2023-06-27"


def closes(path):
    found = collections.defaultdict(dict)
    for row in csv.DictReader(open(path)):
        if "symbol" in row:
            value = row.get("adj_close") or row["close"]
            if value:
                found[row["symbol"]][row["date"]] = float(value)
        else:
            date = next(iter(row))
            for symbol, value in row.items():
                if symbol != date and value:
                    found[symbol][row[date]] = float(value)
    return found


prices = {}
for path in sys.argv[2:]:
    prices.update(closes(path))
for layer in tomllib.load(open(sys.argv[1] + "/case.toml", "rb"))["layer"]:
    cut = {m: {d: v for d, v in prices.get(m, {}).items() if FROM <= d <= TO} for m in layer["members"]}
    cut = {m: p for m, p in cut.items() if p}
    if not cut:
        continue
    assert all(min(p) == FROM for p in cut.values())
    days = sorted({d for p in cut.values() for d in p})
    days = [d for d in days if 2 * sum(d in p for p in cut.values()) >= len(cut)]
    last, index = {}, []
    for day in days:
        last.update({m: p[day] for m, p in cut.items() if day in p})
        index.append(sum(last[m] / p[FROM] for m, p in cut.items()) / len(cut))
    peak, first = 0, None
    for i, value in enumerate(index):
        if value >= index[peak]:
            peak = i
        if first is None and value <= 0.9 * index[peak]:
            first = (days[i], days[peak])
    print(layer["id"], len(cut), len(days), index[-1] / index[0] - 1, index[-1] / max(index) - 1, first)
