//! `utakata test`: one test of one series, or of two, asked alone.

mod cobubble;
mod contagion;
mod cusum;
mod lbi;
mod migration;
mod pair;
mod quantile;
mod question;
mod robust;
mod rolling;
mod root;
mod ssu;
mod weighted;

use clap::{Args, Subcommand};

use crate::failure::{Failure, Outcome};
use pair::ask_pair;
use question::{Question, ask_each};

/// Ask one test alone, robust and other tests that `diagnose` does not make
///
/// Every answer is a statement: the null and the alternative, the statistic, its p-value, the smallest p-value the
/// sample or the simulation could have given, and what is promised about errors; then the figures behind it. Places
/// in the figures count observations from 0. A file holds dates and values (two columns, no flags needed), one column
/// per series, or, with --series, one row per series and date; each series is tested alone.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    kind: Kind,
}

/// The tests.
#[derive(Debug, Subcommand)]
enum Kind {
    Robust(Question<robust::Robust>),
    Rolling(Question<rolling::Rolling>),
    Weighted(Question<weighted::Weighted>),
    Ssu(Question<ssu::Ssu>),
    Quantile(Question<quantile::Quantile>),
    Cusum(Question<cusum::Cusum>),
    Lbi(Question<lbi::Lbi>),
    Root(Question<root::Root>),
    Cobubble(Question<cobubble::Cobubble>),
    Contagion(Question<contagion::Contagion>),
    Migration(Question<migration::Migration>),
}

/// Asks and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.kind {
        Kind::Robust(question) => ask_each(question),
        Kind::Rolling(question) => ask_each(question),
        Kind::Weighted(question) => ask_each(question),
        Kind::Ssu(question) => ask_each(question),
        Kind::Quantile(question) => ask_each(question),
        Kind::Cusum(question) => ask_each(question),
        Kind::Lbi(question) => ask_each(question),
        Kind::Root(question) => ask_each(question),
        Kind::Cobubble(question) => ask_pair(question),
        Kind::Contagion(question) => ask_pair(question),
        Kind::Migration(question) => ask_pair(question),
    }
}
