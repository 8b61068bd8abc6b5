//! The reference-class conformal alarm.

use super::ReferenceClassError;
use super::error::{finite, open_unit};
use crate::evalue::all_or_nothing;
use crate::{Guarantee, Phrase, Statement, statement::GuaranteeKind};

/// An alarm that sounds when a boom looks unlike the booms that did **not** burst.
///
/// Every reference boom gives one score: the largest over its *whole* window. The live boom's running maximum `S_t`
/// has `p_t = (1 + #{S_i ≥ S_t}) / (n₀ + 1)` (a conformal p-value; Vovk, Gammerman and Shafer 2005, Algorithmic
/// Learning in a Random World, section 2.2). `S_t` only grows towards the live boom's own whole-window score, so `p_t`
/// never falls below the p-value of that score: if the live boom is exchangeable with the reference booms, the chance
/// that the alarm *ever* sounds is at most `α`, however often one looks.
///
/// A score must not be an ingredient of the label: a drawdown as score knows the label by definition, and late.
#[derive(Debug, Clone, PartialEq)]
pub struct ConformalAlarm {
    /// Reference scores, ascending.
    sorted: Vec<f64>,
    alpha: f64,
}

/// What one look at the live boom says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Largest score so far.
    pub running_maximum: f64,
    /// `p_t`.
    pub p_value: f64,
    /// The bet registered in advance, `1{p_t ≤ α}/α`: the expectation of its supremum over all looks is at most one.
    pub e_value: f64,
    /// Whether `p_t ≤ α`; it stays so once it is.
    pub alarm: bool,
}

/// The running maximum of one live boom.
#[derive(Debug, Clone)]
pub struct Watch<'a> {
    alarm: &'a ConformalAlarm,
    running_maximum: f64,
}

/// The p-value of a score that `at_least` of `references` scores reach.
pub(super) fn conformal_p(at_least: usize, references: usize) -> f64 {
    (1 + at_least) as f64 / (references + 1) as f64
}

impl ConformalAlarm {
    /// An alarm at level `alpha` from the whole-window scores of the booms that did not burst.
    ///
    /// # Errors
    /// [`ReferenceClassError::Empty`] without scores, [`ReferenceClassError::NotFinite`] for NaN or infinite ones, and
    /// [`ReferenceClassError::Parameter`] for `alpha` outside (0, 1).
    pub fn new(scores: &[f64], alpha: f64) -> Result<Self, ReferenceClassError> {
        if scores.is_empty() {
            return Err(ReferenceClassError::Empty);
        }
        finite("score", scores)?;
        let alpha = open_unit("alpha", alpha)?;
        let mut sorted = scores.to_vec();
        sorted.sort_by(f64::total_cmp);
        Ok(Self { sorted, alpha })
    }

    /// Number of reference booms, `n₀`.
    pub fn references(&self) -> usize {
        self.sorted.len()
    }

    /// Smallest p-value this reference class can give, `1/(n₀ + 1)`. Above `α` the alarm can never sound.
    pub fn smallest_p(&self) -> f64 {
        conformal_p(0, self.sorted.len())
    }

    /// `(1 + #{S_i ≥ score}) / (n₀ + 1)`.
    ///
    /// # Errors
    /// [`ReferenceClassError::NotFinite`] for a score that is NaN or infinite.
    pub fn p_value(&self, score: f64) -> Result<f64, ReferenceClassError> {
        finite("score", &[score])?;
        let at_least = self.sorted.len() - self.sorted.partition_point(|&s| s < score);
        Ok(conformal_p(at_least, self.sorted.len()))
    }

    /// The alarm sounds exactly when the score *exceeds* this; `None` where no score can be enough.
    pub fn threshold(&self) -> Option<f64> {
        let references = self.sorted.len();
        // Reference scores that may be as large as the live one, at most.
        let allowed = (0..references).take_while(|&c| conformal_p(c, references) <= self.alpha).count();
        (allowed > 0).then(|| self.sorted[references - allowed])
    }

