//! `utakata test`: one test of one series, or of two, asked alone.

mod cobubble;
mod contagion;
mod cusum;
mod dates;
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
    /// GSADF that stays honest when the volatility moves: signs, transformed time, purged changes
    Robust(Question<robust::Robust>),
    /// Explosive stretch of one fixed length: largest rolling ADF, wild bootstrap
    Rolling(Question<rolling::Rolling>),
    /// Bubble in calm after turmoil: weighted least squares, and its union with SADF (Harvey, Leybourne and Zu 2019)
    Weighted(Question<weighted::Weighted>),
    /// Bubble whose growth rate wavers: SSU, GSSU and their unions with SADF, GSADF (Kurozumi and Nishi 2025)
    Ssu(Question<ssu::Ssu>),
    /// Bubble in a conditional quantile (Wu, Shi and Wu 2025)
    Quantile(Question<quantile::Quantile>),
    /// Cumulative sums: a rise longer than chance gives, or volatility that does not stay the same
    Cusum(Question<cusum::Cusum>),
    /// Bubble from a known start: locally best invariant test (Breitung and Diegel 2025)
    Lbi(Question<lbi::Lbi>),
    /// How explosive is a stretch? Root and doubling time with bias-corrected intervals
    Root(Question<root::Root>),
    /// When did it begin, peak and end? Confidence sets, and the point dates of four papers beside them
    Dates(Question<dates::Dates>),
    /// Is the bubble of one series that of the other? Co-explosivity (Evripidou, Harvey, Leybourne and Sollis 2022)
    Cobubble(Question<cobubble::Cobubble>),
    /// Does exuberance spread? Contagion curve from the second series to the first, with bands (Greenaway-McGrevy and
    /// Phillips 2016)
    Contagion(Question<contagion::Contagion>),
    /// Did the bubble of the second series move on to the first? (Phillips and Yu 2011)
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
        Kind::Dates(question) => ask_each(question),
        Kind::Cobubble(question) => ask_pair(question),
        Kind::Contagion(question) => ask_pair(question),
        Kind::Migration(question) => ask_pair(question),
    }
}
