//! Intervals that resample whole eras: booms of one year share their fate.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ReferenceClassError;
use super::error::{finite, open_unit, same_length};
use crate::Interval;
use crate::null::quantile;
use crate::random::Stream;

/// A cluster bootstrap whose clusters are eras (Field and Welsh 2007, JRSS B 69, section 2: clusters are drawn with
/// replacement, members are kept). Percentile intervals; with few eras they are too narrow rather than too wide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EraBootstrap {
    /// Resamples.
    pub replications: usize,
    /// Seed: the same seed gives the same interval.
    pub seed: u64,
    /// Confidence level in (0, 1).
    pub level: f64,
}

/// A mean, or a difference of means, and its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EraInterval {
    /// The estimate from all booms.
    pub estimate: f64,
    /// Percentile interval over resampled eras.
    pub interval: Interval,
    /// Number of eras that were resampled.
    pub eras: usize,
}

/// Sum and count of the two groups in one era.
type Tally = [(f64, f64); 2];

impl EraBootstrap {
    /// The mean of `values` (a frequency when they are 0 and 1), one per boom, with the era of each boom.
    ///
    /// # Errors
    /// [`ReferenceClassError`] for columns of different lengths, no booms, values that are not finite, fewer than 2 eras,
    /// no replications, or a level outside (0, 1).
    pub fn mean(&self, values: &[f64], eras: &[i32]) -> Result<EraInterval, ReferenceClassError> {
        same_length("values", values.len(), eras.len())?;
        finite("value", values)?;
        let tallies = tally(values.iter().zip(eras).map(|(&v, &e)| (v, e, 0)));
        self.interval(&tallies, |drawn| {
            let [(sum, count), _] = total(drawn);
            (count > 0.0).then(|| sum / count)
        })
    }

    /// [`EraBootstrap::mean`], or `None` where the booms are of fewer than two eras.
    ///
    /// # Errors
    /// As [`EraBootstrap::mean`], but for the eras.
    pub(crate) fn mean_of_several(
        &self,
        values: &[f64],
        eras: &[i32],
    ) -> Result<Option<EraInterval>, ReferenceClassError> {
        let several = eras.iter().any(|&era| era != eras[0]);
        several.then(|| self.mean(values, eras)).transpose()
    }

    /// The mean of `values` where `first` holds minus the mean where it does not, eras resampled together for both.
    /// Resamples in which a group is empty are drawn again from the next random numbers of their stream.
    ///
    /// # Errors
    /// As [`EraBootstrap::mean`]; [`ReferenceClassError::Empty`] when a group is empty.
    pub fn difference(
        &self,
        values: &[f64],
        first: &[bool],
        eras: &[i32],
    ) -> Result<EraInterval, ReferenceClassError> {
        same_length("values", values.len(), eras.len())?;
        same_length("group marks", first.len(), eras.len())?;
        finite("value", values)?;
        let marked = values.iter().zip(eras).zip(first);
        let tallies = tally(marked.map(|((&v, &e), &f)| (v, e, usize::from(!f))));
        self.interval(&tallies, |drawn| {
            let [(a, n), (b, m)] = total(drawn);
            (n > 0.0 && m > 0.0).then(|| a / n - b / m)
        })
    }

    /// Any statistic of booms: `statistic` is given the positions of the booms drawn, once for every time their era was
    /// drawn, and answers none where it cannot be computed; such resamples are drawn again, as in
    /// [`EraBootstrap::difference`], so that the interval is conditional on an answer.
    ///
    /// # Errors
    /// As [`EraBootstrap::mean`]; [`ReferenceClassError::Empty`] when the statistic of all booms cannot be computed.
    pub fn statistic(
        &self,
        eras: &[i32],
        statistic: impl Fn(&[usize]) -> Option<f64>,
    ) -> Result<EraInterval, ReferenceClassError> {
        let mut by_era: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for (boom, &era) in eras.iter().enumerate() {
            by_era.entry(era).or_default().push(boom);
        }
        let clusters: Vec<Vec<usize>> = by_era.into_values().collect();
        self.interval(&clusters, |drawn| {
            statistic(&drawn.iter().copied().flatten().copied().collect::<Vec<_>>())
        })
    }

    fn interval<T>(
        &self,
        clusters: &[T],
        statistic: impl Fn(&[&T]) -> Option<f64>,
    ) -> Result<EraInterval, ReferenceClassError> {
        let level = open_unit("the level", self.level)?;
        let parameter = |name, value: usize, expected| {
            Err(ReferenceClassError::Parameter { name, value: value as f64, expected })
        };
        if self.replications == 0 {
            return parameter("the number of replications", 0, "at least 1");
        }
        let everyone: Vec<&T> = clusters.iter().collect();
        let estimate = statistic(&everyone).ok_or(ReferenceClassError::Empty)?;
        if clusters.len() < 2 {
            return parameter("the number of eras", clusters.len(), "at least 2, to see how eras differ");
        }
        let mut draws: Vec<f64> = (0..self.replications as u64)
            .map(|replication| {
                let mut stream = Stream::new(self.seed, replication);
                loop {
                    // Ends: a resample with an answer has positive probability, because the estimate exists.
                    let drawn: Vec<&T> =
                        (0..clusters.len()).map(|_| &clusters[stream.below(clusters.len())]).collect();
                    if let Some(value) = statistic(&drawn) {
                        return value;
                    }
                }
            })
            .collect();
        draws.sort_by(f64::total_cmp);
        let tail = 0.5 * (1.0 - level);
        let interval = Interval { low: quantile(&draws, tail), high: quantile(&draws, 1.0 - tail), level };
        Ok(EraInterval { estimate, interval, eras: clusters.len() })
    }
}

