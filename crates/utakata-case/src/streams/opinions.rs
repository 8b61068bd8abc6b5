//! Forecasts and opinions: counted, never tested.

use std::collections::BTreeMap;

use utakata::Phrase;

use super::{Tested, blank};
use crate::{
    Case,
    findings::{StreamFinding, StreamStanding},
    folder::Stream,
    ledger::{Kind, Outcome, Stance},
};

/// Counts of forecasts and of stances; e-value 1, for opinions are not evidence with an error rate.
pub(super) fn opinions(case: &Case, stream: &Stream) -> Tested {
    let said = || case.ledger.entries.iter().filter(|e| matches!(e.kind, Kind::Forecast | Kind::Opinion));
    let count = |stance| said().filter(|e| e.stance == stance).count();
    let forecasts: Vec<_> = said().filter(|e| e.kind == Kind::Forecast).collect();
    let resolvable = forecasts
        .iter()
        .filter(|e| e.resolution.as_ref().is_some_and(|r| r.outcome != Outcome::Unresolvable))
        .count();
    let summary = Phrase::fill(
        "opinions-summary",
        "{all} forecasts and opinions: {bursting} say bursting, {not} say not, {both} both. {resolvable} of \
         {forecasts} forecasts can be resolved. They are counted, not tested.",
        [
            ("all", said().count().to_string()),
            ("bursting", count(Stance::Bursting).to_string()),
            ("not", count(Stance::NotBursting).to_string()),
            ("both", count(Stance::Ambivalent).to_string()),
            ("resolvable", resolvable.to_string()),
            ("forecasts", forecasts.len().to_string()),
        ],
    );
    let numbers = BTreeMap::from([
        ("entries".to_owned(), said().count() as f64),
        ("bursting".to_owned(), count(Stance::Bursting) as f64),
        ("not_bursting".to_owned(), count(Stance::NotBursting) as f64),
        ("forecasts".to_owned(), forecasts.len() as f64),
        ("resolvable_forecasts".to_owned(), resolvable as f64),
    ]);
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary,
        numbers,
        files: vec!["ledger.toml".to_owned()],
        ..blank(stream)
    };
    Tested { finding, e_value: 1.0, since: None }
}
