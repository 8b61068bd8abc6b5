//! What a monitor says, and with what risk.

use super::alarm::Stage;
use super::design::{Crash, Design, Inflation};
use super::front::Monitor;
use super::rate::training_maximum_rate;
use crate::statement::{Guarantee, GuaranteeKind};
use crate::{Phrase, Statement};

impl Monitor {
    /// The inflation call, or that there is none, as a statement; `observations` counts the training and all that was
    /// observed. The statistic is that of the first inflation call.
    pub fn statement(&self) -> Statement {
        let design = self.design();
        let called = self.alarms().iter().find(|a| a.stage == Stage::Inflation);
        Statement {
            method: "monitor".to_owned(),
            null: Phrase::new(
                "monitor-null",
                "the price goes on as a random walk, with the increments of the training sample",
            ),
            alternative: Phrase::new("monitor-alternative", "the price has begun to grow explosively"),
            statistic_name: statistic_name(&design.inflation).to_owned(),
            statistic: called.map(|a| a.statistic),
            p_value: None,
            smallest_p: None,
            e_value: None,
            interval: None,
            guarantee: guarantee(design, self.training()),
            observations: self.next_index(),
            notes: notes(design),
        }
    }
}

fn statistic_name(inflation: &Inflation) -> &'static str {
    match inflation {
        Inflation::Growth { .. } | Inflation::TrainingMaximum { .. } => "A",
        Inflation::Rise { .. } => "R",
        Inflation::GrowthOrRise { .. } => "A or R",
        Inflation::Exceedances { .. } => "run",
        Inflation::Kurozumi { .. } => "BADF",
        Inflation::Cusum
        | Inflation::CusumSpot
        | Inflation::Weighted { .. }
        | Inflation::OpenWeighted { .. } => "CUSUM",
        Inflation::Fluc => "DF",
        Inflation::Quantile { .. } => "t(τ)",
        Inflation::PhillipsShi { .. } | Inflation::Crossing { .. } => "BSADF",
    }
}

fn guarantee(design: &Design, training: usize) -> Guarantee {
    let percent = |rate: f64| format!("{}", (1e4 * rate).round() / 1e2);
    let horizon = design.horizon.to_string();
    match design.inflation {
        Inflation::TrainingMaximum { window, .. } | Inflation::Exceedances { window, .. } => Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "monitor-guarantee-training",
                "the chance of any false call in {horizon} observations is about {rate} %, as what follows the \
                 training is exchangeable with it",
                [
                    ("horizon", horizon),
                    ("rate", percent(training_maximum_rate(training, design.horizon, window))),
                ],
            ),
        },
        Inflation::Crossing { .. } => Guarantee {
            kind: GuaranteeKind::Descriptive,
            text: Phrase::new(
                "monitor-guarantee-crossing",
                "no error rate over time: the boundary is meant for one date, and some date is crossed far more often",
            ),
        },
        Inflation::Weighted { .. } => Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "monitor-guarantee-weighted",
                "the chance of any false call in {horizon} observations is {rate} % in large samples, if the variance \
                 stays that of the training",
                [("horizon", horizon), ("rate", percent(design.false_alarm_rate))],
            ),
        },
        Inflation::OpenWeighted { .. } => Guarantee {
            kind: GuaranteeKind::Simulated,
            text: Phrase::fill(
                "monitor-guarantee-open",
                "the chance of any false call, however long it watches, is about {rate} %, if the variance stays that \
                 of the training",
                [("rate", percent(design.false_alarm_rate))],
            ),
        },
        _ => Guarantee {
            kind: GuaranteeKind::Simulated,
            text: Phrase::fill(
                "monitor-guarantee-simulated",
                "the chance of any false call in {horizon} observations is {rate} % by simulation",
                [("horizon", horizon), ("rate", percent(design.false_alarm_rate))],
            ),
        },
    }
}

fn notes(design: &Design) -> Vec<Phrase> {
    match design.crash {
        Crash::Drop { .. } => vec![Phrase::fill(
            "monitor-note-drop",
            "growth that goes on for {growth} observations after the call is called over with a chance of {rate} %",
            [
                ("growth", design.growth.to_string()),
                ("rate", format!("{}", (1e4 * design.premature_rate).round() / 1e2)),
            ],
        )],
        Crash::Product { .. } => vec![Phrase::new(
            "monitor-note-product",
            "the end is often called too early where growth per observation is no larger than its noise",
        )],
        Crash::None | Crash::Crossing => Vec::new(),
    }
}
