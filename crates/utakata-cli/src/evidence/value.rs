//! `utakata evidence value`.

use clap::Args;
use serde::Serialize;
use utakata::valuation::{
    Discounting, Range, implied_growth, price_ratio, share_at_or_below, value_statement,
};

use crate::answer::{Answer, Figures};
use crate::arguments::Common;
use crate::failure::Failure;
use crate::text::{Page, number};

/// What growth does a price take for granted? Price over revenue, and the reverse discounted cash flow
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  28 billion for a company with 200 to 480 million of revenue, sold at 8 times revenue after ten years at 15 %:
    utakata evidence value --price 28e9 --revenue 200e6,480e6 --discount 0.15 --multiple 8 --years 10")]
pub(super) struct Arguments {
    /// Price of the whole, or its lowest and highest
    #[arg(long, value_name = "P[,P]", value_delimiter = ',', required = true, num_args = 1..)]
    price: Vec<f64>,
    /// Revenue (or another fundamental) of a year, or its lowest and highest
    #[arg(long, value_name = "R[,R]", value_delimiter = ',', required = true, num_args = 1..)]
    revenue: Vec<f64>,
    /// Return asked for per year
    #[arg(long, value_name = "RATE", default_value_t = 0.15)]
    discount: f64,
    /// Price over revenue at the end
    #[arg(long, value_name = "M", default_value_t = 8.0)]
    multiple: f64,
    /// Years until then
    #[arg(long, value_name = "N", default_value_t = 10)]
    years: u32,
    /// Part of each year's revenue that is paid out
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    margin: f64,
    /// Price over revenue of others, to find its place among them
    #[arg(long, value_name = "X,X,…", value_delimiter = ',')]
    peers: Vec<f64>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Serialize)]
pub(super) struct Detail {
    price: Range,
    revenue: Range,
    price_to_revenue: Range,
    /// Growth of revenue per year at which the price is fair.
    implied_growth: Range,
    discounting: Discounting,
    /// Share of the peers at or below the lower and the higher end of the ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    among_peers: Option<Range>,
    peers: usize,
}

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let between = |range: &Range, scale: f64, unit: &str| {
            let (low, high) = (number(scale * range.low, 4), number(scale * range.high, 4));
            if low == high { format!("{low}{unit}") } else { format!("{low} to {high}{unit}") }
        };
        page.fact("price over revenue", &between(&self.price_to_revenue, 1.0, ""));
        page.fact("implied growth", &between(&self.implied_growth, 100.0, " % a year"));
        if let Some(place) = &self.among_peers {
            page.fact(
                "among peers",
                &format!("at or above {} of {}", between(place, 100.0, " %"), self.peers),
            );
        }
    }
}

pub(super) fn ask(arguments: &Arguments) -> Result<Answer<Detail>, Failure> {
    let price = range("the price", &arguments.price)?;
    let revenue = range("the revenue", &arguments.revenue)?;
    let discounting = Discounting {
        discount: arguments.discount,
        exit_multiple: arguments.multiple,
        years: arguments.years,
        margin: arguments.margin,
    };
    let ratio = price_ratio(price, revenue);
    let growth = |ratio| implied_growth(ratio, &discounting).map_err(Failure::input);
    // Growth may be negative, so this is no `Range::new`.
    let implied = Range { low: growth(ratio.low)?, high: growth(ratio.high)? };
    let place = |value| share_at_or_below(value, &arguments.peers);
    let among_peers = place(ratio.low).zip(place(ratio.high)).map(|(low, high)| Range { low, high });
    let detail = Detail {
        price,
        revenue,
        price_to_revenue: ratio,
        implied_growth: implied,
        discounting,
        among_peers,
        peers: arguments.peers.len(),
    };
    Ok(Answer::new("value", value_statement(ratio, implied, &discounting), detail))
}

fn range(name: &'static str, ends: &[f64]) -> Result<Range, Failure> {
    match *ends {
        [point] => Range::new(name, point, point).map_err(Failure::input),
        [low, high] => Range::new(name, low, high).map_err(Failure::input),
        _ => Err(Failure::Input(anyhow::anyhow!(
            "{name} has {} numbers; give one, or the lowest and the highest",
            ends.len()
        ))),
    }
}
