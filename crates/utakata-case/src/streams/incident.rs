//! Incidents: was the market's reaction on the event day out of the ordinary for this stock?

use std::collections::BTreeMap;

use utakata::{
    Phrase, Series,
    event_study::{
        EventReturns, EventStudyError, NormalModel, Tail, Window, single_event, single_event_statement,
    },
};

use super::{StreamError, Tested, blank, insufficient, standing};
use crate::{
    Case,
    findings::{Missing, StreamFinding},
    folder::{Null, Prices, Stream},
};

/// Ranks the abnormal return of the event day among those of the estimation days (sample-quantile test).
pub(super) fn incident(case: &Case, stream: &Stream, level: f64) -> Result<Tested, StreamError> {
    let Null::OrdinaryDay { symbol, market, event, estimation, limit, .. } = &stream.null else {
        return Ok(insufficient(stream, Phrase::new("incident-no-null", "No null is registered.")));
    };
    let prices = case.prices(symbol);
    let Some(closes) = prices.and_then(Prices::quoted) else {
        return Ok(insufficient(stream, no_closes(symbol)));
    };
    let market_closes = match market {
        Some(market) => match case.prices(market).and_then(Prices::quoted) {
            Some(closes) => Some(closes),
            None => return Ok(insufficient(stream, no_closes(market))),
        },
        None => None,
    };
    let window = Window { estimation: *estimation, gap: 0, event: 1 };
    let (returns, market_returns) = aligned(closes, market_closes)?;
    let model = if market.is_some() { NormalModel::Market } else { NormalModel::ConstantMean };
    let limit = limit.map(|l| l / 100.0);
    let study = EventReturns::new(&returns, market_returns.as_ref(), *event, window).and_then(|cut| {
        Ok((
            single_event(&cut, model, Tail::Lower, limit)?,
            single_event_statement(&cut, model, Tail::Lower, limit)?,
        ))
    });
    let (test, statement) = match study {
        Ok(study) => study,
        Err(error @ (EventStudyError::EventNotTraded { .. } | EventStudyError::TooShort { .. })) => {
            let why = Phrase::fill(
                "incident-untestable",
                "Insufficient data: {reason}.",
                [("reason", error.to_string())],
            );
            return Ok(insufficient(stream, why));
        }
        Err(error) => return Err(error.into()),
    };
    let raw = returns.on(*event).unwrap_or(0.0);
    let e_value = statement.e_value.unwrap_or(1.0);
    let bound = if test.stopped_by_limit.is_empty() { "" } else { "≤ " };
    let summary = Phrase::fill(
        "incident-summary",
        "{symbol} returned {bound}{raw} % on {day}: rank p = {p} among the {n} trading days before, e = {e}. The \
         incident was picked because the price moved, so its p-value flatters it.",
        [
            ("symbol", symbol.clone()),
            ("bound", bound.to_owned()),
            ("raw", format!("{:+.2}", 100.0 * raw)),
            ("day", event.to_string()),
            ("p", format!("{:.4}", test.p_value)),
            ("n", test.windows.to_string()),
            ("e", format!("{e_value:.2}")),
        ],
    );
    let finding = StreamFinding {
        standing: standing(e_value, level),
        summary,
        statements: vec![statement],
        numbers: BTreeMap::from([
            ("event_return".to_owned(), raw),
            ("abnormal_return".to_owned(), test.abnormal.car),
        ]),
        span: closes.dates().first().copied().zip(closes.dates().last().copied()),
        files: prices.map(|p| vec![p.file.clone()]).unwrap_or_default(),
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

/// What the stream waits for when the stock's closes are not at hand.
pub(super) fn missing(case: &Case, stream: &Stream, symbol: &str) -> Option<Missing> {
    if case.prices(symbol).is_some() {
        return None;
    }
    Some(Missing {
        what: Phrase::fill("missing-closes", "daily closes of {symbol}", [("symbol", symbol.to_owned())]),
        settles: Phrase::new("settles-incident", "whether {event} moved its price out of the ordinary")
            .with_texts("event", &[&stream.name.phrase()]),
        needed_by: vec![stream.id.clone()],
    })
}

fn no_closes(symbol: &str) -> Phrase {
    Phrase::fill(
        "incident-missing",
        "Insufficient data: daily closes of {symbol} are not at hand.",
        [("symbol", symbol.to_owned())],
    )
}

/// Simple returns of the stock, and of the market on the same dates.
fn aligned(stock: &Series, market: Option<&Series>) -> Result<(Series, Option<Series>), StreamError> {
    let Some(market) = market else { return Ok((stock.returns()?, None)) };
    let common: Vec<_> = stock.dates().iter().copied().filter(|&d| market.on(d).is_some()).collect();
    let pick = |s: &Series| {
        Series::new(s.name(), common.clone(), common.iter().filter_map(|&d| s.on(d)).collect())?.returns()
    };
    Ok((pick(stock)?, Some(pick(market)?)))
}
