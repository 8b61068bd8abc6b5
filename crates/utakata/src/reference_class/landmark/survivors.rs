//! The booms alive on a day, and what was known of them.

use serde::Serialize;

use super::super::{Booms, Outcomes};

/// What is known of a boom on a day after its entry.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BoomState {
    /// [`PathScore::SecondHalfVolatility`](crate::reference_class::PathScore::SecondHalfVolatility) at entry.
    pub volatility: f64,
    /// The deepest fall from the running peak so far, rounded down to one of the drawdowns recorded ([`Booms::drawdowns`]);
    /// 0 where not even the smallest was reached.
    pub fall: f64,
}

impl BoomState {
    /// The state on `day`, from the day on which each of `drawdowns` was first reached (none if never). Days are counted
    /// from the entry.
    pub fn on(
        day: u32,
        volatility: f64,
        drawdowns: &[f64],
        first_passages: impl IntoIterator<Item = Option<u32>>,
    ) -> Self {
        let reached = drawdowns.iter().zip(first_passages).filter(|(_, on)| on.is_some_and(|on| on <= day));
        Self { volatility, fall: reached.map(|(&drawdown, _)| drawdown).fold(0.0, f64::max) }
    }
}

/// The booms that had not burst by a day, one entry per boom in every column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Survivors {
    pub(super) eras: Vec<i32>,
    pub(super) burst: Vec<bool>,
    pub(super) states: Vec<BoomState>,
}

impl Survivors {
    /// Those of `booms` on `day`; `volatility` is one value per boom.
    pub(super) fn on(day: u32, booms: &Booms, volatility: &[f64]) -> Self {
        let eras = booms.eras();
        let mut survivors = Self::default();
        for boom in (0..eras.len()).filter(|&i| booms.burst_days[i].is_none_or(|burst| burst > day)) {
            let passages = booms.first_passages.iter().map(|days| days[boom]);
            survivors.eras.push(eras[boom]);
            survivors.burst.push(booms.burst[boom]);
            survivors.states.push(BoomState::on(day, volatility[boom], &booms.drawdowns, passages));
        }
        survivors
    }

    /// Those of them more than `gap` years from `era`.
    pub(super) fn apart(&self, era: i32, gap: u32) -> Self {
        let mut apart = Self::default();
        for i in (0..self.eras.len()).filter(|&i| self.eras[i].abs_diff(era) > gap) {
            apart.eras.push(self.eras[i]);
            apart.burst.push(self.burst[i]);
            apart.states.push(self.states[i]);
        }
        apart
    }

    /// How many burst later.
    pub(super) fn bursting(&self) -> usize {
        self.burst.iter().filter(|&&b| b).count()
    }

    /// Whether some burst later and some did not.
    pub(super) fn both_kinds(&self) -> bool {
        Outcomes::new(&self.eras, &self.burst).is_ok()
    }

    /// Whether every boom can be forecast from those of other eras: they are of both kinds whichever era is left out.
    pub(super) fn can_be_judged(&self, gap: u32) -> bool {
        !self.eras.is_empty() && self.eras.iter().all(|&era| self.apart(era, gap).both_kinds())
    }

    /// Outcomes as 0 and 1.
    pub(super) fn values(&self) -> Vec<f64> {
        self.burst.iter().map(|&b| f64::from(u8::from(b))).collect()
    }
}
