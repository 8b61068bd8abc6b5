//! The ledger: sourced facts, events, surveys, deals, price claims, forecasts and opinions.

mod check;
mod entry;
mod likelihood;

pub use check::{Check, Direction, Side, Window};
pub use entry::{
    Bound, Damage, Entry, Kind, Ledger, Outcome, Person, Primary, Resolution, Source, Stance, Value,
};
pub use likelihood::{Hedge, Likelihood};
