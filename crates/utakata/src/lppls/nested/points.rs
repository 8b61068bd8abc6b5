//! Lags put together: far from the critical time the basis hardly moves from one lag to the next.

/// The phase that the fastest oscillation may turn by between the first lag and the last that stand together.
const PHASE: f64 = 0.6;
/// Slower oscillations do not allow more: with coarser points in the narrow box, the costs of the lowest minima come in another
/// order than with all observations (nine of 2,000 windows of random walks then missed the optimum, now three).
const SLOWEST: f64 = 25.0;

/// Points that stand for one lag or several neighbouring ones; every nested window consists of whole points.
#[derive(Debug, Clone)]
pub(super) struct Points {
    /// Lags of each point.
    pub counts: Vec<usize>,
    /// By length: points.
    pub lengths: Vec<usize>,
}

impl Points {
    /// For windows of these lengths, shortest first, whose critical time is at least `least` ahead and whose frequency is
    /// at most `fastest`.
    pub(super) fn new(lengths: &[usize], least: f64, fastest: f64) -> Self {
        let (mut counts, mut by_length, mut from) = (Vec::new(), Vec::new(), 0);
        for &length in lengths {
            while from < length {
                let steps = PHASE * (least + from as f64) / fastest.max(SLOWEST);
                // In equal parts up to the next length.
                let parts = (length - from).div_ceil(1 + steps as usize);
                let count = (length - from).div_ceil(parts);
                counts.push(count);
                from += count;
            }
            by_length.push(counts.len());
        }
        Self { counts, lengths: by_length }
    }

    /// First lag and one beyond the last of each point.
    pub(super) fn ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut from = 0;
        self.counts.iter().map(move |count| {
            from += count;
            from - count..from
        })
    }
}
