//! Which fits count as a bubble: the conditions of the literature as one value, every threshold a field, and the published
//! sets of them by name ([`Preset`]).

mod preset;
mod shape;

pub use preset::{Denominator, Preset, Scale, ScaleName, Source};
pub(super) use shape::largest_error;
pub use shape::{Direction, Oscillations, Shape, relative_error};

use serde::Serialize;

/// How far from the last observation the critical time may be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// Share of the time from the first observation to the last.
    pub share: f64,
    /// And no more than this, in units of the clock; infinite (`null` in JSON) where only the share counts.
    pub most: f64,
}

impl Reach {
    /// No limit.
    pub const ANY: Self = Self { share: f64::INFINITY, most: f64::INFINITY };

    /// A share of the window.
    pub const fn share(share: f64) -> Self {
        Self { share, most: f64::INFINITY }
    }

    /// The limit for a window of `span`.
    pub fn limit(&self, span: f64) -> f64 {
        (self.share * span).min(self.most)
    }
}

/// The condition on the number of oscillations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LeastOscillations {
    /// How they are counted.
    pub definition: Oscillations,
    /// Fewest.
    pub least: f64,
    /// Waived where the oscillations are a smaller share of the power law than this, `|C/B|` (Gerlach, Demos & Sornette
    /// 2019).
    pub waived_below: Option<f64>,
}

/// Conditions on a fit. Conditions that are `None` are not applied.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Filter {
    /// Exponent.
    pub m: [f64; 2],
    /// Angular frequency.
    pub omega: [f64; 2],
    /// How long before the last observation the critical time may be. The fits here end after it, so this is for
    /// parameters fitted elsewhere.
    pub before: Reach,
    /// How long after the last observation the critical time may be.
    pub after: Reach,
    /// Whether a value equal to a threshold fails.
    pub strict: bool,
    /// Number of oscillations.
    pub oscillations: Option<LeastOscillations>,
    /// Least damping `m|B| / (ω|C|)`.
    pub damping: Option<f64>,
    /// Largest relative error of the fitted price, [`relative_error`].
    pub relative_error: Option<f64>,
    /// The amplitude `|C|` must be below this.
    pub amplitude: Option<f64>,
    /// The only direction that counts.
    pub direction: Option<Direction>,
    /// Tests of the residuals that the paper asks for as well. They are not applied here, and every result says so.
    pub residual_tests: &'static [ResidualTest],
}

/// A condition that a fit may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Exponent.
    M,
    /// Frequency.
    Omega,
    /// Critical time.
    Tc,
    /// Number of oscillations.
    Oscillations,
    /// Damping.
    Damping,
    /// Relative error.
    RelativeError,
    /// Amplitude of the oscillations.
    Amplitude,
    /// Sign of `B`.
    Direction,
}

/// A test of the residuals that a published filter includes. With the tabulated critical values they are void: on random
/// walks the Dickey-Fuller test of the residuals rejects a unit root in nearly every fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResidualTest {
    /// Significance of the Lomb periodogram's peak.
    Lomb,
    /// Phillips-Perron.
    PhillipsPerron,
    /// Dickey-Fuller.
    DickeyFuller,
}

/// What a filter says of one fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FilterResult {
    /// Whether no condition that was applied fails.
    pub passes: bool,
    /// Conditions that fail.
    pub failed: Vec<Condition>,
    /// Conditions of the paper that were not applied.
    pub not_applied: &'static [ResidualTest],
}

