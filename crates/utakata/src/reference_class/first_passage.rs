//! What became of the booms that had fallen this far.

use serde::Serialize;

use super::error::same_length;
use super::{EraBootstrap, EraInterval, Outcomes, ReferenceClassError};

/// Booms that reached one drawdown, and how many of them burst.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FirstPassageRow {
    /// The drawdown from the running peak, a fraction.
    pub drawdown: f64,
    /// Booms that reached it.
    pub reached: usize,
    /// Those of them that burst.
    pub burst: usize,
    /// Their share, with its interval over resampled eras.
    pub probability: EraInterval,
    /// Share of the non-bursting booms that reached it: what an alarm at this drawdown would cost.
    pub false_alarm_share: f64,
}

/// One row per drawdown: `days[r][i]` is the day on which boom `i` first reached `drawdowns[r]`, none if it never did.
///
/// # Errors
/// [`ReferenceClassError`] for columns of different lengths, and as [`EraBootstrap::mean`] where fewer than two eras
/// reached a drawdown.
pub fn first_passage_table(
    drawdowns: &[f64],
    days: &[Vec<Option<u32>>],
    outcomes: &Outcomes<'_>,
    bootstrap: &EraBootstrap,
) -> Result<Vec<FirstPassageRow>, ReferenceClassError> {
    same_length("columns of first passages", days.len(), drawdowns.len())?;
    let healthy = outcomes.burst().iter().filter(|&&b| !b).count();
    drawdowns
        .iter()
        .zip(days)
        .map(|(&drawdown, days)| {
            same_length("first passages", days.len(), outcomes.booms())?;
            let reached: Vec<usize> = (0..days.len()).filter(|&i| days[i].is_some()).collect();
            let values: Vec<f64> =
                reached.iter().map(|&i| f64::from(u8::from(outcomes.burst()[i]))).collect();
            let eras: Vec<i32> = reached.iter().map(|&i| outcomes.eras()[i]).collect();
            let burst = values.iter().filter(|&&v| v == 1.0).count();
            Ok(FirstPassageRow {
                drawdown,
                reached: reached.len(),
                burst,
                probability: bootstrap.mean(&values, &eras)?,
                false_alarm_share: (reached.len() - burst) as f64 / healthy as f64,
            })
        })
        .collect()
}

/// For every boom that reached the drawdown, `(y + 1)/(n + 2)` of the booms more than `gap` years away that reached it
/// (Laplace's rule, so that no small class forecasts certainty); none for booms that did not.
///
/// # Errors
/// [`ReferenceClassError::Lengths`] unless there is one first passage per boom.
pub fn first_passage_forecast(
    days: &[Option<u32>],
    outcomes: &Outcomes<'_>,
    gap: u32,
) -> Result<Vec<Option<f64>>, ReferenceClassError> {
    same_length("first passages", days.len(), outcomes.booms())?;
    let forecast = |era: i32| {
        let (mut reached, mut burst) = (0_usize, 0_usize);
        for boom in outcomes.apart(era, gap).filter(|&boom| days[boom].is_some()) {
            reached += 1;
            burst += usize::from(outcomes.burst()[boom]);
        }
        (burst + 1) as f64 / (reached + 2) as f64
    };
    Ok(days.iter().zip(outcomes.eras()).map(|(day, &era)| day.map(|_| forecast(era))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_booms_that_fell_that_far_count() {
        let eras = [2000, 2000, 2010, 2010];
        let outcomes = Outcomes::new(&eras, &[true, false, true, false]).unwrap();
        let days = vec![Some(3), None, Some(9), Some(40)];
        let bootstrap = EraBootstrap { replications: 200, seed: 1, level: 0.9 };
        let rows = first_passage_table(&[0.2], std::slice::from_ref(&days), &outcomes, &bootstrap).unwrap();
        assert_eq!((rows[0].reached, rows[0].burst, rows[0].false_alarm_share), (3, 2, 0.5));
        assert_eq!(rows[0].probability.estimate, 2.0 / 3.0);
        let forecast = first_passage_forecast(&days, &outcomes, 4).unwrap();
        assert_eq!(forecast, [Some(0.5), None, Some(2.0 / 3.0), Some(2.0 / 3.0)]);
        assert!(first_passage_forecast(&days[..3], &outcomes, 4).is_err());
    }
}
