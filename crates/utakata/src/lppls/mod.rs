//! The log-periodic power law singularity model (LPPLS; Johansen, Ledoit & Sornette 2000; Filimonov & Sornette 2013):
//! `E ln p(t) = A + x^m (B + C₁ cos(ω ln x) + C₂ sin(ω ln x))`, `x = tc − t`.
//!
//! The four linear parameters are projected out, the other three are searched for in a box: a grid finds the valleys,
//! Newton's method with the exact Hessian goes to their bottoms.

mod cost;
mod elementary;
mod error;
pub mod filter;
mod fit;
pub mod indicator;
pub mod inference;
mod nested;
mod newton;
mod quantile;
mod screen;
mod search_box;
mod weighed;
mod window;

pub use error::LpplsError;
pub use fit::{ActiveBound, Fit, Solution, fit, fit_thoroughly};
pub use nested::{Nested, NestedFit};
pub use quantile::{QuantileFit, quantile_fit, quantile_fit_from};
pub use search_box::SearchBox;
pub use window::LEAST_OBSERVATIONS;
