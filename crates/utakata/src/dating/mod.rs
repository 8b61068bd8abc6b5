//! When a bubble began, peaked and ended.
//!
//! # What a date names
//! Every date here is the index of an observation, counted from 0, and names the same thing whatever the method:
//!
//! | date | observation |
//! |---|---|
//! | origination | the **first explosive** observation: the first whose change from the one before is explosive |
//! | collapse | the **peak**: the last explosive observation, after which growth stops or the price falls |
//! | recovery | the **first normal** observation after a collapse that takes time: a random walk again |
//!
//! Papers name the last observation of the old regime (Harvey, Leybourne and Sollis 2017, counted from 1: their
//! `τ₁, τ₂, τ₃` are our `τ₁, τ₂ − 1, τ₃`) or one less (Pang, Du and Chong 2021); the methods convert. Only
//! [`Episode`], which dates by crossing a boundary, differs: its collapse is the first observation *after* the run,
//! as in Phillips, Shi and Yu (2015).

pub mod confidence;
mod episodes;
pub mod hls;
mod hlw;
pub mod knp;
mod max_chow;
mod recursion;
pub mod reverse;
mod segment;
pub mod splitting;
pub mod weights;

pub use confidence::{DateOptions, DateRange, DateSet, Dated, date_bubble};
pub use episodes::{DatingError, Episode, Signal, episodes, minimum_duration};
pub use hlw::{WindowDates, hlw};
pub use max_chow::{MaxChow, max_chow};
pub use recursion::Lengths;
