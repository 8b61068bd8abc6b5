//! The measures themselves.

use serde::Serialize;

use super::{ConcentrationError, Shares};

/// Every measure of one set of shares.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Concentration {
    /// Number of shares.
    pub count: usize,
    /// Herfindahl–Hirschman index `Σ s²`, from `1/count` to 1.
    pub hhi: f64,
    /// The index in points, `10 000 Σ s²`.
    pub hhi_points: f64,
    /// Effective number `1/Σ s²`: equal shares with the same index.
    pub effective_number: f64,
    /// `(Σ s² − 1/count) / (1 − 1/count)`: 0 for equal shares, 1 for a monopoly; absent for a single share.
    pub hhi_normalized: Option<f64>,
    /// Entropy `−Σ s ln s` in nats.
    pub entropy: f64,
    /// `exp(entropy)`: the effective number by entropy (Hill 1973, Ecology 54, order 1).
    pub effective_number_entropy: f64,
    /// Share of the largest two.
    pub cr2: f64,
    /// Share of the largest four.
    pub cr4: f64,
    /// Gini coefficient: 0 for equal shares, `1 − 1/count` for a monopoly.
    pub gini: f64,
}

/// All measures at once.
pub fn concentration(shares: &Shares) -> Concentration {
    let count = shares.len();
    let n = count as f64;
    let hhi = hhi(shares);
    let entropy = -shares.values().iter().filter(|&&s| s > 0.0).map(|s| s * s.ln()).sum::<f64>();
    // Equal shares give exactly zero, not minus rounding.
    let entropy = entropy.max(0.0);
    Concentration {
        count,
        hhi,
        hhi_points: 10_000.0 * hhi,
        effective_number: hhi.recip(),
        hhi_normalized: (count > 1).then(|| ((hhi - n.recip()) / (1.0 - n.recip())).max(0.0)),
        entropy,
        effective_number_entropy: entropy.exp(),
        cr2: top_share(shares, 2),
        cr4: top_share(shares, 4),
        gini: gini(shares),
    }
}

/// Herfindahl–Hirschman index `Σ s²` (Herfindahl 1950; Hirschman 1945).
pub fn hhi(shares: &Shares) -> f64 {
    shares.values().iter().map(|s| s * s).sum()
}

/// The index of the population estimated from the shares among `users` sampled users, `(n·HHI − 1)/(n − 1)`: unbiased,
/// because the plain index of a sample counts each user as agreeing with himself (Simpson 1949, Nature 163). May fall
/// below `1/count`, even below 0, in small samples.
///
/// # Errors
/// [`ConcentrationError::Sample`] below 2 users.
pub fn hhi_unbiased(shares: &Shares, users: usize) -> Result<f64, ConcentrationError> {
    if users < 2 {
        return Err(ConcentrationError::Sample { given: users });
    }
    let n = users as f64;
    Ok((n * hhi(shares) - 1.0) / (n - 1.0))
}

/// Share of the `largest` largest, CR_k; all of them when there are fewer.
pub fn top_share(shares: &Shares, largest: usize) -> f64 {
    descending(shares).iter().take(largest).sum::<f64>().min(1.0)
}

/// `(Σ_i (2i − n − 1) s_(i)) / n` with shares in ascending order.
fn gini(shares: &Shares) -> f64 {
    let n = shares.len() as f64;
    let ordered = descending(shares);
    let sum: f64 = ordered.iter().enumerate().map(|(i, s)| (n - 1.0 - 2.0 * i as f64) * s).sum();
    (sum / n).max(0.0)
}

fn descending(shares: &Shares) -> Vec<f64> {
    let mut values = shares.values().to_vec();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}
