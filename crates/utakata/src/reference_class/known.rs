//! Alarms on scores that not every boom has.

use serde::Serialize;

use super::error::same_length;
use super::{AlarmDesign, AlarmRates, Outcomes, ReferenceClassError, leave_era_out};

/// A score of the booms of a library that some of them may lack.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KnownScore {
    /// Its name.
    pub name: String,
    /// One entry per boom; none where it is not known.
    pub values: Vec<Option<f64>>,
}

/// Error rates of the alarm with such a score, on the booms that have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KnownRates {
    /// The score.
    pub name: String,
    /// Booms that have it.
    pub booms: usize,
    /// One entry per level.
    pub alarms: Vec<AlarmRates>,
}

impl KnownScore {
    /// The alarm with this score, every boom judged by the booms of other eras that have it, as [`leave_era_out`]. `None`
    /// where both outcomes are not seen among them, each in two eras.
    ///
    /// # Errors
    /// [`ReferenceClassError`] unless there is one entry per boom, finite where it is known, or as [`leave_era_out`].
    pub fn rates(
        &self,
        outcomes: &Outcomes<'_>,
        design: &AlarmDesign<'_>,
    ) -> Result<Option<KnownRates>, ReferenceClassError> {
        same_length("scores", self.values.len(), outcomes.booms())?;
        let (mut scores, mut eras, mut burst) = (Vec::new(), Vec::new(), Vec::new());
        for (boom, &value) in self.values.iter().enumerate() {
            if let Some(value) = value {
                scores.push(value);
                eras.push(outcomes.eras()[boom]);
                burst.push(outcomes.burst()[boom]);
            }
        }
        let in_two_eras = |outcome: bool| {
            let mut of = eras.iter().zip(&burst).filter(|&(_, &b)| b == outcome).map(|(era, _)| era);
            of.next().is_some_and(|first| of.any(|era| era != first))
        };
        if !(in_two_eras(true) && in_two_eras(false)) {
            return Ok(None);
        }
        let alarms = leave_era_out(&scores, &Outcomes::new(&eras, &burst)?, design)?;
        Ok(Some(KnownRates { name: self.name.clone(), booms: scores.len(), alarms }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference_class::EraBootstrap;

    #[test]
    fn booms_without_the_score_count_neither_way() {
        let eras: Vec<i32> = (0..40).map(|i| 1900 + i / 2).collect();
        let burst: Vec<bool> = (0..40).map(|i| i % 4 == 0).collect();
        let outcomes = Outcomes::new(&eras, &burst).unwrap();
        let bootstrap = EraBootstrap { replications: 99, seed: 1, level: 0.95 };
        let design = AlarmDesign { gap: 0, alphas: &[0.1], bootstrap };
        let all: Vec<f64> = (0..40).map(|i| if i % 4 == 0 { 100.0 } else { f64::from(i) }).collect();
        let score = |known: &dyn Fn(usize) -> bool| KnownScore {
            name: "s".to_owned(),
            values: all.iter().enumerate().map(|(i, &v)| known(i).then_some(v)).collect(),
        };
        let every = score(&|_| true).rates(&outcomes, &design).unwrap().unwrap();
        assert_eq!((every.booms, &every.alarms), (40, &leave_era_out(&all, &outcomes, &design).unwrap()));
        let half = score(&|i| i < 20).rates(&outcomes, &design).unwrap().unwrap();
        assert_eq!((half.booms, half.alarms[0].bursting, half.alarms[0].power), (20, 5, 1.0));
        assert_eq!(score(&|i| i < 4).rates(&outcomes, &design).unwrap(), None);
        assert!(KnownScore::default().rates(&outcomes, &design).is_err());
    }
}
