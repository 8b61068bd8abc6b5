//! `utakata evidence concentration`.

use clap::Args;
use serde::Serialize;
use utakata::concentration::{Concentration, Shares, concentration, concentration_statement, hhi_unbiased};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number};

/// How few hold how much? Herfindahl-Hirschman index, effective number, top shares, Gini
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Four vendors by share of visits, in whole per cents:
    utakata evidence concentration --shares 60,25,10,5
  The same as seen in a sample of 100 users:
    utakata evidence concentration --shares 60,25,10,5 --users 100")]
pub(super) struct Arguments {
    /// Shares that sum to 100 (per cents, within rounding to whole ones) or to 1 (fractions)
    #[arg(long, value_name = "S,S,…", value_delimiter = ',', required = true)]
    shares: Vec<f64>,
    /// Sampled users the shares were counted among, for the unbiased index
    #[arg(long, value_name = "N")]
    users: Option<usize>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    shares: Vec<f64>,
    #[serde(flatten)]
    measures: Concentration,
    /// Index of the population estimated from a sample of users.
    hhi_unbiased: Option<f64>,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let Concentration { effective_number, entropy, cr2, cr4, gini, .. } = self.measures;
        page.fact("effective number", &number(effective_number, 4));
        page.fact("entropy, nats", &number(entropy, 4));
        page.fact("largest two", &format!("{} %", number(100.0 * cr2, 4)));
        page.fact("largest four", &format!("{} %", number(100.0 * cr4, 4)));
        page.fact("Gini", &number(gini, 4));
        if let Some(unbiased) = self.hhi_unbiased {
            page.fact("HHI of the population", &number(unbiased, 4));
        }
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    // Fractions cannot sum to more than one, per cents hardly to less than two.
    let fractions = arguments.shares.iter().sum::<f64>() < 2.0;
    let shares = if fractions {
        Shares::fractions(&arguments.shares)
    } else {
        Shares::percentages(&arguments.shares, 1.0)
    }
    .map_err(Failure::input)?;
    let unbiased = arguments.users.map(|users| hhi_unbiased(&shares, users)).transpose();
    let detail = Detail {
        shares: shares.values().to_vec(),
        measures: concentration(&shares),
        hhi_unbiased: unbiased.map_err(Failure::input)?,
    };
    Ok(Answer::new("concentration", concentration_statement(&shares), detail))
}
