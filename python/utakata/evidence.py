"""Evidence other than prices: usage, deals, surveys, streaks, baskets, events, concentration.

Each function is ``utakata evidence KIND`` and returns a :class:`Statement` with the null, the alternative, the p- or
e-value, the smallest p-value that the sample allows, and what is promised about errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from utakata._ask import Statement, question

__all__ = [
    "Statement",
    "basket",
    "breadth",
    "concentration",
    "deals",
    "events",
    "ivx",
    "streak",
    "survey",
    "survival",
    "usage",
    "value",
]


def _evidence(kind: str, options: dict[str, Any], tables: dict[str, Any] | None = None, **places: str) -> Statement:
    return Statement(question(["evidence", kind], tables or {}, options, places=places))


def usage(
    growth: Sequence[float] | None = None,
    *,
    levels: Sequence[float] | None = None,
    per_day: bool = False,
    first_month: str | None = None,
    revised: bool = False,
    curve: str = "all",
    scale: str = "log",
    counting: str = "stock",
    age: int = 1,
    reference_class: Any = None,
    seed: int = 1,
) -> Statement:
    """Tell whether the growth of usage has slowed, since when, and how high it can go.

    Parameters
    ----------
    growth : sequence of float, optional
        Growth in per cent per period, oldest first.
    levels : sequence of float, optional
        Levels (visits, users, units), oldest first, instead of ``growth``.
    per_day : bool
        Compare months per day; with ``first_month`` (``'2023-01'``).
    first_month : str, optional
        Month of the first figure.
    revised : bool
        Whether the source has re-estimated the series.
    curve : {'all', 'logistic', 'gompertz', 'bass', 'richards'}
        Saturating curve whose ceiling is sought.
    scale : {'log', 'level'}
        Scale on which it is fitted.
    counting : {'stock', 'flow'}
        What the figures count.
    age : int
        Periods from launch to the first level.
    reference_class : data frame or path, optional
        Past windows on which the forecasts are scored.
    seed : int
        Seed of random numbers.

    Returns
    -------
    Statement
        ``e_value`` is of exchangeable growth against a slowdown; ``docs/usage.md`` has the method and its measured
        errors.

    Raises
    ------
    ValueError
        For too few figures, or figures that are not finite.

    Examples
    --------
    >>> from utakata import evidence
    >>> visits = evidence.usage([131.6, 62.5, 55.8, 12.6, 2.8])
    >>> round(visits.p_value, 4)
    0.0083
    """
    options = {
        "growth": growth,
        "levels": levels,
        "per_day": per_day,
        "first_month": first_month,
        "revised": revised,
        "seed": seed,
    }
    if levels is not None:
        options |= {"curve": curve, "scale": scale, "counting": counting, "age": age}
    tables = {} if reference_class is None else {"reference_class": reference_class}
    return _evidence("usage", options, tables, reference_class="reference_class")


def deals(
    count: float | str | None = None,
    exposure: float | None = None,
    versus: float | str | None = None,
    versus_exposure: float | None = None,
    *,
    sub_counts: Sequence[int] | None = None,
    versus_sub_counts: Sequence[int] | None = None,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> Statement:
    """Compare two rates of deals, or of other events, exactly.

    Parameters
    ----------
    count, versus : int or str, optional
        Events of the two: numbers, or bounds such as ``'25..35'`` and ``'520+'``.
    exposure, versus_exposure : float, optional
        Time over which they were counted, in one unit.
    sub_counts, versus_sub_counts : sequence of int, optional
        Counts of sub-periods of equal length instead: their own variation is estimated.
    dispersion : float
        Variance over mean of counts; 1 for Poisson.
    level : float
        Confidence level.

    Returns
    -------
    Statement
        ``interval`` is of the ratio of the rates.

    Raises
    ------
    ValueError
        For negative counts or exposures, or what cannot be combined.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940). Biometrika 31, 313-323.

    Examples
    --------
    >>> from utakata import evidence
    >>> halved = evidence.deals(30, 5, 60, 5)
    >>> halved.p_value < 0.01
    True
    """
    options = {
        "count": count,
        "exposure": exposure,
        "versus": versus,
        "versus_exposure": versus_exposure,
        "sub_counts": sub_counts,
        "versus_sub_counts": versus_sub_counts,
        "level": level,
    }
    if dispersion != 1.0:
        options["dispersion"] = dispersion
    return _evidence("deals", options)


def survey(
    share: float,
    n: float,
    *,
    icc: float = 0.0,
    clusters: float | None = None,
    rounded_to: float = 0.01,
    level: float = 0.95,
) -> Statement:
    """Tell how precise a share from a survey is: sampling error, clusters, rounding.

    Parameters
    ----------
    share : float
        The share, from 0 to 1.
    n : float
        Respondents.
    icc : float
        Correlation of answers within a cluster; needs ``clusters``.
    clusters : float, optional
        Number of clusters; by default every respondent is one.
    rounded_to : float
        Unit the share was rounded to.
    level : float
        Confidence level.

    Returns
    -------
    Statement

    Raises
    ------
    ValueError
        For a share outside 0 to 1, or too few respondents.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998). Survey Methodology 24, 193-201.

    Examples
    --------
    >>> from utakata import evidence
    >>> low, high = evidence.survey(0.86, 12800).interval
    >>> round(low, 4), round(high, 4)
    (0.8539, 0.8659)
    """
    options = {"share": share, "n": n, "clusters": clusters, "rounded_to": rounded_to, "level": level}
    if icc:
        options["icc"] = icc
    return _evidence("survey", options)


def streak(length: int, days: int, p: float = 0.5) -> Statement:
    """Return the chance of at least one run of ``length`` losing days in ``days`` days.

    Parameters
    ----------
    length, days : int
        Days in a row, and days looked at.
    p : float
        Chance of a losing day.

    Returns
    -------
    Statement

    Examples
    --------
    >>> from utakata import evidence
    >>> 0.8 < evidence.streak(6, 250).p_value < 0.9
    True
    """
    return _evidence("streak", {"length": length, "days": days, "p": p})


def basket(
    prices: Any,
    *,
    as_of: Any = None,
    horizon: int = 5,
    history: int = 504,
    fall: float = 0.1,
    streak: int = 6,
    weighting: str = "buy-and-hold",
    capitalization: Mapping[str, float] | None = None,
    missing: str = "hold",
) -> Statement:
    """Tell whether the last week of a basket is an ordinary one.

    Parameters
    ----------
    prices : data frame, Arrow table or path
        Closes adjusted for splits and dividends: dates (a pandas index, or the first column) and one column a member.
    as_of : date, optional
        Last day to know of.
    horizon, history : int
        Days of the stretch that is judged, and days before it that it is compared with.
    fall : float
        Fall of a member that counts, as a fraction.
    streak : int
        Falling days in a row that count.
    weighting : {'buy-and-hold', 'rebalanced'}
        Equal weights set at the start, or restored every day.
    capitalization : mapping, optional
        What each member is worth on the last day.
    missing : {'hold', 'common', 'refuse'}
        What to do about days that some members lack.

    Returns
    -------
    Statement

    Raises
    ------
    ValueError
        For prices that are not positive, or a history that is too short; the message has file, line and column.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from utakata import evidence
    >>> days = pd.bdate_range("2022-01-03", periods=300, name="date")
    >>> steps = np.random.default_rng(1).normal(0, 0.02, (300, 4))
    >>> closes = pd.DataFrame(100 * np.exp(steps.cumsum(axis=0)), index=days, columns=list("abcd"))
    >>> 0 < evidence.basket(closes).p_value <= 1
    True
    """
    weights = None if capitalization is None else [f"{name}={amount!r}" for name, amount in capitalization.items()]
    options = {
        "as_of": as_of,
        "horizon": horizon,
        "history": history,
        "fall": fall,
        "streak": streak,
        "weighting": weighting,
        "capitalization": weights,
        "missing": missing,
    }
    return _evidence("basket", options, {"prices": prices})


def breadth(members: int, fallen: int, p: float, correlation: float) -> Statement:
    """Tell how unusual it is that ``fallen`` of ``members`` fell, when no prices are at hand.

    Parameters
    ----------
    members, fallen : int
        Members of the basket, and those that fell.
    p : float
        Chance that one falls so far.
    correlation : float
        Correlation of the members' returns.

    Returns
    -------
    Statement
        By a one-factor Gaussian copula.

    Examples
    --------
    >>> from utakata import evidence
    >>> 0 < evidence.breadth(100, 20, 0.02, 0.4).p_value < 0.05
    True
    """
    options = {"members": members, "fallen": fallen, "p": p, "correlation": correlation}
    return _evidence("breadth", options)


def events(
    returns: Any,
    events: Any,
    *,
    market: str | None = None,
    factors: Sequence[str] | None = None,
    model: str | None = None,
    estimation: int = 250,
    gap: int = 0,
    days: int = 1,
    next_day: bool = False,
    limit: float | None = None,
    tail: str | None = None,
    seed: int = 1,
) -> Statement:
    """Tell whether events moved returns.

    Parameters
    ----------
    returns : data frame, Arrow table or path
        Daily returns as fractions: dates, one column for each firm, the market and the factors.
    events : data frame, Arrow table or path
        Columns ``firm`` (a column of ``returns``) and ``date``.
    market, factors : str and sequence of str, optional
        Columns of the market and of further factors.
    model : {'market', 'market-adjusted', 'constant-mean', 'factors'}, optional
        Model of normal returns.
    estimation, gap, days : int
        Days of the estimation window, between it and the event, and of the event window.
    next_day : bool
        Take an event on a day without a trade to be on the next trading day.
    limit : float, optional
        Daily price limit as a fraction.
    tail : {'lower', 'upper', 'two-sided'}, optional
        Direction of the alternative.
    seed : int
        Seed of placebo windows.

    Returns
    -------
    Statement

    Raises
    ------
    ValueError
        For missing columns, or too few days before an event.

    References
    ----------
    Kolari, J. W. and Pynnonen, S. (2010). Review of Financial Studies 23, 3996-4025.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from utakata import evidence
    >>> days = pd.bdate_range("2022-01-03", periods=300, name="date")
    >>> draws = np.random.default_rng(2).normal(0, 0.01, (300, 2))
    >>> returns = pd.DataFrame(draws, index=days, columns=["firm", "market"])
    >>> returns.iloc[280, 0] = -0.2
    >>> happened = pd.DataFrame({"firm": ["firm"], "date": [str(days[280].date())]})
    >>> evidence.events(returns, happened, market="market", tail="lower").p_value < 0.01
    True
    """
    options = {
        "market": market,
        "factors": factors,
        "model": model,
        "estimation": estimation,
        "gap": gap,
        "days": days,
        "next_day": next_day,
        "limit": limit,
        "tail": tail,
        "seed": seed,
    }
    return _evidence("events", options, {"returns": returns, "events": events}, events="events")


def concentration(shares: Sequence[float], **options: Any) -> Statement:
    """Tell how few hold how much: Herfindahl-Hirschman index, effective number, top shares.

    Parameters
    ----------
    shares : sequence of float
        Amounts or shares, one a holder.
    **options
        Those of ``utakata evidence concentration``.

    Returns
    -------
    Statement

    Examples
    --------
    >>> from utakata import evidence
    >>> round(evidence.concentration([60, 25, 10, 5]).statistic, 3)
    0.435
    """
    return _evidence("concentration", {"shares": shares, **options})


def survival(**options: Any) -> Statement:
    """Tell how many entrants survive; takes the flags of ``utakata evidence survival``.

    Examples
    --------
    >>> from utakata import evidence
    >>> survivors = evidence.survival(entrants=100, survivors=2, years=10, base_rate=0.05)
    >>> survivors.kind, 0 < survivors.p_value <= 1
    ('survival', True)
    """
    return _evidence("survival", options)


def ivx(data: Any, response: str, predictors: Sequence[str], **options: Any) -> Statement:
    """Tell whether fundamentals predict a response, robust to their persistence.

    Parameters
    ----------
    data : data frame, Arrow table or path
        Dates, the response and the predictors.
    response : str
        Column of the response.
    predictors : sequence of str
        Columns of the predictors.
    **options
        Those of ``utakata evidence ivx``.

    Returns
    -------
    Statement

    References
    ----------
    Kostakis, A., Magdalinos, T. and Stamatogiannis, M. P. (2015). Review of Financial Studies 28, 1506-1553.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from utakata import evidence
    >>> rng = np.random.default_rng(4)
    >>> months = pd.date_range("2000-01-01", periods=200, freq="MS", name="date")
    >>> yields = rng.standard_normal(200).cumsum()
    >>> data = pd.DataFrame({"ret": rng.standard_normal(200), "dp": yields}, index=months)
    >>> 0 < evidence.ivx(data, "ret", ["dp"]).p_value <= 1
    True
    """
    return _evidence("ivx", {"response": response, "predictors": predictors, **options}, {"data": data})


def value(**options: Any) -> Statement:
    """Tell what growth a price takes for granted; takes the flags of ``utakata evidence value``.

    Examples
    --------
    >>> from utakata import evidence
    >>> evidence.value(price=28e9, revenue=[200e6, 480e6], discount=0.15, multiple=8, years=10).kind
    'value'
    """
    return _evidence("value", options)
