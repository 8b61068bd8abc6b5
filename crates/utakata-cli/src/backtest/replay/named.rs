//! Rows of the booms that have a name.

use jiff::civil::Date;
use serde::Serialize;
use utakata_case::library::NAMED;

use super::answer::Boom;

/// A named episode and the booms found in it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    pub(super) name: &'static str,
    pub(super) asset: &'static str,
    /// Entries of its booms; empty where the prices at hand have none.
    pub(super) starts: Vec<Date>,
}

/// The episodes whose asset has booms, of this time or another.
pub(super) fn all(booms: &[Boom]) -> Vec<Named> {
    let known = NAMED.iter().filter(|named| booms.iter().any(|boom| boom.asset == named.asset));
    known
        .map(|named| {
            let within = |boom: &&Boom| {
                boom.asset == named.asset && boom.start >= named.from && boom.start <= named.until
            };
            let starts = booms.iter().filter(within).map(|boom| boom.start).collect();
            Named { name: named.name, asset: named.asset, starts }
        })
        .collect()
}
