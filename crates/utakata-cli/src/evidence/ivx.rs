//! `utakata evidence ivx`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use utakata::diagnose::{DiagnoseOptions, diagnose};
use utakata::valuation::{Ivx, NonFundamental, Predictor, ivx, ivx_statement, non_fundamental};
use utakata::{Series, Statement};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::input::Columns;
use crate::text::{Page, number};
use crate::work::Work;

/// Do fundamentals predict it, and is the rest explosive? IVX regression (Kostakis, Magdalinos and Stamatogiannis 2015)
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  Returns on the dividend-price ratio and the short rate of the month before:
    utakata evidence ivx data.csv --response Ret --predictors DP,TBL
  The part of log price over rent that its drivers leave, tested for explosive growth (Shi and Phillips 2023):
    utakata evidence ivx housing.csv --response log_price_rent --predictors rate,income --explosive")]
pub(super) struct Arguments {
    /// CSV or Parquet file with a date, the response and the predictors; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    columns: Columns,
    /// Column to be explained
    #[arg(long, value_name = "COLUMN")]
    response: String,
    /// Columns that may explain it one period later
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',', required = true)]
    predictors: Vec<String>,
    /// Periods ahead that the response is summed over
    #[arg(long, value_name = "N", default_value_t = 1)]
    horizon: usize,
    /// Test what the regression leaves for explosive growth (GSADF, wild bootstrap)
    #[arg(long)]
    explosive: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    #[serde(flatten)]
    regression: Ivx,
    /// GSADF of the residual.
    #[serde(skip_serializing_if = "Option::is_none")]
    non_fundamental: Option<Statement>,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let Ivx { predictors, coefficients, wald_each, p_each, roots, .. } = &self.regression;
        page.table(
            &["predictor", "coefficient", "Wald", "p", "root"],
            (0..predictors.len()).map(|j| {
                let figures =
                    [coefficients[j], wald_each[j], p_each[j], roots[j]].map(|value| number(value, 5));
                std::iter::once(predictors[j].clone()).chain(figures).collect()
            }),
        );
        if let Some(Statement { statistic, p_value, .. }) = &self.non_fundamental {
            let told = |value: &Option<f64>| value.map_or_else(|| "unknown".to_owned(), |v| number(v, 4));
            page.fact(
                "the part not explained",
                &format!("GSADF {}, p = {}: explosive growth if small", told(statistic), told(p_value)),
            );
            page.fact(
                "read",
                "the regression reads the whole sample: this dates the past and does not watch the present",
            );
        }
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let named = arguments.columns.read(std::slice::from_ref(&arguments.file))?;
    let column = |wanted: &str| -> Result<Series, Failure> {
        let Some(found) = named.iter().find(|n| n.name == wanted) else {
            let there: Vec<&str> = named.iter().map(|n| n.name.as_str()).collect();
            let file = arguments.file.display();
            return Err(Failure::Input(anyhow::anyhow!(
                "{file} has no column `{wanted}`; it has {}",
                there.join(", ")
            )));
        };
        found.series.clone().map_err(Failure::input)
    };
    let response = column(&arguments.response)?;
    let predictors: Vec<Series> =
        arguments.predictors.iter().map(|name| column(name)).collect::<Result<_, _>>()?;
    let (dates, aligned) = common_dates(&response, &predictors);
    let dropped = response.len() - dates.len();
    if dropped > 0 {
        let text = format!(
            "{dropped} dates of `{}` have no value of every predictor and were left out",
            response.name()
        );
        arguments.common.run.warn(&text);
    }
    let (response, values) =
        aligned.split_first().ok_or_else(|| Failure::Input(anyhow::anyhow!("no columns")))?;
    let predictors: Vec<Predictor<'_>> =
        arguments.predictors.iter().zip(values).map(|(name, values)| Predictor { name, values }).collect();
    let regression = ivx(response, &predictors, arguments.horizon).map_err(Failure::input)?;
    let rest = if arguments.explosive {
        let NonFundamental { residual, .. } =
            non_fundamental(response, &predictors).map_err(Failure::input)?;
        let series = Series::new("residual", dates[1..].to_vec(), residual).map_err(Failure::input)?;
        Some(explosive(&series, &arguments.common)?)
    } else {
        None
    };
    Ok(Answer::new("ivx", ivx_statement(&regression), Detail { regression, non_fundamental: rest })
        .about(vec![arguments.response.clone()]))
}

fn explosive(residual: &Series, common: &Common) -> Result<Statement, Failure> {
    let options = DiagnoseOptions { seed: common.run.seed, ..DiagnoseOptions::default() };
    let work = Work::new(&common.run)?;
    let diagnosis = diagnose(residual, &options, &work.execution()).map_err(Failure::input)?;
    Ok(diagnosis.statement())
}

/// Dates that all series have, and the values on them, in the order given.
fn common_dates(response: &Series, predictors: &[Series]) -> (Vec<jiff::civil::Date>, Vec<Vec<f64>>) {
    let mut dates = Vec::new();
    let mut columns = vec![Vec::new(); 1 + predictors.len()];
    for (&date, &value) in response.dates().iter().zip(response.values()) {
        let there: Option<Vec<f64>> = predictors.iter().map(|p| p.on(date)).collect();
        if let Some(there) = there {
            dates.push(date);
            for (column, value) in columns.iter_mut().zip(std::iter::once(value).chain(there)) {
                column.push(value);
            }
        }
    }
    (dates, columns)
}
