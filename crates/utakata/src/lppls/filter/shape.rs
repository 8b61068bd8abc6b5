//! What a filter reads of a fit.

use std::f64::consts::{PI, TAU};

use serde::Serialize;

use super::super::Solution;

/// Direction of a bubble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The price grows towards the critical time, `B < 0`.
    Positive,
    /// The price falls towards it, `B > 0`.
    Negative,
}

/// Number of oscillations over the window. Four definitions are in circulation, which differ by up to a factor of `2π`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Oscillations {
    /// `ω/2π · ln((tc − t1)/(tc − t2))`: whole periods.
    Periods,
    /// `ω/2 · ln|(tc − t1)/(t2 − t1)|`, as printed in table 1 of Sornette et al. (2015). With `tc ≤ t2 + 0.1(t2 − t1)` and
    /// `ω ≤ 25` it is at most 1.19, so the condition of that table could never hold: a misprint.
    AsPrinted2015,
    /// `ω/2 · ln((tc − t1)/(tc − t2))`: equation 16 of Shu & Zhu (2019).
    ShuZhu,
    /// `ω/π · ln((tc − t1)/(tc − t2))`: half periods, as the text beside that equation has it.
    HalfPeriods,
    /// `ω/2π · ln|tc/(tc − t2)|` with observations counted from 1, as in R code of Fantazzini; on a clock of observations
    /// only.
    Fantazzini,
}

/// Parameters that filters judge by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Time from the last observation to the critical time.
    pub tc_minus_t2: f64,
    /// Time from the first observation to the last.
    pub span: f64,
    /// Exponent.
    pub m: f64,
    /// Angular frequency.
    pub omega: f64,
    /// Damping `m|B| / (ω|C|)`.
    pub damping: f64,
    /// Amplitude of the oscillations `|C|`.
    pub amplitude: f64,
    /// Sign of `B`.
    pub direction: Direction,
}

impl Shape {
    /// Of a solution for a window of `span`.
    pub fn of(solution: &Solution, span: f64) -> Self {
        Self {
            tc_minus_t2: solution.tc_minus_t2,
            span,
            m: solution.m,
            omega: solution.omega,
            damping: solution.damping(),
            amplitude: solution.amplitude(),
            direction: if solution.b < 0.0 { Direction::Positive } else { Direction::Negative },
        }
    }

    /// The number of oscillations by one definition.
    pub fn oscillations(&self, definition: Oscillations) -> f64 {
        let (left, all) = (self.tc_minus_t2, self.tc_minus_t2 + self.span);
        let turns = self.omega * (all / left).abs().ln();
        match definition {
            Oscillations::Periods => turns / TAU,
            Oscillations::AsPrinted2015 => 0.5 * self.omega * (all / self.span).abs().ln(),
            Oscillations::ShuZhu => 0.5 * turns,
            Oscillations::HalfPeriods => turns / PI,
            Oscillations::Fantazzini => self.omega / TAU * ((all + 1.0) / left).abs().ln(),
        }
    }

    /// `|C/B|`, from the damping.
    pub fn relative_amplitude(&self) -> f64 {
        self.m / (self.omega * self.damping)
    }
}

/// Largest relative error of the fitted price over the window, `max |p̂/p − 1|`; `times` and `logs` are those that were
/// fitted.
pub fn relative_error(solution: &Solution, times: &[f64], logs: &[f64]) -> f64 {
    let last = times.last().copied().unwrap_or_default();
    largest_error(solution, times.iter().map(|t| last - t).zip(logs.iter().copied()))
}

/// The same from lags before the last observation and logarithms.
pub(in super::super) fn largest_error(
    solution: &Solution,
    observations: impl Iterator<Item = (f64, f64)>,
) -> f64 {
    let errors =
        observations.map(|(lag, log)| (solution.value(solution.tc_minus_t2 + lag) - log).exp_m1().abs());
    errors.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_of_the_oscillations_differ_as_stated() {
        let shape = Shape {
            tc_minus_t2: 10.0,
            span: 90.0,
            m: 0.5,
            omega: TAU,
            damping: 1.0,
            amplitude: 0.1,
            direction: Direction::Positive,
        };
        let count = |definition| shape.oscillations(definition);
        let periods = 10.0_f64.ln();
        assert!((count(Oscillations::Periods) - periods).abs() < 1e-12);
        assert!((count(Oscillations::HalfPeriods) - 2.0 * periods).abs() < 1e-12);
        assert!((count(Oscillations::ShuZhu) - PI * periods).abs() < 1e-12);
        assert!((count(Oscillations::Fantazzini) - 10.1_f64.ln()).abs() < 1e-12);
        assert!((count(Oscillations::AsPrinted2015) - PI * (100.0_f64 / 90.0).ln()).abs() < 1e-12);
        let most = Shape { tc_minus_t2: 9.0, omega: 25.0, ..shape }.oscillations(Oscillations::AsPrinted2015);
        assert!((most - 1.19).abs() < 0.005, "{most}");
    }
}
