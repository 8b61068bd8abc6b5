//! Input prices: do list prices of GPUs or tokens fall faster than they did?

use std::collections::BTreeMap;

use jiff::civil::Date;
use utakata::{
    Phrase, Series,
    price_steps::{Step, price_steps, price_steps_statement, steps},
};

use super::{StreamError, Tested, blank, insufficient, standing};
use crate::{
    Case,
    findings::{Figure, FigureKind, Line, LineRole, Missing, StreamFinding, StreamStanding},
    folder::{ListPrices, Stream},
    table::TableOptions,
};

/// Seed of the choices that are drawn where they are too many to count.
const SEED: u64 = 1;

/// Compares the steps since the registered day with those before.
pub(super) fn input_prices(
    case: &Case,
    stream: &Stream,
    prices: Option<&ListPrices>,
    since: Date,
    level: f64,
) -> Result<Tested, StreamError> {
    let Some(prices) = prices else {
        return Ok(insufficient(stream, no_prices()));
    };
    let (value, group) = (prices.column.clone(), prices.by.clone());
    let items = case.series(&prices.series, &TableOptions { value, series: group, date: None })?;
    let items: Vec<Series> = items.into_iter().filter(|item| !item.is_empty()).collect();
    if items.is_empty() {
        return Ok(insufficient(stream, no_prices()));
    }
    let compared = price_steps(steps(&items)?, since, SEED);
    let statement = price_steps_statement(&compared)?;
    let e_value = statement.e_value.unwrap_or(1.0);
    let testable = compared.p_value.is_some();
    let fall = |steps: &[Step]| steps.iter().filter(|step| step.change < 0.0).count();
    let (early, late) = compared.steps.split_at(compared.steps.len() - compared.recent);
    let args = [
        ("items", items.len().to_string()),
        ("recent", late.len().to_string()),
        ("cuts", fall(late).to_string()),
        ("since", since.to_string()),
        ("earlier", early.len().to_string()),
        ("earlier_cuts", fall(early).to_string()),
        ("e", format!("{e_value:.2}")),
    ];
    let summary = if testable {
        Phrase::fill(
            "inputs-summary",
            "{items} list prices: {recent} steps since {since}, {cuts} of them cuts; {earlier} before, {earlier_cuts} of them \
             cuts: e = {e}.",
            args,
        )
    } else {
        Phrase::fill(
            "inputs-summary-not-testable",
            "{items} list prices: {recent} steps since {since}, {cuts} of them cuts; {earlier} before, {earlier_cuts} of them \
             cuts: too few to test.",
            args,
        )
    };
    let finding = StreamFinding {
        standing: if testable { standing(e_value, level) } else { StreamStanding::Descriptive },
        summary,
        statements: vec![statement],
        numbers: BTreeMap::from([
            ("recent_steps".to_owned(), late.len() as f64),
            ("earlier_steps".to_owned(), early.len() as f64),
        ]),
        figures: figure(stream, &items, &compared.steps).into_iter().collect(),
        span: span(&items),
        files: vec![prices.series.clone()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value, since: None })
}

fn no_prices() -> Phrase {
    Phrase::new("inputs-none", "Insufficient data: no list prices of the as-of day or before are at hand.")
}

/// What list prices would settle, where the case has none.
pub(super) fn missing(stream: &Stream, prices: Option<&ListPrices>) -> Option<Missing> {
    prices.is_none().then(|| Missing {
        what: Phrase::new("missing-inputs", "dated list prices for: {stream}")
            .with_texts("stream", &[&stream.name.phrase()]),
        settles: Phrase::new("settles-inputs", "whether what goes in has become cheaper faster than before"),
        needed_by: vec![stream.id.clone()],
    })
}

fn span(items: &[Series]) -> Option<(Date, Date)> {
    let first = items.iter().filter_map(|item| item.dates().first().copied()).min();
    first.zip(items.iter().filter_map(|item| item.dates().last().copied()).max())
}

/// The steps chained, 100 before the first: what an item would cost that took part in each.
fn figure(stream: &Stream, items: &[Series], steps: &[Step]) -> Option<Figure> {
    let (first, last) = span(items)?;
    let mut dates = vec![first];
    let mut values = vec![Some(100.0)];
    let mut level = 0.0_f64;
    for step in steps {
        level += step.change;
        dates.push(step.date);
        values.push(Some(100.0 * level.exp()));
    }
    if dates[dates.len() - 1] < last {
        dates.push(last);
        values.push(Some(100.0 * level.exp()));
    }
    Some(Figure {
        id: format!("{}-prices", stream.id),
        kind: FigureKind::Lines,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-inputs", "chained list prices, first day = 100, logarithmic"),
        dates,
        lines: vec![Line { name: Phrase::new("line-inputs", "list prices"), role: LineRole::Main, values }],
        shades: vec![],
        logarithmic: true,
        description: Phrase::fill(
            "figure-inputs",
            "From {from} to {to} the chained list prices went from 100 to {value} in {steps} steps.",
            [
                ("from", first.to_string()),
                ("to", last.to_string()),
                ("value", format!("{:.0}", 100.0 * level.exp())),
                ("steps", steps.len().to_string()),
            ],
        ),
    })
}
