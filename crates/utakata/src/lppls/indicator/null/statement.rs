//! What a confidence says against its null.

use super::{NullModel, Significance, TableP};
use crate::lppls::filter::Direction;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl NullModel {
    fn phrase(self) -> Phrase {
        match self {
            Self::Gbm => Phrase::new(
                "lppls-null-gbm",
                "the price is a random walk with the drift and the volatility of the observations: a trend, but no bubble",
            ),
            Self::Garch => Phrase::new(
                "lppls-null-garch",
                "the price is a random walk with the drift of the observations and a volatility that comes in clusters, \
                 GARCH(1,1) with Student t shocks fitted to the returns: a trend, but no bubble",
            ),
            Self::Block => Phrase::new(
                "lppls-null-block",
                "the price is made of the returns that were observed, in blocks drawn at random: a trend, but no bubble",
            ),
        }
    }
}

/// How often p-values were at most 5 % on random walks with a drift of 5.4 basis points a day and GARCH(1,1) steps with Student t
/// shocks: `lppls-package`, windows of 120 to 35 observations, by `examples/lppls_false_alarms.rs`. `docs/lppls.md`, "How often
/// it raises a false alarm", has the other walks and windows.
struct Measured {
    per_cent: f64,
    series: usize,
}

impl Measured {
    const GBM: Self = Self { per_cent: 3.8, series: 600 };
    const GARCH: Self = Self { per_cent: 2.8, series: 600 };
    const BLOCK: Self = Self { per_cent: 3.3, series: 600 };
    const TABLE: Self = Self { per_cent: 2.8, series: 2000 };

    const fn of(model: NullModel) -> Self {
        match model {
            NullModel::Gbm => Self::GBM,
            NullModel::Garch => Self::GARCH,
            NullModel::Block => Self::BLOCK,
        }
    }

    fn note(&self) -> Phrase {
        Phrase::fill(
            "lppls-note-false-alarms",
            "measured: of {series} simulated walks with a trend, a volatility that comes in clusters and no bubble, {share} % \
             had a p-value of this kind of at most 0.05 (lppls-package, windows of 120 to 35 observations)",
            [("series", self.series.to_string()), ("share", format!("{:.1}", self.per_cent))],
        )
    }
}

/// What simulation and table have in common.
struct Said {
    model: NullModel,
    direction: Direction,
    observed: f64,
    p_value: f64,
    smallest_p: f64,
    above_zero: f64,
    observations: usize,
    guarantee: Phrase,
}

impl Said {
    fn statement(self) -> Statement {
        let alternative = match self.direction {
            Direction::Positive => Phrase::new(
                "lppls-alternative-positive",
                "the price grows faster and faster towards a critical time, with oscillations that quicken",
            ),
            Direction::Negative => Phrase::new(
                "lppls-alternative-negative",
                "the price falls faster and faster towards a critical time, with oscillations that quicken",
            ),
        };
        let notes = vec![
            Phrase::fill(
                "lppls-note-above-zero",
                "under this null some window qualifies on {share} % of the paths: a confidence above zero is no alarm by \
                 itself",
                [("share", format!("{:.1}", 100.0 * self.above_zero))],
            ),
            Phrase::new(
                "lppls-note-trend",
                "a strong trend without a bubble raises the confidence; the p-value takes the trend of the observations \
                 into account, the confidence does not",
            ),
        ];
        Statement {
            method: "lppls-confidence".to_owned(),
            null: self.model.phrase(),
            alternative,
            statistic_name: "LPPLS confidence".to_owned(),
            statistic: Some(self.observed),
            p_value: Some(self.p_value),
            smallest_p: Some(self.smallest_p),
            e_value: None,
            interval: None,
            guarantee: Guarantee { kind: GuaranteeKind::Simulated, text: self.guarantee },
            observations: self.observations,
            notes,
        }
    }
}

impl Significance {
    /// The confidence as a test.
    pub fn statement(&self) -> Statement {
        let said = Said {
            model: self.model,
            direction: self.direction,
            observed: self.observed,
            p_value: self.p_value(),
            smallest_p: self.draws.smallest_p(),
            above_zero: self.above_zero(),
            observations: self.observations,
            guarantee: Phrase::fill(
                "lppls-guarantee",
                "the whole indicator was computed again on {paths} simulated paths; the error rate holds as far as the null \
                 with its estimated parameters does",
                [("paths", self.draws.values().len().to_string())],
            ),
        };
        let mut statement = said.statement();
        if self.looks == 1 {
            statement.notes.push(Measured::of(self.model).note());
        } else {
            statement.notes.push(Phrase::fill(
                "lppls-note-looks",
                "the largest of {looks} values, windows and dates together, is compared with the largest on each path",
                [("looks", self.looks.to_string())],
            ));
        }
        statement
    }
}

impl TableP {
    /// The p-value as a test of a confidence `share`, found on so many `observations`.
    pub fn statement(&self, direction: Direction, share: f64, observations: usize) -> Statement {
        let mut statement = Said {
            model: NullModel::Gbm,
            direction,
            observed: share,
            p_value: self.p_value,
            smallest_p: self.smallest_p,
            above_zero: self.above_zero,
            observations,
            guarantee: Phrase::fill(
                "lppls-guarantee-table",
                "the indicator was computed before on {paths} paths for each of the neighbouring ratios of drift to \
                 volatility, without its conditions on errors and amplitudes, so that the p-value is rather too large",
                [("paths", self.paths.to_string())],
            ),
        }
        .statement();
        statement.notes.push(Measured::TABLE.note());
        statement
    }
}
