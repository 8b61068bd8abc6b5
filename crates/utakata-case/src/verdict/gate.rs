//! Gate 0: is there anything to burst?

use utakata::{Phrase, Series, diagnose::State};

use crate::{
    baskets::{BasketData, BasketPrices, Baskets},
    findings::{Gate, GateCriterion},
};

/// Length of the run-up in trading days (Greenwood, Shleifer and You 2019).
const RUN_UP: usize = 504;
/// Return over that length that makes a boom.
const DOUBLED: f64 = 1.0;
/// The run-up is also taken on the day of the highest close of this many days, so that a boom stays one while it falls.
const LOOK_BACK: usize = 252;

/// Both criteria for one basket; without prices neither is decided.
pub(super) fn gate(data: &BasketData<'_>) -> Gate {
    let name = data.basket.name.phrase();
    let (criteria, text) = match &data.prices {
        Ok(prices) => {
            let criteria = vec![run_up(prices), explosive(prices)];
            let text = sentence(&name, &criteria);
            (criteria, text)
        }
        Err(missing) => {
            let text = Phrase::new(
                "gate-missing",
                "{basket}: insufficient data; closes of {count} of {all} members are missing.",
            )
            .with_texts("basket", &[&name])
            .with("count", missing.len().to_string())
            .with("all", data.basket.members.len().to_string());
            (vec![], text)
        }
    };
    let holds = |wanted| criteria.iter().any(|c| c.holds == Some(wanted));
    let qualifies = if holds(true) {
        Some(true)
    } else if criteria.is_empty() || criteria.iter().any(|c| c.holds.is_none()) {
        None
    } else {
        Some(false)
    };
    Gate {
        basket: data.basket.id.clone(),
        name,
        members: data.basket.members.clone(),
        qualifies,
        criteria,
        text,
    }
}

/// The run-up on the last day and on the day of the highest recent close; the larger counts.
fn run_up(prices: &BasketPrices) -> GateCriterion {
    let index = &prices.index;
    let last = index.len().saturating_sub(1);
    let peak = recent_peak(index);
    let value = [last, peak].into_iter().filter_map(|t| return_over(prices, t)).reduce(f64::max);
    let text = match value {
        Some(value) => Phrase::fill(
            "gate-run-up",
            "largest 504-day return, equal amounts, on {last} or at the highest close of the year before ({peak}): \
             {value} %; a boom needs 100 %",
            [
                ("last", index.dates()[last].to_string()),
                ("peak", index.dates()[peak].to_string()),
                ("value", format!("{:+.1}", 100.0 * value)),
            ],
        ),
        None => Phrase::fill(
            "gate-run-up-short",
            "a 504-day return cannot be computed: {n} closes, or fewer than half of the members listed long enough",
            [("n", index.len().to_string())],
        ),
    };
    GateCriterion {
        name: "run-up-504".to_owned(),
        value,
        threshold: Some(DOUBLED),
        holds: value.map(|v| v >= DOUBLED),
        text,
    }
}

/// Position of the highest of the last [`LOOK_BACK`] closes.
fn recent_peak(index: &Series) -> usize {
    let start = index.len().saturating_sub(LOOK_BACK);
    (start..index.len())
        .fold(start, |best, t| if index.values()[t] > index.values()[best] { t } else { best })
}

/// Mean of the members' returns over the 504 days to day `t` of the index (equal amounts at the start), over the
/// members that traded by then; absent when those are fewer than half.
fn return_over(prices: &BasketPrices, t: usize) -> Option<f64> {
    let dates = prices.index.dates();
    let (from, to) = (*dates.get(t.checked_sub(RUN_UP)?)?, *dates.get(t)?);
    let returns: Vec<f64> =
        prices.members.iter().filter_map(|m| Some(m.last_by(to)? / m.last_by(from)? - 1.0)).collect();
    (2 * returns.len() >= prices.members.len()).then(|| returns.iter().sum::<f64>() / returns.len() as f64)
}

/// The explosive criterion: growth was called and its fall is not over. GSADF stands beside it.
fn explosive(prices: &BasketPrices) -> GateCriterion {
    let name = "explosive-episode".to_owned();
    let undecided =
        |text| GateCriterion { name: name.clone(), value: None, threshold: None, holds: None, text };
    let Ok(diagnosis) = &prices.diagnosis else {
        return undecided(Phrase::new(
            "gate-explosive-untestable",
            "the series is too short for the explosive-root test",
        ));
    };
    let Some(state) = diagnosis.state else {
        return undecided(Phrase::new(
            "gate-explosive-unwatched",
            "the series is too short to call growth in",
        ));
    };
    let called = diagnosis.calls.iter().rev().find(|c| c.state == State::Inflating);
    let holds = matches!(state, State::Inflating | State::Bursting);
    let text = match called.filter(|_| holds) {
        Some(call) => Phrase::new(
            "gate-explosive-now",
            "explosive growth was called on {date} and its fall is not over; GSADF {statistic}, wild-bootstrap p = {p}",
        )
        .with("date", call.date.to_string()),
        None => Phrase::new(
            "gate-explosive-not-now",
            "no called growth is under way or still falling; GSADF {statistic}, wild-bootstrap p = {p}",
        ),
    };
    let p_value = diagnosis.p_values.and_then(|p| p.gsadf);
    GateCriterion {
        name,
        value: called.and_then(|c| c.statistic),
        threshold: called.and_then(|c| c.boundary),
        holds: Some(holds),
        text: text
            .with("statistic", format!("{:.2}", diagnosis.gsadf))
            .with("p", p_value.map_or_else(|| "–".to_owned(), |p| format!("{p:.3}"))),
    }
}

fn sentence(name: &Phrase, criteria: &[GateCriterion]) -> Phrase {
    let run_up = criteria[0].value.map_or_else(|| "?".to_owned(), |v| format!("{:+.0}", 100.0 * v));
    let reasons: Vec<&Phrase> = criteria.iter().filter(|c| c.holds == Some(true)).map(|c| &c.text).collect();
    if reasons.is_empty() && criteria.iter().any(|c| c.holds.is_none()) {
        Phrase::new(
            "gate-undecided",
            "{basket}: whether a run-up qualifies cannot be said; there are too few closes for every criterion, and \
             those that can be computed do not hold.",
        )
    } else if reasons.is_empty() {
        Phrase::new(
            "gate-closed",
            "{basket}: no qualifying run-up (504-day return {run_up} %, a boom needs +100 %; no explosive episode \
             under way), so there is nothing to burst here.",
        )
    } else {
        Phrase::new("gate-open", "{basket}: a run-up qualifies (504-day return {run_up} %).")
    }
    .with_texts("basket", &[name])
    .with("run_up", run_up)
}

/// The rise that would make each closed gate with prices a qualifying run-up by its 504-day return.
pub(super) fn flips(gates: &[Gate], baskets: &Baskets<'_>) -> Vec<Phrase> {
    gates
        .iter()
        .filter(|g| g.qualifies == Some(false))
        .filter_map(|g| {
            let prices = baskets.get(&g.basket)?.prices.as_ref().ok()?;
            let last = prices.index.len().checked_sub(1)?;
            let rise = (1.0 + DOUBLED) / (1.0 + return_over(prices, last)?) - 1.0;
            Some(
                Phrase::new(
                    "flip-run-up",
                    "{basket} would qualify as a run-up if it stood {rise} % higher today (its 504-day return \
                     would then be +100 %).",
                )
                .with_texts("basket", &[&g.name])
                .with("rise", format!("{:.0}", 100.0 * rise)),
            )
        })
        .collect()
}
