//! What a monitor says when it speaks.

use serde::{Deserialize, Serialize};

/// Which of the two calls an alarm is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The price has begun to grow explosively.
    Inflation,
    /// The growth called before has ended.
    Crash,
}

/// One call. It is made once and never taken back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alarm {
    /// Which call.
    pub stage: Stage,
    /// Observation (from 0, the training counted) at which the call is made.
    pub index: usize,
    /// The statistic that crossed.
    pub statistic: f64,
    /// The boundary it crossed at this observation.
    pub boundary: f64,
    /// Observations in the window that spoke, ending at `index`: for a crash call, those judged against the growth
    /// before them. What was called began inside the window or a little before it; dating is another method's work.
    pub window: usize,
}

/// Where a monitor stands: the part of a state machine that calls decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// No explosive growth has been called.
    Calm,
    /// An inflation call stands and no crash call has followed.
    Inflating,
    /// The last call was a crash.
    Burst,
}