impl Filter {
    /// Applies every condition; `relative_error` is that of the fit ([`relative_error`]).
    pub fn apply(&self, shape: &Shape, relative_error: f64) -> FilterResult {
        let mut failed: Vec<Condition> =
            self.of_shape(shape).into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name).collect();
        if !self.error_holds(|| relative_error) {
            failed.push(Condition::RelativeError);
        }
        FilterResult { passes: failed.is_empty(), failed, not_applied: self.residual_tests }
    }

    /// Whether no condition fails; the relative error is asked for only where it decides.
    pub fn passes(&self, shape: &Shape, relative_error: impl FnOnce() -> f64) -> bool {
        self.of_shape(shape).into_iter().all(|(_, holds)| holds) && self.error_holds(relative_error)
    }

    fn of_shape(&self, shape: &Shape) -> [(Condition, bool); 7] {
        let tc = shape.tc_minus_t2;
        let near = self.at_most(tc, self.after.limit(shape.span))
            && self.at_most(-tc, self.before.limit(shape.span));
        [
            (Condition::M, self.inside(shape.m, self.m)),
            (Condition::Omega, self.inside(shape.omega, self.omega)),
            (Condition::Tc, near),
            (Condition::Oscillations, self.oscillate(shape)),
            (Condition::Damping, self.damping.is_none_or(|least| self.at_most(least, shape.damping))),
            (Condition::Amplitude, self.amplitude.is_none_or(|below| shape.amplitude < below)),
            (Condition::Direction, self.direction.is_none_or(|wanted| shape.direction == wanted)),
        ]
    }

    fn oscillate(&self, shape: &Shape) -> bool {
        self.oscillations.is_none_or(|wanted| {
            let waived = wanted.waived_below.is_some_and(|share| shape.relative_amplitude() < share);
            waived || self.at_most(wanted.least, shape.oscillations(wanted.definition))
        })
    }

    fn error_holds(&self, relative_error: impl FnOnce() -> f64) -> bool {
        self.relative_error.is_none_or(|most| self.at_most(relative_error(), most))
    }

    /// `a ≤ b`, or `a < b` where thresholds themselves fail. Without a limit everything holds.
    fn at_most(&self, a: f64, b: f64) -> bool {
        if self.strict { a < b } else { a <= b }
    }

    fn inside(&self, value: f64, [low, high]: [f64; 2]) -> bool {
        self.at_most(low, value) && self.at_most(value, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape() -> Shape {
        Shape {
            tc_minus_t2: 10.0,
            span: 200.0,
            m: 0.5,
            omega: 8.0,
            damping: 1.0,
            amplitude: 0.1,
            direction: Direction::Positive,
        }
    }

    #[test]
    fn every_condition_is_named_when_it_alone_fails() {
        let filter = Filter {
            amplitude: Some(1.0),
            direction: Some(Direction::Positive),
            ..Preset::Sornette2015C1.filter()
        };
        let failed = |shape: Shape, error: f64| filter.apply(&shape, error).failed;
        assert!(failed(shape(), 0.01).is_empty());
        assert_eq!(failed(Shape { m: 1.3, ..shape() }, 0.01), [Condition::M]);
        assert_eq!(failed(Shape { omega: 26.0, ..shape() }, 0.01), [Condition::Omega]);
        assert_eq!(failed(Shape { tc_minus_t2: 20.1, ..shape() }, 0.01), [Condition::Tc]);
        assert_eq!(failed(Shape { tc_minus_t2: -10.1, ..shape() }, 0.01)[0], Condition::Tc);
        assert_eq!(failed(Shape { omega: 5.0, ..shape() }, 0.01), [Condition::Oscillations]);
        assert_eq!(failed(Shape { damping: 0.79, ..shape() }, 0.01), [Condition::Damping]);
        assert_eq!(failed(Shape { amplitude: 1.0, ..shape() }, 0.01), [Condition::Amplitude]);
        assert_eq!(failed(Shape { direction: Direction::Negative, ..shape() }, 0.01), [Condition::Direction]);
        assert_eq!(failed(shape(), 0.051), [Condition::RelativeError]);
        assert!(filter.passes(&shape(), || 0.05) && !filter.passes(&shape(), || 0.051));
    }

    #[test]
    fn a_strict_filter_refuses_its_own_thresholds() {
        let on = |strict| {
            let filter =
                Filter { strict, oscillations: None, m: [0.5, 0.9], ..Preset::LpplsPackage.filter() };
            filter.apply(&shape(), 0.0).failed
        };
        assert!(on(false).is_empty());
        assert_eq!(on(true), [Condition::M]);
    }

    #[test]
    fn small_oscillations_need_not_be_counted_where_a_filter_waives_it() {
        let filter = Preset::Gerlach2019.filter();
        // |C/B| = m/(ωD).
        let slow = Shape { omega: 4.0, ..shape() };
        assert_eq!(filter.apply(&slow, 0.0).failed, [Condition::Oscillations]);
        assert!(filter.apply(&Shape { damping: 2.6, ..slow }, 0.0).passes);
    }

    #[test]
    fn tests_of_the_residuals_are_said_not_to_be_applied() {
        let result = Preset::ShuZhu2019.filter().apply(&shape(), 0.0);
        assert_eq!(
            result.not_applied,
            [ResidualTest::Lomb, ResidualTest::PhillipsPerron, ResidualTest::DickeyFuller]
        );
        assert!(Preset::Sornette2015C1.filter().apply(&shape(), 0.0).not_applied.is_empty());
    }
}
