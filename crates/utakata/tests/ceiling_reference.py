"""Independent profile sets of ceilings (scipy): the numbers of ceiling.rs.

    python ceiling_reference.py > ceiling_reference.json

For every ceiling on a bracketing search, the other parameters are fitted by MINPACK's Levenberg–Marquardt (scipy) from
many random starts. Nothing is shared with the engine but the formulas.
"""

import json

import numpy as np
from scipy.optimize import brentq, least_squares, minimize_scalar
from scipy.stats import f as f_law

RNG = np.random.default_rng(20230627)


def share(curve, theta, t):
    with np.errstate(all="ignore"):
        if curve == "bass":
            p, q = np.exp(theta)
            e = np.exp(-(p + q) * t)
            return (1 - e) / (1 + q / p * e)
        a, b = theta[:2]
        u = np.exp(-(a + b * t))
        if curve == "logistic":
            return 1 / (1 + u)
        if curve == "gompertz":
            return np.exp(-u)
        nu = np.exp(np.clip(theta[2], -12, 7))
        return np.exp(-np.log1p(nu * u) / nu)


def residuals(theta, y, curve, scale, counting, log_ratio):
    t = 1.0 + np.arange(len(y))
    part = share(curve, theta, t)
    if counting == "flow":
        part = part - share(curve, theta, t - 1)
    with np.errstate(all="ignore"):
        r = np.log(y) - log_ratio - np.log(part) if scale == "log" else y - np.exp(log_ratio) * part
    return np.where(np.isfinite(r), r, 1e3)


def best(y, curve, scale, counting, log_ratio, starts):
    fits = [least_squares(residuals, s, args=(y, curve, scale, counting, log_ratio), method="lm", xtol=1e-14,
                          ftol=1e-14, gtol=1e-14, max_nfev=600) for s in starts]
    fit = min(fits, key=lambda f: f.cost)
    return 2 * fit.cost, fit.x


def profile(y, curve, scale, counting):
    y = np.asarray(y, float)
    unit = y.sum() if counting == "flow" else y.max()
    y = y / unit
    n, parameters = len(y), 4 if curve == "richards" else 3
    low, high = ([-8, -6], [0, 1]) if curve == "bass" else ([-6, 0.02], [3, 2])
    if curve == "richards":
        low, high = low + [-4], high + [4]
    random = [RNG.uniform(low, high) for _ in range(12)]
    grid = np.concatenate([np.linspace(-0.3, 0.3, 17), np.linspace(0.35, np.log(1000), 20)])
    table, start = [], []
    for g in grid:
        s, x = best(y, curve, scale, counting, g, random + start)
        start = [x]
        table.append((s, x))
    k = int(np.argmin([s for s, _ in table]))
    near = [x for _, x in table]

    def sse(g):
        i = int(np.argmin(abs(grid - g)))
        return best(y, curve, scale, counting, g, near[max(i - 2, 0):i + 3] + random[:5])[0]

    out = {"interior": bool(0 < k < len(grid) - 1)}
    smallest, at = table[k][0], grid[k]
    if out["interior"]:
        m = minimize_scalar(sse, bounds=(grid[k - 1], grid[k + 1]), method="bounded", options={"xatol": 1e-10})
        smallest, at = m.fun, m.x
        out["ratio"] = float(np.exp(at))
    out["sum"] = float(smallest)
    bound = smallest * (1 + f_law.ppf(0.95, 1, n - parameters) / (n - parameters))
    over = [g for g, (s, _) in zip(grid, table) if s > bound]
    above, below = [g for g in over if g > at], [g for g in over if g < at]
    inside = [g for g, (s, _) in zip(grid, table) if s <= bound] + [at]
    out["high"] = None if max(inside) >= grid[-1] else float(np.exp(brentq(
        lambda g: sse(g) - bound, max(inside), min(g for g in above if g > max(inside)), xtol=1e-12)))
    low_edge = None if min(inside) <= grid[0] else brentq(
        lambda g: sse(g) - bound, max(g for g in below if g < min(inside)), min(inside), xtol=1e-12)
    out["low"] = None if low_edge is None or low_edge <= 0 else float(np.exp(low_edge))
    return out


def index(growth):
    return [float(v) for v in np.cumprod([1.0] + [1 + g for g in growth])]


def main():
    t = 1.0 + np.arange(14)
    wobble = np.array([1, -2, 0, 2, -1, 1, 0, -1, 2, -2, 1, 0, -1, 1]) / 100
    bass = share("bass", np.log([0.02, 0.5]), t)
    flow = bass - share("bass", np.log([0.02, 0.5]), t - 1)
    series = {
        "similarweb": index([1.316, 0.625, 0.558, 0.126, 0.028]),
        "bass-stock": [round(float(v), 4) for v in 1000 * bass * np.exp(wobble)],
        "bass-flow": [round(float(v), 4) for v in 1000 * flow * np.exp(3 * wobble)],
        "early": [1.0, 1.52, 2.2, 3.4, 5.0, 7.7, 11.2, 16.0],
    }
    rows = []
    for name, y in series.items():
        counting = "flow" if name.endswith("flow") else "stock"
        for scale in ["log", "level"]:
            for curve in ["logistic", "gompertz", "bass", "richards"]:
                row = profile(y, curve, scale, counting)
                rows.append({"series": name, "curve": curve, "scale": scale, "counting": counting, **row})
    print(json.dumps({"series": series, "rows": rows}, indent=1))


main()
