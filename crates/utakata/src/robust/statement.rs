//! What the robust tests say.

use serde::Serialize;

use super::{RobustError, RobustNull, RobustStatistics, RobustTest};
use crate::statement::{Guarantee, GuaranteeKind, Statement};
use crate::{Phrase, size};

/// Over which windows the supremum is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Supremum {
    /// All windows from the first observation on (Phillips, Wu and Yu 2011): for one bubble, early or to the end.
    Forward,
    /// All windows (Phillips, Shi and Yu 2015): for several bubbles, and those that end.
    Double,
}

impl RobustNull {
    /// The answer of the test for `statistics`.
    ///
    /// # Errors
    /// As [`RobustNull::p_values`].
    pub fn statement(
        &self,
        statistics: &RobustStatistics,
        supremum: Supremum,
    ) -> Result<Statement, RobustError> {
        let p = self.p_values(statistics)?;
        let (statistic, p_value) = match supremum {
            Supremum::Forward => (statistics.recursive.sadf, p.sadf),
            Supremum::Double => (Some(statistics.recursive.gsadf), p.gsadf),
        };
        let (method, name) = names(self.test(), supremum);
        Ok(Statement {
            method: method.to_owned(),
            null: null(self.test()),
            alternative: alternative(supremum),
            statistic_name: name.to_owned(),
            statistic,
            p_value,
            smallest_p: Some(self.smallest_p()),
            e_value: None,
            interval: None,
            guarantee: guarantee(self.test(), self.simulation().replications),
            observations: self.layout().observations(),
            notes: notes(statistics, supremum),
        })
    }
}

/// Method identifier and name of the statistic.
fn names(test: RobustTest, supremum: Supremum) -> (&'static str, &'static str) {
    match (test, supremum) {
        (RobustTest::GlsDemeaned, Supremum::Forward) => ("gls-sadf", "SADF without constant"),
        (RobustTest::GlsDemeaned, Supremum::Double) => ("gls-gsadf", "GSADF without constant"),
        (RobustTest::Sign, Supremum::Forward) => ("sign-pwy", "sPWY"),
        (RobustTest::Sign, Supremum::Double) => ("sign-psy", "sPSY"),
        (RobustTest::DemeanedSign, Supremum::Forward) => ("demeaned-sign-pwy", "demeaned sPWY"),
        (RobustTest::DemeanedSign, Supremum::Double) => ("demeaned-sign-psy", "demeaned sPSY"),
        (RobustTest::TimeTransformed { .. }, Supremum::Forward) => ("stadf", "STADF"),
        (RobustTest::TimeTransformed { .. }, Supremum::Double) => ("gstadf", "GSTADF"),
        (RobustTest::KernelPurged { .. }, Supremum::Forward) => ("kernel-purged-pwy", "PWYσ"),
        (RobustTest::KernelPurged { .. }, Supremum::Double) => ("kernel-purged-psy", "PSYσ"),
        (RobustTest::KernelPurgedNoConstant { .. }, Supremum::Forward) => {
            ("kernel-purged-pwy-no-constant", "PWY*σ")
        }
        (RobustTest::KernelPurgedNoConstant { .. }, Supremum::Double) => {
            ("kernel-purged-psy-no-constant", "PSY*σ")
        }
    }
}

fn null(test: RobustTest) -> Phrase {
    match test {
        RobustTest::GlsDemeaned => Phrase::new(
            "robust-null-constant",
            "the series is a random walk without drift whose steps keep their variance",
        ),
        RobustTest::Sign | RobustTest::DemeanedSign => Phrase::new(
            "robust-null-sign",
            "each change is up or down with equal probability given the past, and of any size",
        ),
        RobustTest::TimeTransformed { .. }
        | RobustTest::KernelPurged { .. }
        | RobustTest::KernelPurgedNoConstant { .. } => volatile_walk(),
    }
}

/// The null of the tests that estimate the volatility.
pub(super) fn volatile_walk() -> Phrase {
    Phrase::new(
        "robust-null-volatile",
        "the series is a random walk without drift or autocorrelation of its steps, whose variance may change",
    )
}

/// Their guarantee.
pub(super) fn large_samples(replications: usize) -> Guarantee {
    let text = Phrase::fill(
        "robust-guarantee-volatile",
        "the error rate holds in large samples when the variance breaks or drifts slowly beside the bandwidth, with or \
         without GARCH; {replications} simulated series of constant variance",
        [("replications", replications.to_string())],
    );
    Guarantee { kind: GuaranteeKind::Simulated, text }
}

