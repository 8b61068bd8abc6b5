//! The ledger: sourced facts, events, surveys, deals, price claims, forecasts and opinions.

mod entry;
mod likelihood;

pub use entry::{
    Bound, Check, Damage, Direction, Entry, Kind, Ledger, Outcome, Person, Primary, Resolution, Source,
    Stance, Value,
};
pub use likelihood::{Hedge, Likelihood};
