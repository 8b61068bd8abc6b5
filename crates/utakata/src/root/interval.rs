//! From a root to the time in which the level doubles.

use serde::Serialize;

use crate::statement::Interval;

/// How long the level takes to double, in observations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum DoublingTime {
    /// Between two finite times.
    Between {
        /// Shortest time.
        shortest: f64,
        /// Longest time.
        longest: f64,
    },
    /// At least this long, and perhaps never: the interval of the root reaches one.
    AtLeast {
        /// Shortest time.
        shortest: f64,
    },
    /// At most this long, perhaps at once: the interval of the root is unbounded above.
    AtMost {
        /// Longest time.
        longest: f64,
    },
    /// Never: every root of the interval is at most one.
    Never,
    /// Anything: the interval of the root is unbounded above and reaches one.
    Unknown,
}

/// The doubling times `ln 2/ln ρ` of the roots in `interval`. The map falls from infinity at one, so it turns the
/// ends around and keeps the coverage; below one nothing doubles, and an interval that reaches one has no longest time.
///
/// With a constant in the regression it is the distance from the level `c/(1 − ρ)` that doubles.
pub fn doubling_time(interval: &Interval) -> DoublingTime {
    let time = |root: f64| std::f64::consts::LN_2 / root.ln();
    let longest = interval.low.filter(|&root| root > 1.0).map(time);
    match (interval.high, longest) {
        (Some(high), _) if high <= 1.0 => DoublingTime::Never,
        (Some(high), Some(longest)) => DoublingTime::Between { shortest: time(high), longest },
        (Some(high), None) => DoublingTime::AtLeast { shortest: time(high) },
        (None, Some(longest)) => DoublingTime::AtMost { longest },
        (None, None) => DoublingTime::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: Option<f64>, high: Option<f64>) -> DoublingTime {
        doubling_time(&Interval { low, high, level: 0.9 })
    }

    #[test]
    fn every_kind_of_interval_has_its_doubling_time() {
        let DoublingTime::Between { shortest, longest } = of(Some(2.0_f64.sqrt()), Some(2.0)) else {
            panic!()
        };
        assert!((shortest - 1.0).abs() < 1e-12 && (longest - 2.0).abs() < 1e-12);
        let DoublingTime::AtLeast { shortest } = of(Some(0.99), Some(2.0)) else { panic!() };
        assert!((shortest - 1.0).abs() < 1e-12);
        assert_eq!(of(Some(1.0), Some(2.0)), DoublingTime::AtLeast { shortest: 1.0 });
        assert_eq!(of(None, Some(1.0)), DoublingTime::Never);
        assert_eq!(of(Some(2.0), None), DoublingTime::AtMost { longest: 1.0 });
        assert_eq!(of(None, None), DoublingTime::Unknown);
    }
}
