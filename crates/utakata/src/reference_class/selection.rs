//! What choosing among several scores costs.

use super::error::{finite, same_length};
use super::leave_era_out::p_value_among;
use super::{AlarmDesign, AlarmRates, Outcomes, ReferenceClassError, rates_of};

/// Error rates of an alarm whose score was itself chosen with eras left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    /// For every boom, which score was chosen without its era.
    pub chosen: Vec<usize>,
    /// Error rates of the whole procedure, choice included.
    pub rates: Vec<AlarmRates>,
}

/// Tries every score on the booms more than `gap` years from an era, keeps the one with the largest mean power over the
/// levels (the first among equals), and judges the era's booms by that one (nested cross-validation; Varma and Simon
/// 2006, BMC Bioinformatics 7:91). The best of many scores on all booms looks better than it is; this does not.
///
/// # Errors
/// [`ReferenceClassError`] unless every score has one finite value per boom; [`ReferenceClassError::Empty`] without
/// scores; [`ReferenceClassError::Isolated`] where no bursting boom is left to choose by.
pub fn nested_selection(
    scores: &[Vec<f64>],
    outcomes: &Outcomes<'_>,
    design: &AlarmDesign<'_>,
) -> Result<Selection, ReferenceClassError> {
    if scores.is_empty() {
        return Err(ReferenceClassError::Empty);
    }
    for column in scores {
        same_length("scores", column.len(), outcomes.booms())?;
        finite("score", column)?;
    }
    let everyone: Vec<usize> = (0..outcomes.booms()).collect();
    let mut chosen = vec![0; everyone.len()];
    let mut p_values = vec![1.0; everyone.len()];
    let mut eras = outcomes.eras().to_vec();
    eras.sort_unstable();
    eras.dedup();
    for era in eras {
        let best = best_without(era, scores, outcomes, design)?;
        for &boom in everyone.iter().filter(|&&boom| outcomes.eras()[boom] == era) {
            chosen[boom] = best;
            p_values[boom] = p_value_among(&scores[best], outcomes, design.gap, boom, &everyone);
        }
    }
    Ok(Selection { chosen, rates: rates_of(&p_values, outcomes, design)? })
}

/// The score with the most alarms on the bursting booms away from `era`, over all levels.
fn best_without(
    era: i32,
    scores: &[Vec<f64>],
    outcomes: &Outcomes<'_>,
    design: &AlarmDesign<'_>,
) -> Result<usize, ReferenceClassError> {
    let pool: Vec<usize> = outcomes.apart(era, design.gap).collect();
    let bursting: Vec<usize> = pool.iter().copied().filter(|&boom| outcomes.burst()[boom]).collect();
    if bursting.is_empty() {
        return Err(ReferenceClassError::Isolated { era, gap: design.gap, left: 0, needed: 1 });
    }
    let mut best = (0, 0);
    for (index, column) in scores.iter().enumerate() {
        let mut alarms = 0;
        for &boom in &bursting {
            let p = p_value_among(column, outcomes, design.gap, boom, &pool);
            alarms += design.alphas.iter().filter(|&&alpha| p <= alpha).count();
        }
        if index == 0 || alarms > best.1 {
            best = (index, alarms);
        }
    }
    Ok(best.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;
    use crate::reference_class::{EraBootstrap, leave_era_out};

    #[test]
    fn the_informative_score_is_chosen_and_noise_gains_nothing() {
        let mut stream = Stream::new(3, 0);
        let eras: Vec<i32> = (0..200).map(|i| 1900 + i / 2).collect();
        let burst: Vec<bool> = (0..200).map(|_| stream.uniform() < 0.4).collect();
        let outcomes = Outcomes::new(&eras, &burst).unwrap();
        let bootstrap = EraBootstrap { replications: 99, seed: 1, level: 0.95 };
        let design = AlarmDesign { gap: 2, alphas: &[0.1], bootstrap };
        let mut scores: Vec<Vec<f64>> =
            (0..8).map(|_| (0..200).map(|_| stream.uniform()).collect()).collect();
        let noise = nested_selection(&scores, &outcomes, &design).unwrap();
        // About 80 bursting booms at a chance of 0.1: more than 0.2 in less than 1 of 200 runs.
        assert!(noise.rates[0].power < 0.2, "{}", noise.rates[0].power);
        scores.push(burst.iter().map(|&b| stream.uniform() + if b { 2.0 } else { 0.0 }).collect());
        let found = nested_selection(&scores, &outcomes, &design).unwrap();
        assert!(found.chosen.iter().all(|&c| c == 8));
        assert_eq!(found.rates, leave_era_out(&scores[8], &outcomes, &design).unwrap());
        assert_eq!(found.rates[0].power, 1.0);
    }
}
