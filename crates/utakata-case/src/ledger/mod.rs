//! The ledger: sourced facts, events, surveys, deals, price claims, forecasts and opinions.

mod entry;

pub use entry::{
    Bound, Check, Damage, Direction, Entry, Kind, Ledger, Outcome, Person, Primary, Resolution, Source,
    Stance, Value,
};
