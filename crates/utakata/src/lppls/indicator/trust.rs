//! The trust indicator: whether the fits of a date would qualify again if their residuals had come in another order.

use super::{Fitted, Indicator, IndicatorError, NestedFit, Tabled, direction, qualifies};
use crate::Execution;
use crate::lppls::LpplsError;
use crate::lppls::filter::{Direction, Filter, Preset, ScaleName};
use crate::null::quantile;
use crate::random::{Stream, derive_seed};

/// How residuals are resampled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    /// Resamples of each window; 100 in the paper.
    pub resamples: usize,
    /// What a refit must meet; condition 2 of 2015 in the paper.
    pub filter: Filter,
    /// Seed of the draws.
    pub seed: u64,
}

impl Resampling {
    /// As in the paper.
    pub fn new(seed: u64) -> Self {
        Self { resamples: 100, filter: Preset::Sornette2015C2.filter(), seed }
    }
}

/// DS LPPLS Trust of one set of windows on one date (Sornette et al. 2015): the residuals of every window are drawn anew with
/// replacement, the model is fitted again, and the share of refits that qualify is taken for each window; this is the median
/// of the shares. The paper takes more than 5 % as a warning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    /// Position of the date.
    pub end: usize,
    /// The set of windows.
    pub scale: ScaleName,
    /// In positive bubbles.
    pub positive: f64,
    /// In negative ones.
    pub negative: f64,
}

impl Indicator {
    /// Trust on dates `ends`, in the order of [`Self::confidence`]. A date costs `resamples` fits of every window.
    ///
    /// # Errors
    /// Those of [`Self::confidence`].
    pub fn trust(
        &self,
        logs: &[f64],
        ends: &[usize],
        resampling: &Resampling,
        execution: &Execution<'_>,
    ) -> Result<Vec<Trust>, IndicatorError> {
        let mut found = Vec::new();
        for (rank, fitted) in self.fitted(logs, ends, execution)?.iter().enumerate() {
            let Fitted { tabled, complete, fits } = fitted;
            let of_date = fits.chunks(tabled.nested.lengths().len());
            for (fits, &end) in of_date.zip(complete) {
                let shares = shares(tabled, &logs[..=end], fits, resampling, execution)?;
                let median = |k: usize| {
                    let mut values: Vec<f64> = shares.iter().map(|of_length| of_length[k]).collect();
                    values.sort_by(f64::total_cmp);
                    quantile(&values, 0.5).unwrap_or_default()
                };
                let trust = Trust { end, scale: tabled.scale.name, positive: median(0), negative: median(1) };
                found.push((rank, trust));
            }
        }
        found.sort_by_key(|&(rank, trust)| (trust.end, rank));
        Ok(found.into_iter().map(|(_, trust)| trust).collect())
    }
}

/// Shares of refits that qualify, positive and negative, by length; `logs` end on the date of the fits.
fn shares(
    tabled: &Tabled,
    logs: &[f64],
    fits: &[NestedFit],
    resampling: &Resampling,
    execution: &Execution<'_>,
) -> Result<Vec<[f64; 2]>, LpplsError> {
    let draw = |fit: &NestedFit| {
        let seed = derive_seed(resampling.seed, &format!("lppls-trust-{}", fit.length));
        resampled(fit, logs, resampling.resamples, &mut Stream::new(seed, fit.end as u64))
    };
    let paths: Vec<Vec<Vec<f64>>> = fits.iter().map(draw).collect();
    let series: Vec<&[f64]> = paths.iter().flatten().map(Vec::as_slice).collect();
    let mut again = tabled.nested.fit_whole(&series, execution)?.into_iter();
    let share = |of_length: &Vec<Vec<f64>>| {
        let mut counts = [0_usize; 2];
        for (path, refit) in of_length.iter().zip(again.by_ref()) {
            if qualifies(&resampling.filter, &refit, path) {
                counts[usize::from(direction(&refit) == Some(Direction::Negative))] += 1;
            }
        }
        counts.map(|count| count as f64 / resampling.resamples.max(1) as f64)
    };
    Ok(paths.iter().map(share).collect())
}

/// The fitted curve with its residuals drawn with replacement; nothing where there is no fit.
fn resampled(fit: &NestedFit, logs: &[f64], resamples: usize, stream: &mut Stream) -> Vec<Vec<f64>> {
    let Some(best) = &fit.best else { return Vec::new() };
    let n = fit.length;
    let fitted: Vec<f64> = (0..n).map(|t| best.value(best.tc_minus_t2 + (n - 1 - t) as f64)).collect();
    let residuals: Vec<f64> = logs[logs.len() - n..].iter().zip(&fitted).map(|(y, f)| y - f).collect();
    let path = |_| fitted.iter().map(|f| f + residuals[stream.below(n)]).collect();
    (0..resamples).map(path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dgp::{Process, RandomWalk};
    use crate::lppls::SearchBox;
    use crate::lppls::filter::{Denominator, Scale};
    use crate::random::Normal;

    fn indicator() -> Indicator {
        let scale = Scale { name: ScaleName::All, longest: 100, shortest: 60, step: 20 };
        let filter = Preset::Sornette2015C1.filter();
        Indicator::new(filter, &SearchBox::WIDE, &[scale], Denominator::AllWindows).unwrap()
    }

    /// A bubble with small white residuals, and a walk.
    fn series() -> [Vec<f64>; 2] {
        let (normal, mut stream) = (Normal::new(), Stream::new(3, 0));
        let bubble = (0..100).map(|t| {
            let x = f64::from(103 - t);
            5.0 - 0.05 * x.powf(0.5) * (1.0 + 0.05 * (9.0 * x.ln()).cos()) + 1e-3 * normal.sample(&mut stream)
        });
        let bubble = bubble.collect();
        [bubble, RandomWalk::default().path(100, &normal, &mut stream)]
    }

    #[test]
    fn a_clear_bubble_is_trusted_and_a_walk_is_not() {
        let [bubble, walk] = series();
        let resampling = Resampling { resamples: 20, ..Resampling::new(1) };
        let of = |logs: &[f64]| indicator().trust(logs, &[99], &resampling, &Execution::serial()).unwrap()[0];
        let (bubble, walk) = (of(&bubble), of(&walk));
        assert!(bubble.positive > 0.9 && bubble.negative == 0.0, "{bubble:?}");
        assert!(walk.positive < 0.05, "{walk:?}");
    }

    #[test]
    fn draws_depend_on_the_seed_alone() {
        let [bubble, _] = series();
        let noisy: Vec<f64> = bubble.iter().enumerate().map(|(t, x)| x + 0.03 * (t as f64).sin()).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let of = |execution: &Execution<'_>| {
            let resampling = Resampling { resamples: 8, ..Resampling::new(7) };
            indicator().trust(&noisy, &[99], &resampling, execution).unwrap()
        };
        assert_eq!(of(&Execution::serial()), of(&Execution::on(&pool)));
    }
}
