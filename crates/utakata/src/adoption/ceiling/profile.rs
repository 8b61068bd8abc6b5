//! The sum of squares as a function of the ceiling alone.

use super::Curve;

/// Steps of the geometric grid from 1 to 1000 times the highest level.
const GRID: usize = 1400;
/// Logarithm of the highest ratio searched.
const TOP: f64 = 6.907_755_278_982_137;
/// Iterations of Levenberg–Marquardt for position and speed.
const ITERATIONS: usize = 500;

/// Profile of the log-scale sum of squares over the log ratio of ceiling to highest level.
pub(super) struct Profile {
    logs: Vec<f64>,
    curve: Curve,
    sums: Vec<f64>,
    /// Smallest sum of squares found.
    pub(super) smallest: f64,
    /// Ratio where it was found, unless at an end of the grid.
    pub(super) best: Option<f64>,
}

impl Profile {
    pub(super) fn search(levels: &[f64], highest: f64, curve: Curve) -> Self {
        let logs: Vec<f64> = levels.iter().map(|y| (y / highest).ln()).collect();
        let sums: Vec<f64> = (0..=GRID).map(|step| fitted_sum(&logs, at(step), curve)).collect();
        let lowest = (0..=GRID).min_by(|&i, &j| sums[i].total_cmp(&sums[j])).unwrap_or(0);
        let mut profile = Self { smallest: sums[lowest], best: None, logs, curve, sums };
        if lowest > 0 && lowest < GRID {
            let (log_ratio, sum) = profile.minimise(at(lowest - 1), at(lowest + 1));
            profile.smallest = profile.smallest.min(sum);
            profile.best = Some(log_ratio.exp());
        }
        profile
    }

    /// First and last ratio whose sum of squares is at most `bound`; an end is absent when the set reaches the end of
    /// the search.
    pub(super) fn hull(&self, bound: f64) -> (Option<f64>, Option<f64>) {
        let inside = |step: &usize| self.sums[*step] <= bound;
        let (first, last) = ((0..=GRID).find(inside), (0..=GRID).rev().find(inside));
        // A set narrower than the grid still holds the minimum found between grid points.
        let best = self.best.map_or(0.0, f64::ln);
        let low = match first {
            Some(0) => None,
            Some(step) => Some(self.edge(at(step - 1), at(step), bound)),
            None => Some(self.edge(best - at(1), best, bound)),
        };
        let high = match last {
            Some(GRID) => None,
            Some(step) => Some(self.edge(at(step + 1), at(step), bound)),
            None => Some(self.edge(best + at(1), best, bound)),
        };
        (low.map(f64::exp), high.map(f64::exp))
    }

    /// Bisects between a log ratio outside the set and one inside.
    fn edge(&self, mut outside: f64, mut inside: f64, bound: f64) -> f64 {
        for _ in 0..60 {
            let middle = f64::midpoint(outside, inside);
            if fitted_sum(&self.logs, middle, self.curve) <= bound {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        inside
    }

    /// Golden-section search (Kiefer 1953); returns the log ratio and its sum of squares.
    fn minimise(&self, mut low: f64, mut high: f64) -> (f64, f64) {
        let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
        let sum = |log_ratio: f64| fitted_sum(&self.logs, log_ratio, self.curve);
        let (mut a, mut b) = (high - golden * (high - low), low + golden * (high - low));
        let (mut sum_a, mut sum_b) = (sum(a), sum(b));
        for _ in 0..60 {
            if sum_a <= sum_b {
                (high, b, sum_b) = (b, a, sum_a);
                a = high - golden * (high - low);
                sum_a = sum(a);
            } else {
                (low, a, sum_a) = (a, b, sum_b);
                b = low + golden * (high - low);
                sum_b = sum(b);
            }
        }
        if sum_a <= sum_b { (a, sum_a) } else { (b, sum_b) }
    }
}

fn at(step: usize) -> f64 {
    TOP * step as f64 / GRID as f64
}

/// Smallest sum of squares over position `a` and speed `b`, given the log ceiling.
fn fitted_sum(logs: &[f64], log_ceiling: f64, curve: Curve) -> f64 {
    let (mut a, mut b) = start(logs, log_ceiling, curve);
    let mut best = sum_of_squares(logs, log_ceiling, curve, a, b);
    let mut damping = 1e-3;
    for _ in 0..ITERATIONS {
        let (da, db) = step(logs, log_ceiling, curve, (a, b), damping);
        let sum = sum_of_squares(logs, log_ceiling, curve, a + da, b + db);
        // A comparison with NaN is false: a step out of range is refused.
        if sum <= best {
            let gained = best - sum;
            (a, b, best) = (a + da, b + db, sum);
            damping /= 3.0;
            if gained <= 1e-17 * best && da.abs() + db.abs() <= 1e-12 * (1.0 + a.abs() + b.abs()) {
                break;
            }
        } else {
            damping *= 3.0;
            if damping > 1e12 {
                break;
            }
        }
    }
    best
}

/// Log of the curve at `e = a + b t`, less the log ceiling, and its derivative in `e`.
fn shape(curve: Curve, e: f64) -> (f64, f64) {
    match curve {
        Curve::Logistic => (-(-e).exp().ln_1p(), (1.0 + e.exp()).recip()),
        Curve::Gompertz => (-(-e).exp(), (-e).exp()),
    }
}

/// A straight line through the inverted curve, with points at the ceiling set just below it.
fn start(logs: &[f64], log_ceiling: f64, curve: Curve) -> (f64, f64) {
    let inverted = |log: f64| {
        let below = (log_ceiling - log).max(0.005);
        match curve {
            Curve::Logistic => -below.exp_m1().ln(),
            Curve::Gompertz => -below.ln(),
        }
    };
    let n = logs.len() as f64;
    let mean_t = (n - 1.0) / 2.0;
    let mean = logs.iter().map(|&log| inverted(log)).sum::<f64>() / n;
    let (mut sxy, mut sxx) = (0.0, 0.0);
    for (t, &log) in logs.iter().enumerate() {
        let centred = t as f64 - mean_t;
        sxy += centred * (inverted(log) - mean);
        sxx += centred * centred;
    }
    (mean - sxy / sxx * mean_t, sxy / sxx)
}

fn sum_of_squares(logs: &[f64], log_ceiling: f64, curve: Curve, a: f64, b: f64) -> f64 {
    let residual = |(t, log): (usize, &f64)| log - log_ceiling - shape(curve, a + b * t as f64).0;
    logs.iter().enumerate().map(residual).map(|r| r * r).sum()
}

/// The damped Gauss–Newton step (Marquardt 1963).
fn step(logs: &[f64], log_ceiling: f64, curve: Curve, (a, b): (f64, f64), damping: f64) -> (f64, f64) {
    let (mut jaa, mut jab, mut jbb, mut ga, mut gb) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (t, log) in logs.iter().enumerate() {
        let t = t as f64;
        let (value, slope) = shape(curve, a + b * t);
        let residual = log - log_ceiling - value;
        jaa += slope * slope;
        jab += slope * slope * t;
        jbb += slope * slope * t * t;
        ga += slope * residual;
        gb += slope * t * residual;
    }
    let (daa, dbb) = (jaa * (1.0 + damping), jbb * (1.0 + damping));
    let determinant = daa * dbb - jab * jab;
    ((dbb * ga - jab * gb) / determinant, (daa * gb - jab * ga) / determinant)
}
