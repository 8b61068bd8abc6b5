//! The Utakata engine: pure numerics for the question *"is this a bubble, is it bursting, since when, and how
//! sure are we?"*
//!
//! No I/O, no clock, no global state: numbers go in, typed results or typed errors come out. Every statistical
//! answer is a [`Statement`] that carries its null, its alternative, its error guarantee in words and the smallest
//! p-value the sample could have produced.

pub mod adoption;
pub mod basket;
pub mod boom;
pub mod cobubble;
pub mod concentration;
pub mod contagion;
pub mod cusum;
pub mod dating;
pub mod dgp;
pub mod diagnose;
pub mod evalue;
pub mod event_study;
pub mod execution;
pub mod explosive;
pub mod forecast;
mod instruction_sets;
pub mod laboratory;
pub mod lbi;
pub mod lead_lag;
pub mod lppls;
pub mod migration;
mod moments;
pub mod monitor;
pub mod null;
pub mod panel;
pub mod phrase;
pub mod price_steps;
pub mod proportion;
mod quantile_regression;
pub mod quantile_test;
pub mod random;
pub mod rates;
pub mod reference_class;
pub mod replay;
pub mod robust;
pub mod root;
pub mod sample;
pub mod series;
pub mod size;
pub mod ssu;
pub mod state;
pub mod statement;
pub mod survival;
mod tail;
pub mod valuation;
pub mod weighted;

pub use execution::Execution;
pub use phrase::Phrase;
pub use series::{Frequency, Series, SeriesError};
pub use statement::{Guarantee, Interval, Statement};
