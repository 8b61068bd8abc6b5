//! `utakata evidence deals`.

use clap::Args;
use serde::Serialize;
use utakata::rates::{
    BreakEvenCompleteness, Count, DispersionRow, Inversion, RateError, RateRatio, break_even_completeness,
    break_even_dispersion, dispersion_rows, e_test, rate_not_fallen_statement, rate_ratio, ratio_statement,
};
use utakata::{Interval, Statement};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number, optional};

/// Dispersions shown beside the one asked for.
const DISPERSIONS: [f64; 5] = [1.0, 2.0, 5.0, 10.0, 20.0];

/// Has the rate of deals (or other events) changed? Exact comparison of two counts over their exposures
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  520 deals in 5.2 months against 30 in 5 months:
    utakata evidence deals --count 520 --exposure 5.2 --versus 30 --versus-exposure 5 --dispersion 5
  Bounds for a figure that is not exact (\"520+\", \"about 30\"):
    utakata evidence deals --count 520+ --exposure 5.2 --versus 25..35 --versus-exposure 5")]
pub(super) struct Arguments {
    /// Events: a number, LOW..HIGH, or LOW+ for \"at least\"
    #[arg(long, value_name = "N", value_parser = bounds)]
    count: (f64, Option<f64>),
    /// Time (or companies, or both) over which they were counted
    #[arg(long, value_name = "T")]
    exposure: f64,
    /// Events to compare with
    #[arg(long, value_name = "N", value_parser = bounds)]
    versus: (f64, Option<f64>),
    /// Their exposure, in the same unit
    #[arg(long, value_name = "T")]
    versus_exposure: f64,
    /// How much more than chance counts vary: variance over mean, 1 for Poisson
    #[arg(long, value_name = "PHI", default_value_t = 1.0)]
    dispersion: f64,
    /// Confidence level
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

/// A count as bounds.
fn bounds(text: &str) -> Result<(f64, Option<f64>), String> {
    let number = |text: &str| -> Result<f64, String> {
        text.trim().parse().map_err(|_| "expected a number, LOW..HIGH or LOW+".to_owned())
    };
    if let Some(low) = text.strip_suffix('+') {
        return Ok((number(low)?, None));
    }
    if let Some((low, high)) = text.split_once("..") {
        return Ok((number(low)?, Some(number(high)?)));
    }
    let count = number(text)?;
    Ok((count, Some(count)))
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    /// Rates per unit of exposure, at the lower bounds.
    rates: [f64; 2],
    /// Figures at dispersion 1; absent where a count is only bounded.
    exact: Option<Exact>,
    /// One-sided: has the rate fallen from `versus` to `count`? With its e-value. Absent for a count without upper
    /// bound.
    fall: Option<Statement>,
}

#[derive(Debug, Serialize)]
struct Exact {
    ratio: RateRatio,
    /// Interval by Blaker's acceptability, never wider than the central one.
    blaker: Interval,
    e_test_p: f64,
    /// Quasi-Poisson rows; absent when a count is zero.
    dispersion: Option<Vec<DispersionRow>>,
    break_even_dispersion: Option<f64>,
    break_even_completeness: BreakEvenCompleteness,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        page.fact("rates", &format!("{} against {}", number(self.rates[0], 5), number(self.rates[1], 5)));
        if let Some(fall) = &self.fall {
            page.fact(
                "has the rate fallen?",
                &format!("p = {}, e-value {}", optional(fall.p_value, 5), optional(fall.e_value, 5)),
            );
        }
        let Some(rows) = self.exact.as_ref().and_then(|e| e.dispersion.as_ref()) else { return };
        let rows = rows.iter().map(|row| {
            vec![
                number(row.dispersion, 3),
                number(row.estimate, 5),
                optional(row.interval.low, 5),
                optional(row.interval.high, 5),
                number(row.p_two_sided, 3),
            ]
        });
        page.table(&["dispersion", "ratio", "low", "high", "p"], rows);
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let count = |(low, high): (f64, Option<f64>), exposure| Count { low, high, exposure };
    let first = count(arguments.count, arguments.exposure);
    let second = count(arguments.versus, arguments.versus_exposure);
    let (dispersion, level) = (arguments.dispersion, arguments.level);
    let statement = ratio_statement(first, second, dispersion, level).map_err(Failure::input)?;
    let exact = (first.is_exact() && second.is_exact()).then(|| exact(first, second, level)).transpose();
    let detail = Detail {
        rates: [first.low / first.exposure, second.low / second.exposure],
        exact: exact.map_err(Failure::input)?,
        fall: rate_not_fallen_statement(first, second, dispersion, level).ok(),
    };
    Ok(Answer::new("deals", statement, detail))
}

fn exact(first: Count, second: Count, level: f64) -> Result<Exact, RateError> {
    let counts = [first.low as u64, second.low as u64];
    let exposures = [first.exposure, second.exposure];
    Ok(Exact {
        ratio: rate_ratio(counts, exposures, 1.0, level, Inversion::Central)?,
        blaker: rate_ratio(counts, exposures, 1.0, level, Inversion::Blaker)?.interval,
        e_test_p: e_test(counts, exposures)?,
        dispersion: dispersion_rows(counts, exposures, &DISPERSIONS, level).ok(),
        break_even_dispersion: break_even_dispersion(counts, exposures, level).ok().flatten(),
        break_even_completeness: break_even_completeness(counts, exposures, level)?,
    })
}
