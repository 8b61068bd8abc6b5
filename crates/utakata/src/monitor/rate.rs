//! Closed-form false-alarm rate of the training-maximum rule.

/// Chance that the largest of the statistics after a training exceeds the largest of the training, when all are
/// exchangeable: `h/(h + t)` with `t = T* − k` windows of increments inside the training of `T*` observations and
/// `h = horizon − k + 1` inside what follows (Astill et al. 2018, section 3.1, in their notation
/// `(T′ − T* − k + 1)/(T′ − 2k + 1)`).
pub fn training_maximum_rate(training: usize, horizon: usize, window: usize) -> f64 {
    let trained = training.saturating_sub(window) as f64;
    let watched = (horizon + 1).saturating_sub(window) as f64;
    if watched == 0.0 { 0.0 } else { watched / (watched + trained) }
}

/// The longest horizon over which [`training_maximum_rate`] stays at or below `rate`: `t·α/(1 − α) + k − 1`.
pub fn training_maximum_horizon(training: usize, window: usize, rate: f64) -> usize {
    let trained = training.saturating_sub(window) as f64;
    // A hair is added so that an exact whole number is not missed by rounding.
    (trained * rate / (1.0 - rate) + 1e-9) as usize + window - 1
}
