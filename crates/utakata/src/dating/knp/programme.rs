//! The dynamic programme over regimes.

use super::super::Lengths;
use super::super::segment::ending_at;

/// Least sums of squares by number of bubbles and last observation, with the choices that led there.
#[derive(Debug)]
pub(super) struct Programme {
    /// `calm[j][t]`: best sum up to `t` with `j` bubbles over, in a random walk long enough for the next bubble (`j > 0`:
    /// or for the end); and the peak of bubble `j`.
    calm: Vec<Vec<(f64, usize)>>,
    /// `bubble[j][e]`: best sum up to `e` with bubble `j + 1` ending there; and the last observation before it.
    bubble: Vec<Vec<(f64, usize)>>,
    /// As `calm`, for a walk only long enough for the end of the sample.
    last: Vec<(f64, usize)>,
}

const NONE: (f64, usize) = (f64::INFINITY, 0);

fn offer(best: &mut (f64, usize), ssr: f64, choice: usize) {
    if ssr < best.0 {
        *best = (ssr, choice);
    }
}

impl Programme {
    pub(super) fn solve(values: &[f64], bubbles: usize, lengths: Lengths, omit_fall: bool) -> Self {
        let n = values.len();
        let mut walked = vec![0.0; n];
        for t in 1..n {
            walked[t] = walked[t - 1] + (values[t] - values[t - 1]).powi(2);
        }
        let mut this = Self {
            calm: vec![vec![NONE; n]; bubbles + 1],
            bubble: vec![vec![NONE; n]; bubbles],
            last: vec![NONE; bubbles + 1],
        };
        this.last[0] = (walked[n - 1], 0);
        // Best of `bubble[j][e] − walked[e] − fall²` over admissible peaks `e` so far.
        let mut running = vec![NONE; bubbles];
        let between = lengths.calm.max(lengths.after);
        let omitted = |e: usize| if omit_fall { walked[e + 1] - walked[e] } else { 0.0 };
        for e in 0..n {
            if e >= lengths.calm {
                this.calm[0][e] = (walked[e], 0);
            }
            for (j, best) in running.iter_mut().enumerate() {
                if let Some(peak) = e.checked_sub(between) {
                    offer(best, this.bubble[j][peak].0 - walked[peak] - omitted(peak), peak);
                }
                this.calm[j + 1][e] = (best.0 + walked[e], best.1);
            }
            let (calm, bubble) = (&this.calm, &mut this.bubble);
            ending_at(values, e, lengths.calm.min(e), |s, fit| {
                if e - s >= lengths.explosive {
                    for j in 0..bubbles {
                        offer(&mut bubble[j][e], calm[j][s].0 + fit.free, s);
                    }
                }
            });
        }
        for j in 0..bubbles {
            for peak in 0..(n - lengths.after) {
                let ssr = this.bubble[j][peak].0 + walked[n - 1] - walked[peak] - omitted(peak);
                offer(&mut this.last[j + 1], ssr, peak);
            }
        }
        this
    }

    /// `Σ Δy²`.
    pub(super) fn walk(&self) -> f64 {
        self.last[0].0
    }

    /// Sum of squares and `(last observation before, peak)` of each of `bubbles` bubbles, if they fit.
    pub(super) fn solution(&self, bubbles: usize) -> Option<(f64, Vec<(usize, usize)>)> {
        let (ssr, mut peak) = self.last[bubbles];
        if !ssr.is_finite() {
            return None;
        }
        let mut dates = Vec::with_capacity(bubbles);
        for j in (0..bubbles).rev() {
            let before = self.bubble[j][peak].1;
            dates.push((before, peak));
            peak = self.calm[j][before].1;
        }
        dates.reverse();
        Some((ssr, dates))
    }
}
