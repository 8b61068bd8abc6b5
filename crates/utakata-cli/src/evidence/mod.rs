//! `utakata evidence`: one kind of evidence, asked alone.

mod basket;
mod births;
mod breadth;
mod concentration;
mod deals;
mod events;
mod inputs;
mod ivx;
mod layers;
mod nowcast;
mod price_move;
mod streak;
mod survey;
mod survival;
mod usage;
mod value;

use clap::{Args, Subcommand};

use crate::answer::{self, Answer, Figures};
use crate::arguments::Common;
use crate::failure::{Failure, Outcome};

/// Ask one kind of evidence alone
///
/// Every answer is a statement: the null and the alternative, the statistic, its p- or e-value, the smallest
/// p-value a sample of this size could have given, and what is promised about errors. `--format json` prints the
/// statement with the figures behind it under `detail`, all at full precision.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    kind: Kind,
}

/// The kinds of evidence.
#[derive(Debug, Subcommand)]
enum Kind {
    Usage(usage::Arguments),
    Deals(deals::Arguments),
    Births(births::Arguments),
    Inputs(inputs::Arguments),
    Nowcast(nowcast::Arguments),
    Survey(survey::Arguments),
    Streak(streak::Arguments),
    Basket(Box<basket::Arguments>),
    Move(price_move::Arguments),
    Breadth(breadth::Arguments),
    Events(events::Arguments),
    Concentration(concentration::Arguments),
    Survival(survival::Arguments),
    Layers(Box<layers::Arguments>),
    Ivx(ivx::Arguments),
    Value(value::Arguments),
}

/// Asks and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.kind {
        Kind::Usage(usage) => print(&usage.common, || usage::ask(usage)),
        Kind::Deals(deals) => print(&deals.common, || deals::ask(deals)),
        Kind::Births(wave) => print(&wave.common, || births::ask(wave)),
        Kind::Inputs(prices) => print(&prices.common, || inputs::ask(prices)),
        Kind::Nowcast(reports) => print(&reports.common, || nowcast::ask(reports)),
        Kind::Survey(survey) => print(&survey.common, || survey::ask(survey)),
        Kind::Streak(streak) => print(&streak.common, || streak::ask(streak)),
        Kind::Basket(basket) => print(&basket.common, || basket::ask(basket)),
        Kind::Move(fall) => print(&fall.common, || price_move::ask(fall)),
        Kind::Breadth(count) => print(&count.common, || breadth::ask(count)),
        Kind::Events(events) => print(&events.common, || events::ask(events)),
        Kind::Concentration(shares) => print(&shares.common, || concentration::ask(shares)),
        Kind::Survival(entrants) => print(&entrants.common, || survival::ask(entrants)),
        Kind::Layers(chain) => print(&chain.common, || layers::ask(chain)),
        Kind::Ivx(data) => print(&data.common, || ivx::ask(data)),
        Kind::Value(price) => print(&price.common, || value::ask(price)),
    }
}

fn print<D: Figures>(
    common: &Common,
    ask: impl FnOnce() -> Result<Answer<D>, Failure>,
) -> Result<Outcome, Failure> {
    let destination = common.run.destination()?;
    answer::print(&[ask()?], "Evidence:", common.format, &destination)?;
    Ok(Outcome::Done)
}
