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
mod prices;

pub use case::Case;
pub use case_file::{
    Basket, BroadTurnRule, CaseFile, CountBounds, Event, EventRule, Layer, Lens, Null, Reference, Share,
    Stream, Text, Weighting,
};
pub use error::{At, CaseError, Flaw, LocatedFlaw};
pub use known::known_by;
pub(crate) use located::Located;
pub use prices::Prices;
