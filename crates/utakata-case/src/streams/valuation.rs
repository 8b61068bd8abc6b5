//! Valuation: the growth that a price takes for granted.

use std::collections::BTreeMap;

use jiff::ToSpan;
use utakata::{
    Phrase,
    valuation::{Discounting, Range, implied_growth, price_ratio, value_statement},
};

use super::{StreamError, Tested, blank};
use crate::{
    Case,
    findings::{Figure, FigureKind, Line, LineRole, StreamFinding, StreamStanding},
    folder::{Ends, Stream},
};

/// Price over revenue and the reverse discounted cash flow. One price is no sample: described, e-value 1.
pub(super) fn valuation(
    case: &Case,
    stream: &Stream,
    (price, revenue): (Ends, Ends),
    by: &Discounting,
) -> Result<Tested, StreamError> {
    let price = Range::new("the price", price.low, price.high)?;
    let revenue = Range::new("the revenue", revenue.low, revenue.high)?;
    let ratio = price_ratio(price, revenue);
    let implied = Range { low: implied_growth(ratio.low, by)?, high: implied_growth(ratio.high, by)? };
    let summary = Phrase::fill(
        "valuation-summary",
        "The price is {low} to {high} times revenue; at {discount} % a year it takes a growth of {slow} to {fast} % a year \
         over {years} years for granted.",
        [
            ("low", format!("{:.1}", ratio.low)),
            ("high", format!("{:.1}", ratio.high)),
            ("discount", format!("{:.1}", 100.0 * by.discount)),
            ("slow", format!("{:.1}", 100.0 * implied.low)),
            ("fast", format!("{:.1}", 100.0 * implied.high)),
            ("years", by.years.to_string()),
        ],
    );
    let numbers = BTreeMap::from([
        ("price_over_revenue_low".to_owned(), ratio.low),
        ("price_over_revenue_high".to_owned(), ratio.high),
        ("implied_growth_low".to_owned(), implied.low),
        ("implied_growth_high".to_owned(), implied.high),
    ]);
    let finding = StreamFinding {
        standing: StreamStanding::Descriptive,
        summary,
        statements: vec![value_statement(ratio, implied, by)],
        numbers,
        figures: vec![figure(case, stream, implied, by.years)],
        files: vec!["ledger.toml".to_owned()],
        ..blank(stream)
    };
    Ok(Tested { finding, e_value: 1.0, since: None })
}

/// Revenue that must be reached, today's = 1.
fn figure(case: &Case, stream: &Stream, implied: Range, years: u32) -> Figure {
    let years = i32::try_from(years).unwrap_or(i32::MAX).min(100);
    let path =
        |growth: f64| (0..=years).map(|year| Some((1.0 + growth).powi(year)).filter(|v| *v > 0.0)).collect();
    let line = |name: Phrase, role, growth| Line { name, role, values: path(growth) };
    Figure {
        id: format!("{}-revenue", stream.id),
        kind: FigureKind::Lines,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-valuation", "revenue, today = 1, logarithmic"),
        dates: (0..=years).filter_map(|year| case.as_of().checked_add(year.years()).ok()).collect(),
        lines: vec![
            line(
                Phrase::new("line-valuation-high", "highest price, lowest revenue"),
                LineRole::Main,
                implied.high,
            ),
            line(
                Phrase::new("line-valuation-low", "lowest price, highest revenue"),
                LineRole::Reference,
                implied.low,
            ),
        ],
        shades: vec![],
        logarithmic: true,
        description: Phrase::fill(
            "figure-valuation",
            "For the price to be fair, revenue must grow {low} to {high} times in {years} years.",
            [
                ("low", format!("{:.1}", (1.0 + implied.low).powi(years))),
                ("high", format!("{:.1}", (1.0 + implied.high).powi(years))),
                ("years", years.to_string()),
            ],
        ),
    }
}
