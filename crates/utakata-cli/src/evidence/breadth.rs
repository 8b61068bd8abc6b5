//! `utakata evidence breadth`.

use clap::Args;
use serde::Serialize;
use utakata::basket::{assumed_breadth_statement, copula_tail};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number};

/// Correlations shown beside the one asked for.
const CORRELATIONS: [f64; 5] = [0.0, 0.2, 0.35, 0.5, 0.7];

/// How unusual is it that so many of a basket fell, when no prices are at hand? One-factor copula
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  Twenty of fifty fell by more than a tenth, which each does in one week of twenty:
    utakata evidence breadth --members 50 --fallen 20 --p 0.05 --correlation 0.35")]
pub(super) struct Arguments {
    /// Members of the basket
    #[arg(long, value_name = "N")]
    members: usize,
    /// Members that fell so far
    #[arg(long, value_name = "N")]
    fallen: usize,
    /// Chance that one member falls so far
    #[arg(long, value_name = "P")]
    p: f64,
    /// Correlation of the members' moves
    #[arg(long, value_name = "RHO")]
    correlation: f64,
    #[command(flatten)]
    pub(super) common: Common,
}

/// The same at other correlations.
#[derive(Debug, Serialize)]
pub(super) struct Detail {
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    correlation: f64,
    tail: f64,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let rows = self.rows.iter().map(|row| vec![number(row.correlation, 3), number(row.tail, 4)]);
        page.table(&["correlation", "P(as many)"], rows);
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let Arguments { members, fallen, p, correlation, .. } = *arguments;
    let statement = assumed_breadth_statement(members, p, correlation, fallen).map_err(Failure::input)?;
    let row = |correlation| -> Result<Row, Failure> {
        Ok(Row { correlation, tail: copula_tail(members, p, correlation, fallen).map_err(Failure::input)? })
    };
    let rows = CORRELATIONS.into_iter().map(row).collect::<Result<_, _>>()?;
    Ok(Answer::new("breadth", statement, Detail { rows }))
}