pub(super) fn alternative(supremum: Supremum) -> Phrase {
    match supremum {
        Supremum::Forward => Phrase::new(
            "robust-alternative-forward",
            "seen from its first value, the series grew explosively up to some date",
        ),
        Supremum::Double => {
            Phrase::new("robust-alternative-double", "the series grew explosively in at least one stretch")
        }
    }
}

fn guarantee(test: RobustTest, replications: usize) -> Guarantee {
    let count = [("replications", replications.to_string())];
    let (kind, text) = match test {
        RobustTest::GlsDemeaned => (
            GuaranteeKind::Simulated,
            Phrase::fill(
                "robust-guarantee-constant",
                "the error rate holds for independent normal steps of constant variance; {replications} simulated series",
                count,
            ),
        ),
        RobustTest::Sign | RobustTest::DemeanedSign => (
            GuaranteeKind::Exact,
            Phrase::fill(
                "robust-guarantee-sign",
                "the error rate is exact in samples of any length, whatever the volatility and the tails, when changes up \
                 and down are equally likely given the past; {replications} simulated series",
                count,
            ),
        ),
        RobustTest::TimeTransformed { .. }
        | RobustTest::KernelPurged { .. }
        | RobustTest::KernelPurgedNoConstant { .. } => {
            return large_samples(replications);
        }
    };
    Guarantee { kind, text }
}

fn notes(statistics: &RobustStatistics, supremum: Supremum) -> Vec<Phrase> {
    let window = statistics.recursive.layout.window();
    let window = [("window", window.to_string())];
    let mut notes = vec![if statistics.test.has_constant() {
        Phrase::fill(
            "robust-note-regression-constant",
            "Dickey-Fuller regressions with constant on every window of at least {window} observations",
            window,
        )
    } else {
        Phrase::fill(
            "robust-note-regression-no-constant",
            "Dickey-Fuller regressions without constant on every window of at least {window} observations, measured \
             from the first value of the series",
            window,
        )
    }];
    match statistics.test {
        RobustTest::GlsDemeaned => {
            notes.push(Phrase::new(
                "robust-note-not-robust",
                "a rise in volatility looks like a bubble to this test",
            ));
        }
        RobustTest::Sign => notes.push(Phrase::new(
            "robust-note-sign",
            "sees only how often the series rises, not how much: a drift, or small steady gains with rare large losses, \
             counts against the null; so does positive autocorrelation",
        )),
        RobustTest::DemeanedSign => notes.push(Phrase::new(
            "robust-note-demeaned-sign",
            "sees only how often the series rises compared with before; a drift of constant strength is mostly taken \
             out, autocorrelation is not",
        )),
        RobustTest::KernelPurged { .. } | RobustTest::KernelPurgedNoConstant { .. } => {
            notes.push(kernel_note());
        }
        RobustTest::TimeTransformed { .. } => notes.push(Phrase::new(
            "robust-note-time-transformed",
            "quiet stretches are shortened and volatile ones stretched until the variance is even; dates are those of the \
             transformed clock, which needs the whole sample; drift and autocorrelation are not removed",
        )),
    }
    if !statistics.unchanged.is_empty() {
        notes.push(Phrase::fill(
            "robust-note-unchanged",
            "{count} changes are exactly zero; the null distribution has the same ones at the same dates",
            [("count", statistics.unchanged.len().to_string())],
        ));
    }
    if supremum == Supremum::Double {
        notes.extend(match statistics.test {
            RobustTest::Sign => size::measured("sign"),
            RobustTest::DemeanedSign => size::measured("demeaned-sign"),
            RobustTest::TimeTransformed { .. } => size::measured("time-transformed"),
            RobustTest::KernelPurged { .. } => size::measured("kernel-purged"),
            RobustTest::GlsDemeaned | RobustTest::KernelPurgedNoConstant { .. } => None,
        });
    }
    notes
}

pub(super) fn kernel_note() -> Phrase {
    Phrase::new(
        "robust-note-kernel",
        "each change is divided by a kernel estimate of its standard deviation; volatility that jumps within the \
         bandwidth is only partly removed, and so is some of a strong bubble; drift and autocorrelation are not removed",
    )
}
