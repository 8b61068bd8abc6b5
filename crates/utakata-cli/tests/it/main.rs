//! The command from the outside: what it prints, what it refuses, how it ends.

// A test ends at the first surprise.
#![allow(clippy::unwrap_used)]

mod backtest;
mod births;
mod command;
mod critical;
mod deals;
mod diagnose;
mod evidence;
mod founding_evidence;
mod input;
mod inputs;
mod library;
mod lppls;
mod lppls_indicator;
mod lppls_inference;
mod output;
mod quoted;
mod read;
mod read_page;
mod report;
mod review;
mod score;
mod seal;
mod simulate;
mod size;
mod test;
