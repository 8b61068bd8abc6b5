//! The value chain: where each layer stands, and whether they fell in the order foretold.

use std::collections::BTreeMap;

use jiff::civil::Date;
use utakata::{Phrase, Series};

use super::{Tested, blank, insufficient};
use crate::{
    findings::{Figure, FigureKind, Line, LineRole, Missing, StreamFinding, StreamStanding},
    folder::{Stream, Text},
    layers::Chain,
};

/// Shows the chain. One episode has no error rate for a turn, so the stream is described and its e-value is 1.
pub(super) fn layers(stream: &Stream, chain: &Chain, fall: f64, assumption: Option<&Text>) -> Tested {
    if chain.indices.is_empty() {
        let why = Phrase::new("layers-no-prices", "Insufficient data: no layer has prices.");
        return insufficient(stream, why);
    }
    let mut statements = Vec::new();
    if let Some(mut order) = chain.statement() {
        order.notes.extend(assumption.map(Text::phrase));
        order.notes.extend(chain.pairs.iter().flat_map(|pair| pair.silent.iter().cloned()));
        if chain.pairs.len() > 1 {
            order.notes.push(Phrase::fill(
                "layers-many-pairs",
                "the p-values of the {pairs} pairs of layers are each of one look; none is corrected for the others",
                [("pairs", chain.pairs.len().to_string())],
            ));
        }
        statements.push(order);
    }
    statements.extend(chain.pairs.iter().flat_map(|pair| pair.statements.iter().cloned()));
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary: summary(chain, fall),
        statements,
        numbers: numbers(chain),
        figures: vec![figure(stream, chain)],
        layers: chain.rows.clone(),
        span: span(chain),
        files: chain.files.clone(),
        ..blank(stream)
    };
    Tested { finding, e_value: 1.0, since: None }
}

/// The layers of which no close is at hand.
pub(super) fn missing(stream: &Stream, chain: &Chain) -> Option<Missing> {
    let absent: Vec<&Phrase> =
        chain.rows.iter().filter(|row| row.members.is_empty()).map(|row| &row.name).collect();
    if absent.is_empty() {
        return None;
    }
    Some(Missing {
        what: Phrase::new("missing-layers", "daily closes of any member of these layers: {layers}")
            .with_texts("layers", &absent),
        settles: Phrase::new(
            "settles-layers",
            "where these layers stand, and the order in which the layers fell",
        ),
        needed_by: vec![stream.id.clone()],
    })
}

fn summary(chain: &Chain, fall: f64) -> Phrase {
    let (with, all) = (chain.indices.len().to_string(), chain.rows.len().to_string());
    let fell = chain.rows.iter().filter(|row| row.fell.is_some()).count().to_string();
    let Some(order) = &chain.order else {
        return Phrase::fill(
            "layers-summary-one",
            "Prices of {with} of {all} layers: there is no order to judge.",
            [("with", with), ("all", all)],
        );
    };
    Phrase::fill(
        "layers-summary",
        "Prices of {with} of {all} layers; {fell} of them have stood {fall} % below their running peak. S = {s}, \
         p = {p}; the smallest p that these dates could give is {smallest}. One episode can never prove an order.",
        [
            ("with", with),
            ("all", all),
            ("fell", fell),
            ("fall", format!("{fall}")),
            ("s", order.s.to_string()),
            ("p", format!("{:.3}", order.p_value)),
            ("smallest", format!("{:.3}", order.smallest_p)),
        ],
    )
}

fn numbers(chain: &Chain) -> BTreeMap<String, f64> {
    let mut numbers = BTreeMap::new();
    for row in &chain.rows {
        let named = [("return", row.period_return), ("drawdown", row.drawdown)];
        numbers.extend(named.into_iter().filter_map(|(what, x)| Some((format!("{}_{what}", row.id), x?))));
    }
    if let Some(order) = &chain.order {
        numbers.insert("kendall_s".to_owned(), order.s as f64);
        numbers.extend(order.tau_b.map(|tau| ("tau_b".to_owned(), tau)));
    }
    numbers
}

fn span(chain: &Chain) -> Option<(Date, Date)> {
    let first = chain.rows.iter().filter_map(|row| row.first).min();
    first.zip(chain.rows.iter().filter_map(|row| row.last).max())
}

/// One line per layer with prices, 100 on its first day; on a day without a close an index stands still.
fn figure(stream: &Stream, chain: &Chain) -> Figure {
    let mut dates: Vec<Date> = chain.indices.iter().flat_map(|(_, index)| index.dates()).copied().collect();
    dates.sort_unstable();
    dates.dedup();
    let line = |(place, index): &(usize, Series)| Line {
        name: chain.rows[*place].name.clone(),
        role: LineRole::Main,
        values: dates.iter().map(|&date| index.last_by(date)).collect(),
    };
    Figure {
        id: format!("{}-layers", stream.id),
        kind: FigureKind::Lines,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-index", "index, first day = 100, logarithmic"),
        lines: chain.indices.iter().map(line).collect(),
        shades: vec![],
        logarithmic: true,
        description: description(chain),
        dates,
    }
}

fn description(chain: &Chain) -> Phrase {
    let names: Vec<Phrase> = chain
        .indices
        .iter()
        .map(|(place, index)| {
            let last = index.values().last().copied().unwrap_or(100.0);
            let mut said = chain.rows[*place].name.clone();
            said.english = format!("{} {last:.0}", said.english);
            for text in said.args.values_mut() {
                *text = format!("{text} {last:.0}");
            }
            said
        })
        .collect();
    Phrase::new(
        "figure-layers",
        "The indices of the layers, 100 on the first day, stand on the last day at: {list}.",
    )
    .with_texts("list", &names.iter().collect::<Vec<_>>())
}