    /// Begins to watch one boom.
    pub fn watch(&self) -> Watch<'_> {
        Watch { alarm: self, running_maximum: f64::NEG_INFINITY }
    }

    /// What the alarm says of a boom whose running maximum is `score`.
    ///
    /// # Errors
    /// [`ReferenceClassError::NotFinite`] for a score that is NaN or infinite.
    pub fn statement(&self, score: f64) -> Result<Statement, ReferenceClassError> {
        let look = self.watch().update(score)?;
        let percent = format!("{}", 100.0 * self.alpha);
        let mut notes = vec![Phrase::new(
            "reference-class-exchangeability",
            "booms of one era are alike, so the promise is no better than the eras are comparable: read it beside the \
             false-alarm rate measured with eras left out",
        )];
        if self.smallest_p() > self.alpha {
            notes.push(Phrase::fill(
                "reference-class-too-small",
                "{n} reference booms are too few for an alarm at {percent} %; it cannot sound",
                [("n", self.references().to_string()), ("percent", percent.clone())],
            ));
        }
        Ok(Statement {
            method: "reference-class-conformal".to_owned(),
            null: Phrase::new(
                "reference-class-null",
                "this boom is one of those that did not burst, exchangeable with those of the library",
            ),
            alternative: Phrase::new(
                "reference-class-alternative",
                "its score is larger than those of booms that did not burst",
            ),
            statistic_name: "running maximum of the score".to_owned(),
            statistic: Some(score),
            p_value: Some(look.p_value),
            smallest_p: Some(self.smallest_p()),
            e_value: Some(look.e_value),
            interval: None,
            guarantee: Guarantee {
                kind: GuaranteeKind::AnytimeValid,
                text: Phrase::fill(
                    "reference-class-guarantee",
                    "if the boom is exchangeable with the {n} reference booms that did not burst, the chance that the \
                     alarm ever sounds is at most {percent} %, however often one looks",
                    [("n", self.references().to_string()), ("percent", percent)],
                ),
            },
            observations: self.references(),
            notes,
        })
    }
}

impl Watch<'_> {
    /// Takes in the score of one more day.
    ///
    /// # Errors
    /// [`ReferenceClassError::NotFinite`] for a score that is NaN or infinite; the watch is unchanged.
    pub fn update(&mut self, score: f64) -> Result<Look, ReferenceClassError> {
        finite("score", &[score])?;
        self.running_maximum = self.running_maximum.max(score);
        let p_value = self.alarm.p_value(self.running_maximum)?;
        let e_value = all_or_nothing(p_value, self.alarm.alpha)?;
        Ok(Look {
            running_maximum: self.running_maximum,
            p_value,
            e_value,
            alarm: p_value <= self.alarm.alpha,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_thresholds_and_alarms_agree() {
        let scores: Vec<f64> = (1..=19).map(f64::from).collect();
        let alarm = ConformalAlarm::new(&scores, 0.1).unwrap();
        assert_eq!(alarm.smallest_p(), 0.05);
        // Two of twenty: at most one reference score may be as large.
        assert_eq!(alarm.threshold(), Some(18.0));
        for (score, p) in [(20.0, 0.05), (19.0, 0.1), (18.5, 0.1), (18.0, 0.15), (0.0, 1.0)] {
            assert_eq!(alarm.p_value(score).unwrap(), p);
            assert_eq!(p <= 0.1, score > 18.0);
        }
    }

    #[test]
    fn an_alarm_stays_and_its_bet_pays_all_or_nothing() {
        let scores: Vec<f64> = (1..=39).map(f64::from).collect();
        let alarm = ConformalAlarm::new(&scores, 0.05).unwrap();
        let mut watch = alarm.watch();
        let looks: Vec<Look> = [3.0, 40.0, 5.0].map(|s| watch.update(s).unwrap()).to_vec();
        assert_eq!(looks.iter().map(|l| l.alarm).collect::<Vec<_>>(), [false, true, true]);
        assert_eq!((looks[0].e_value, looks[2].e_value, looks[2].running_maximum), (0.0, 20.0, 40.0));
        assert!(watch.update(f64::NAN).is_err());
    }

    #[test]
    fn too_few_references_never_alarm_and_say_so() {
        let alarm = ConformalAlarm::new(&[1.0; 10], 0.05).unwrap();
        assert_eq!(alarm.threshold(), None);
        let statement = alarm.statement(99.0).unwrap();
        assert_eq!(statement.e_value, Some(0.0));
        assert!(statement.notes.iter().any(|n| n.key == "reference-class-too-small"));
        assert_eq!(ConformalAlarm::new(&[], 0.05), Err(ReferenceClassError::Empty));
        assert!(ConformalAlarm::new(&[1.0], 1.0).is_err());
        assert!(ConformalAlarm::new(&[f64::NAN], 0.5).is_err());
    }
}
