//! The case folder: `case.toml`, `ledger.toml`, `series/*.csv`, `SOURCES.md`.

mod case;
mod case_file;
mod check;
mod check_case;
mod check_ledger;
mod documents;
mod error;
mod known;
mod located;
mod null;
mod prices;

pub use case::Case;
pub use case_file::{
    Basket, BroadTurnRule, CaseFile, Event, EventRule, Layer, Lens, Reference, Stream, Text, Weighting,
};
pub use error::{At, CaseError, Flaw, LocatedFlaw};
pub use known::known_by;
pub(crate) use located::Located;
pub use null::{BaseRate, CountBounds, Ends, ListPrices, Null, Share, Totals};
pub use prices::Prices;