fn tally(marked: impl Iterator<Item = (f64, i32, usize)>) -> Vec<Tally> {
    let mut by_era: BTreeMap<i32, Tally> = BTreeMap::new();
    for (value, era, group) in marked {
        let (sum, count) = &mut by_era.entry(era).or_default()[group];
        *sum += value;
        *count += 1.0;
    }
    by_era.into_values().collect()
}

fn total(tallies: &[&Tally]) -> Tally {
    tallies
        .iter()
        .fold(Tally::default(), |[(a, n), (b, m)], &&[(c, k), (d, l)]| [(a + c, n + k), (b + d, m + l)])
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: EraBootstrap = EraBootstrap { replications: 4000, seed: 7, level: 0.95 };

    #[test]
    fn two_eras_have_the_distribution_of_their_three_resamples() {
        // Era 1: 0,0,0; era 2: 1. Resamples: 0 (¼), ¼ (½), 1 (¼).
        let result = BOOTSTRAP.mean(&[0.0, 0.0, 0.0, 1.0], &[1, 1, 1, 2]).unwrap();
        assert_eq!((result.estimate, result.eras), (0.25, 2));
        assert_eq!((result.interval.low, result.interval.high), (Some(0.0), Some(1.0)));
        let narrow = EraBootstrap { level: 0.3, ..BOOTSTRAP };
        let result = narrow.mean(&[0.0, 0.0, 0.0, 1.0], &[1, 1, 1, 2]).unwrap();
        assert_eq!((result.interval.low, result.interval.high), (Some(0.25), Some(0.25)));
    }

    #[test]
    fn clusters_widen_and_singletons_give_the_binomial_error() {
        let values: Vec<f64> = (0..400).map(|i| f64::from(u8::from(i % 20 < 10))).collect();
        let singles: Vec<i32> = (0..400).collect();
        let width = |eras: &[i32]| {
            let interval = BOOTSTRAP.mean(&values, eras).unwrap().interval;
            interval.high.unwrap() - interval.low.unwrap()
        };
        // 2 · 1.96 · √(¼/400) = 0.098, with the noise of 4000 resamples.
        assert!((width(&singles) - 0.098).abs() < 0.008, "{}", width(&singles));
        // Ten alike per era: the variance is tenfold.
        let tens: Vec<i32> = (0..400).map(|i| i / 10).collect();
        assert!((width(&tens) - 0.098 * 10_f64.sqrt()).abs() < 0.03, "{}", width(&tens));
    }

    #[test]
    fn differences_resample_both_groups_together() {
        // The era shifts both groups alike, so the difference is certain while each mean is not.
        let eras: Vec<i32> = (0..20).map(|i| i / 2).collect();
        let first: Vec<bool> = (0..20).map(|i| i % 2 == 0).collect();
        let values: Vec<f64> =
            eras.iter().zip(&first).map(|(&e, &f)| f64::from(e) + if f { 0.5 } else { 0.0 }).collect();
        let result = BOOTSTRAP.difference(&values, &first, &eras).unwrap();
        for end in [result.interval.low, result.interval.high] {
            assert!((end.unwrap() - 0.5).abs() < 1e-12);
        }
        assert_eq!(result, BOOTSTRAP.difference(&values, &first, &eras).unwrap());
        assert_eq!(BOOTSTRAP.difference(&values, &[true; 20], &eras), Err(ReferenceClassError::Empty));
        assert!(BOOTSTRAP.mean(&[1.0, 0.0], &[1, 1]).is_err());
    }
    #[test]
    fn a_statistic_of_positions_has_the_interval_of_the_mean_it_computes() {
        let eras = [1, 1, 1, 2, 3, 3];
        let values = [0.0, 1.0, 0.0, 1.0, 1.0, 1.0];
        let mean = |drawn: &[usize]| Some(drawn.iter().map(|&i| values[i]).sum::<f64>() / drawn.len() as f64);
        assert_eq!(BOOTSTRAP.statistic(&eras, mean), BOOTSTRAP.mean(&values, &eras));
        // Only resamples with boom 3 answer, so its era is always drawn.
        let with = |drawn: &[usize]| drawn.contains(&3).then_some(1.0);
        assert_eq!(BOOTSTRAP.statistic(&eras, with).unwrap().interval.low, Some(1.0));
        assert_eq!(BOOTSTRAP.statistic(&eras, |_| None), Err(ReferenceClassError::Empty));
    }
}
