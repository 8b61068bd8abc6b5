//! How high usage can go: the ceilings of saturating curves and their picture.

use utakata::adoption::{self, Ceiling, CeilingOptions, Counting, Curve};
use utakata::{Phrase, Series, Statement};

use crate::{
    findings::{Figure, FigureKind, Line, LineRole},
    folder::Stream,
};

/// Confidence level of the sets.
const CONFIDENCE: f64 = 0.95;

/// The statement and the picture, where there are enough figures for a curve.
pub(super) fn ceilings(
    stream: &Stream,
    growth: &Series,
    fractions: &[f64],
    counting: Counting,
) -> Option<(Statement, Figure)> {
    let levels = adoption::index_of_growth(fractions).ok()?;
    let options = CeilingOptions { counting, ..CeilingOptions::default() };
    let statement = adoption::ceiling_statement(&levels, &Curve::ALL, options, CONFIDENCE).ok()?;
    let fits: Vec<Ceiling> = Curve::ALL
        .into_iter()
        .filter_map(|curve| adoption::ceiling(&levels, curve, options, CONFIDENCE).ok())
        .collect();
    let picture = picture(stream, growth, &levels, &fits);
    Some((statement, picture))
}

/// The index of the levels and every fitted curve; of a stock also the highest ceiling not excluded.
fn picture(stream: &Stream, growth: &Series, levels: &[f64], fits: &[Ceiling]) -> Figure {
    // The index begins one period before the first growth figure, which has no date of its own.
    let dated = |values: &[f64]| values.iter().skip(1).copied().map(Some).collect();
    let mut lines = vec![Line {
        name: Phrase::new("line-usage-index", "usage, period before the first = 1"),
        role: LineRole::Main,
        values: dated(levels),
    }];
    lines.extend(fits.iter().map(|fit| Line {
        name: Phrase::fill("line-curve", "{curve} curve", [("curve", fit.curve.name().to_owned())]),
        role: LineRole::Reference,
        values: dated(&fit.fitted),
    }));
    let stock = fits.iter().all(|fit| fit.options.counting == Counting::Stock);
    let bounds = fits.iter().map(|fit| fit.interval.high.map(|high| high * fit.reached));
    let highest = bounds.reduce(|a, b| Some(a?.max(b?))).flatten().filter(|_| stock);
    lines.extend(highest.map(|highest| Line {
        name: Phrase::new("line-highest-ceiling", "highest ceiling that no curve excludes at 95 %"),
        role: LineRole::Boundary,
        values: vec![Some(highest); growth.len()],
    }));
    let sets: Vec<String> = fits.iter().map(described).collect();
    Figure {
        id: format!("{}-ceiling", stream.id),
        kind: FigureKind::Lines,
        title: stream.name.phrase(),
        axis: Phrase::new("axis-usage-index", "usage, period before the first = 1"),
        dates: growth.dates().to_vec(),
        lines,
        shades: vec![],
        logarithmic: false,
        description: Phrase::fill(
            "figure-ceiling",
            "Usage and saturating curves fitted to it. Ceilings over what was reached, with 95 % sets: {sets}.",
            [("sets", sets.join("; "))],
        ),
    }
}

/// `logistic 1.06 [–, 1.26]`; a dash where the set has no such end.
fn described(fit: &Ceiling) -> String {
    let number = |x: Option<f64>| x.map_or_else(|| "–".to_owned(), |x| format!("{x:.2}"));
    let (low, high) = (number(fit.interval.low), number(fit.interval.high));
    format!("{} {} [{low}, {high}]", fit.curve.name(), number(fit.ratio))
}
