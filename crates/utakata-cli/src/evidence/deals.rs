//! `utakata evidence deals`.

use clap::Args;
use serde::Serialize;
use utakata::rates::{
    BreakEvenCompleteness, Count, DispersionRow, Inversion, NegativeBinomialRatio, RateError, RateRatio,
    SubCountExchange, SubCounts, break_even_completeness, break_even_dispersion, dispersion_rows, e_test,
    exchange_sub_counts, negative_binomial_ratio, rate_not_fallen_statement, rate_ratio, ratio_statement,
    sub_counts_statement,
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
    utakata evidence deals --count 520+ --exposure 5.2 --versus 25..35 --versus-exposure 5
  Monthly counts, which show by themselves how much they vary:
    utakata evidence deals --sub-counts 6,3,9,4,8 --versus-sub-counts 14,9,12,17,8")]
pub(super) struct Arguments {
    /// Events: a number, LOW..HIGH, or LOW+ for \"at least\"
    #[arg(long, value_name = "N", value_parser = bounds, required_unless_present = "sub_counts", requires_all = ["exposure", "versus"])]
    count: Option<(f64, Option<f64>)>,
    /// Time (or companies, or both) over which they were counted
    #[arg(long, value_name = "T")]
    exposure: Option<f64>,
    /// Events to compare with
    #[arg(long, value_name = "N", value_parser = bounds, requires_all = ["count", "versus_exposure"])]
    versus: Option<(f64, Option<f64>)>,
    /// Their exposure, in the same unit
    #[arg(long, value_name = "T")]
    versus_exposure: Option<f64>,
    /// Counts of sub-periods (months) of equal length, instead of one count: their own variation is estimated
    #[arg(long, value_name = "N,…", value_delimiter = ',', conflicts_with_all = ["count", "versus", "dispersion"], requires = "versus_sub_counts")]
    sub_counts: Vec<f64>,
    /// Counts of sub-periods to compare with
    #[arg(long, value_name = "N,…", value_delimiter = ',', requires = "sub_counts")]
    versus_sub_counts: Vec<f64>,
    /// Exposures of the sub-counts, where they are not equal
    #[arg(long, value_name = "T,…", value_delimiter = ',', requires_all = ["sub_counts", "versus_exposures"])]
    exposures: Vec<f64>,
    /// Exposures of the sub-counts to compare with
    #[arg(long, value_name = "T,…", value_delimiter = ',', requires = "exposures")]
    versus_exposures: Vec<f64>,
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

/// What stands behind the statement.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Detail {
    /// One count a side.
    Totals(Box<Totals>),
    /// Several a side.
    SubCounts { negative_binomial: NegativeBinomialRatio, permutation: Option<SubCountExchange> },
}

#[derive(Debug, Serialize)]
pub(super) struct Totals {
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
    /// Two-sided p-value by the same.
    blaker_p: f64,
    /// Interval by minimum likelihood (Sterne 1954).
    minimum_likelihood: Interval,
    /// Two-sided p-value by the same.
    minimum_likelihood_p: f64,
    e_test_p: f64,
    /// Quasi-Poisson rows; absent when a count is zero.
    dispersion: Option<Vec<DispersionRow>>,
    break_even_dispersion: Option<f64>,
    break_even_completeness: BreakEvenCompleteness,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        match self {
            Self::Totals(totals) => totals.figures(page),
            Self::SubCounts { negative_binomial, permutation } => {
                page.fact("variance over mean", &number(negative_binomial.dispersion, 4));
                page.fact("negative binomial", &format!("p = {}", number(negative_binomial.p_two_sided, 5)));
                if let Some(exchange) = permutation {
                    let p = number(exchange.p_two_sided, 5);
                    page.fact(
                        "permutation",
                        &format!("p = {p} of {} ways to deal them out", number(exchange.ways, 6)),
                    );
                }
            }
        }
    }
}

impl Totals {
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
    let level = arguments.level;
    if !arguments.sub_counts.is_empty() {
        return sub_counts(arguments);
    }
    let count = |bounds: Option<(f64, Option<f64>)>, exposure: Option<f64>| -> Result<Count, Failure> {
        let ((low, high), exposure) = bounds.zip(exposure).ok_or_else(|| {
            Failure::Input(anyhow::anyhow!(
                "give --count, --exposure, --versus and --versus-exposure, or --sub-counts and --versus-sub-counts"
            ))
        })?;
        Ok(Count { low, high, exposure })
    };
    let first = count(arguments.count, arguments.exposure)?;
    let second = count(arguments.versus, arguments.versus_exposure)?;
    let dispersion = arguments.dispersion;
    let statement = ratio_statement(first, second, dispersion, level).map_err(Failure::input)?;
    let exact = (first.is_exact() && second.is_exact()).then(|| exact(first, second, level)).transpose();
    let totals = Totals {
        rates: [first.low / first.exposure, second.low / second.exposure],
        exact: exact.map_err(Failure::input)?,
        fall: rate_not_fallen_statement(first, second, dispersion, level).ok(),
    };
    Ok(Answer::new("deals", statement, Detail::Totals(Box::new(totals))))
}

fn sub_counts(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let side = |which, counts: &[f64], exposures: &[f64]| {
        let equal = vec![1.0; counts.len()];
        let exposures = if exposures.is_empty() { equal.as_slice() } else { exposures };
        SubCounts::new(which, counts, exposures).map_err(Failure::input)
    };
    let first = side("first", &arguments.sub_counts, &arguments.exposures)?;
    let second = side("second", &arguments.versus_sub_counts, &arguments.versus_exposures)?;
    let statement = sub_counts_statement(&first, &second, arguments.level).map_err(Failure::input)?;
    let negative_binomial =
        negative_binomial_ratio(&first, &second, arguments.level).map_err(Failure::input)?;
    let permutation = exchange_sub_counts(&first, &second);
    Ok(Answer::new("deals", statement, Detail::SubCounts { negative_binomial, permutation }))
}

fn exact(first: Count, second: Count, level: f64) -> Result<Exact, RateError> {
    let counts = [first.low as u64, second.low as u64];
    let exposures = [first.exposure, second.exposure];
    let by = |inversion| rate_ratio(counts, exposures, 1.0, level, inversion);
    let (blaker, likelihood) = (by(Inversion::Blaker)?, by(Inversion::MinimumLikelihood)?);
    Ok(Exact {
        ratio: by(Inversion::Central)?,
        blaker: blaker.interval,
        blaker_p: blaker.p_two_sided,
        minimum_likelihood: likelihood.interval,
        minimum_likelihood_p: likelihood.p_two_sided,
        e_test_p: e_test(counts, exposures)?,
        dispersion: dispersion_rows(counts, exposures, &DISPERSIONS, level).ok(),
        break_even_dispersion: break_even_dispersion(counts, exposures, level).ok().flatten(),
        break_even_completeness: break_even_completeness(counts, exposures, level)?,
    })
}
