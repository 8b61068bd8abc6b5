//! The diagnosis as a statement.

use super::Diagnosis;
use crate::null::{BoundaryKind, Method};
use crate::random::Multiplier;
use crate::statement::GuaranteeKind;
use crate::{Guarantee, Phrase, Statement, size};

impl Diagnosis {
    /// What the diagnosis says: GSADF against the null of a unit root, with its error guarantee.
    pub fn statement(&self) -> Statement {
        let replications = self.critical_values.as_ref().map(|c| c.replications);
        Statement {
            method: match &self.critical_values {
                Some(values) => format!("gsadf-{}", values.method),
                None => "gsadf".to_owned(),
            },
            null: self.null(),
            alternative: Phrase::new(
                "diagnose-alternative",
                "the price grew explosively in at least one stretch of the sample",
            ),
            statistic_name: "gsadf".to_owned(),
            statistic: Some(self.gsadf),
            p_value: self.p_values.and_then(|p| p.gsadf),
            smallest_p: self.p_values.and(replications).map(|r| 1.0 / (r as f64 + 1.0)),
            e_value: None,
            interval: None,
            guarantee: self.guarantee(),
            observations: self.observations,
            notes: self.notes(),
        }
    }

    fn null(&self) -> Phrase {
        match self.critical_values.as_ref().map(|c| c.process) {
            Some(Method::WildBootstrap { .. }) => Phrase::new(
                "diagnose-null-wild",
                "the price is a random walk (unit root) with the volatility path of the data",
            ),
            Some(Method::Composite { .. }) => Phrase::new(
                "diagnose-null-composite",
                "the price is a random walk (unit root) whose steps have the autocorrelation and the tails of the data",
            ),
            Some(Method::MonteCarlo { drift }) if drift != 0.0 => Phrase::fill(
                "diagnose-null-drift",
                "the price is a random walk (unit root) with independent normal steps and a drift of {drift} standard \
                 deviations per step",
                [("drift", format!("{drift:.3}"))],
            ),
            Some(Method::MonteCarlo { .. }) | None => Phrase::new(
                "diagnose-null-walk",
                "the price is a random walk (unit root) with independent normal steps",
            ),
        }
    }

    fn guarantee(&self) -> Guarantee {
        let Some(values) = &self.critical_values else {
            let text =
                Phrase::new("diagnose-guarantee-none", "no null distribution was asked for: a description");
            return Guarantee { kind: GuaranteeKind::Descriptive, text };
        };
        let count = [("replications", values.replications.to_string())];
        let text = match values.process {
            Method::WildBootstrap { multiplier: Multiplier::Rademacher } => Phrase::fill(
                "diagnose-guarantee-sign",
                "the error rate is exact in any sample, whatever the volatility path, if ups and downs of a given size \
                 are equally likely and independent, and holds in large samples otherwise; {replications} bootstrap \
                 replications",
                count,
            ),
            Method::WildBootstrap { .. } => Phrase::fill(
                "diagnose-guarantee-wild",
                "the error rate holds in large samples, also when volatility changes over time; {replications} \
                 bootstrap replications",
                count,
            ),
            Method::Composite { control } => Phrase::fill(
                "diagnose-guarantee-composite",
                "the chance of any false alarm over {control} consecutive dates holds in large samples when volatility \
                 does not drift; {replications} bootstrap replications",
                [("control", control.to_string()), ("replications", values.replications.to_string())],
            ),
            Method::MonteCarlo { .. } => Phrase::fill(
                "diagnose-guarantee-monte-carlo",
                "the error rate holds for independent normal steps of constant variance, and is too high for returns \
                 with changing volatility; {replications} simulated walks",
                count,
            ),
        };
        Guarantee { kind: GuaranteeKind::Simulated, text }
    }

    fn notes(&self) -> Vec<Phrase> {
        let mut notes = vec![Phrase::fill(
            "diagnose-note-regression",
            "Dickey-Fuller regressions with constant and {lag} lagged differences on every window of at least {window} \
             observations",
            [("lag", self.lag.to_string()), ("window", self.minimum_window.to_string())],
        )];
        if let (Some(kind), Some(rate), Some(horizon)) =
            (self.boundary, self.false_alarm_rate, self.false_alarm_horizon)
        {
            let args = [
                ("boundary", boundary_name(kind).to_owned()),
                ("rate", format!("{:.1}", 100.0 * rate)),
                ("horizon", horizon.to_string()),
            ];
            notes.push(Phrase::fill(
                "diagnose-note-false-alarm",
                "episodes are runs above the {boundary} boundary, which flags some date of {horizon} by mistake with \
                 probability {rate} %",
                args,
            ));
        }
        notes.extend(self.measured());
        if let Some(degenerate) = &self.degenerate {
            notes.push(Phrase::fill(
                "diagnose-note-degenerate",
                "on {dates} dates, first on {first}, windows were left out: {reason}",
                [
                    ("dates", degenerate.dates.to_string()),
                    ("first", degenerate.first.to_string()),
                    ("reason", degenerate.reason.to_string()),
                ],
            ));
        }
        if self.boundary.is_some() {
            notes.push(Phrase::new(
                "diagnose-note-late",
                "crossing dates come late at both ends of an episode, most of all after a slow fall",
            ));
        }
        notes
    }
}

impl Diagnosis {
    /// How often this test rejects walks of several kinds, where that has been measured.
    fn measured(&self) -> Option<Phrase> {
        size::measured(match (self.critical_values.as_ref()?.process, self.lag) {
            (Method::WildBootstrap { multiplier: Multiplier::Rademacher }, 0) => "gsadf-wild-lag0",
            (Method::WildBootstrap { multiplier: Multiplier::Rademacher }, 1) => "gsadf-wild",
            (Method::WildBootstrap { multiplier: Multiplier::Gaussian }, 1) => "gsadf-wild-gaussian",
            (Method::WildBootstrap { multiplier: Multiplier::Skewed }, 1) => "gsadf-wild-skewed",
            (Method::MonteCarlo { drift }, lag) if drift != 0.0 && lag != 1 => return None,
            (Method::MonteCarlo { drift }, _) if drift != 0.0 => "gsadf-drift",
            (Method::MonteCarlo { .. }, 0) => "gsadf-monte-carlo-lag0",
            (Method::MonteCarlo { .. }, 1) => "gsadf-monte-carlo",
            (Method::Composite { .. }, 1) => "gsadf-composite",
            _ => return None,
        })
    }
}

fn boundary_name(kind: BoundaryKind) -> &'static str {
    match kind {
        BoundaryKind::Pointwise => "pointwise",
        BoundaryKind::RunningSup => "running-sup",
        BoundaryKind::FamilyWise => "family-wise",
        BoundaryKind::FamilyWiseShaped => "shaped family-wise",
    }
}
