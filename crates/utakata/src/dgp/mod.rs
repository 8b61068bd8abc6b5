//! Simulators: unit-root nulls with the volatility and dependence of real data, fundamentals without a bubble that look
//! like one, and bubbles that are rational, periodic, switching, noncausal or common to many series.
//!
//! Every simulator is a value with the paper's parameters as default; `path` draws one series from a
//! [`Stream`], so the same `(seed, stream)` gives the same path on every machine.
//!
//! | null of no bubble | |
//! |---|---|
//! | [`RandomWalk`], [`StudentWalk`], [`SkewStudentWalk`], [`JumpWalk`], [`Arima`] | steps of one law |
//! | [`Garch`], [`GjrGarch`], [`StochasticVolatility`], [`CirVolatility`], [`VarianceBreak`], [`VolatilityBurst`] | changing volatility |
//! | [`FractionalNoise`] | fractional integration |
//! | [`PresentValue`], [`HumpedFundamental`] | prices that are fundamental value; the hump fools tests |
//!
//! | bubble | |
//! |---|---|
//! | [`PeriodicBubble`] | Phillips, Shi and Yu; Phillips and Shi |
//! | [`Evans`], [`Blanchard`], [`LognormalBubble`], [`StochasticTree`] | rational, bursting at random |
//! | [`SwitchingBubble`] | Markov-switching regimes |
//! | [`MixedAutoregression`] | stationary, locally explosive |
//! | [`CommonFactor`], [`CoExplosivePair`] | several series ([`JointProcess`]) |

mod bubble;
mod fractional;
mod fundamental;
mod innovation;
mod joint;
mod noncausal;
mod rational;
mod switching;
mod volatility;
mod walk;

pub use bubble::{Collapse, PeriodicBubble};
pub use fractional::FractionalNoise;
pub use fundamental::{HumpedFundamental, PresentValue};
pub use innovation::Innovation;
pub use joint::{CoExplosivePair, CommonFactor, JointProcess};
pub use noncausal::MixedAutoregression;
pub use rational::{Blanchard, Evans, LognormalBubble, StochasticTree};
pub use switching::SwitchingBubble;
pub use volatility::{CirVolatility, Garch, GjrGarch, StochasticVolatility, VarianceBreak, VolatilityBurst};
pub use walk::{Arima, JumpWalk, RandomWalk, SkewStudentWalk, StudentWalk};

use crate::random::{Normal, Stream};

/// A data-generating process of one price series.
pub trait Process {
    /// One path of `observations` values.
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64>;
}

/// Levels from `start` by steps: the first value is `start`, each later one adds the next step.
fn cumulated(start: f64, observations: usize, mut step: impl FnMut() -> f64) -> Vec<f64> {
    let mut level = start;
    (0..observations)
        .map(|t| {
            if t > 0 {
                level += step();
            }
            level
        })
        .collect()
}
