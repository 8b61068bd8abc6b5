//! The case folder: `case.toml`, `ledger.toml`, `series/*.csv`, `SOURCES.md`.

mod case_file;

pub use case_file::{
    Basket, BroadTurnRule, CaseFile, CountBounds, Event, EventRule, Layer, Lens, Null, Share, Stream, Text,
    Weighting,
};
