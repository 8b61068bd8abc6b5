//! Has a theme's share of all cases fallen, where "all" is known only from a sample?

use super::{RateError, checked_counts, checked_dispersion, checked_level};
use crate::{
    Guarantee, Interval, Phrase, Statement,
    statement::GuaranteeKind,
    tail::{binomial_mass, normal_below, normal_quantile},
};

/// Has the theme's share fallen? One-sided against "the recent share is at least the earlier share".
///
/// `theme` and `sampled` are `[recent, earlier]`: cases of the theme, and cases of any kind in a random sample that has the
/// same rate in both windows. Given all four margins the recent theme count is hypergeometric under equal shares (Fisher
/// 1935, Journal of the Royal Statistical Society 98), whatever the totals were, so the sampling error of the totals is in
/// the p-value. With `dispersion` φ above 1 the log odds ratio is normal with variance
/// `φ(1/x₁ + 1/x₂) + 1/s₁ + 1/s₂` (Woolf 1955, Annals of Human Genetics 19, with the counts of the theme dispersed); the
/// interval of the ratio of shares always is. Theme cases inside the sample are a few in a thousand and not taken out.
///
/// # Errors
/// [`RateError::Dispersion`], [`RateError::Level`]; [`RateError::NoEvents`] without cases of the theme or of the sample.
pub fn share_not_fallen_statement(
    theme: [u64; 2],
    sampled: [u64; 2],
    dispersion: f64,
    level: f64,
) -> Result<Statement, RateError> {
    checked_dispersion(dispersion)?;
    checked_level(level)?;
    let (x, s) = (checked_counts(theme, [1.0; 2])?, checked_counts(sampled, [1.0; 2])?);
    if theme == [0, 0] || sampled == [0, 0] {
        return Err(RateError::NoEvents);
    }
    let complete = !theme.contains(&0) && !sampled.contains(&0);
    let log_ratio = (x[0] * s[1] / (x[1] * s[0])).ln();
    let error = (dispersion * (x[0].recip() + x[1].recip()) + s[0].recip() + s[1].recip()).sqrt();
    let exact = dispersion == 1.0;
    let hypergeometric = Hypergeometric::new(x, s);
    let p_value = if exact {
        Some(hypergeometric.at_most(x[0]))
    } else {
        complete.then(|| normal_below(log_ratio / error))
    };
    let z = normal_quantile(0.5 + 0.5 * level);
    let end = |sign: f64| Some((log_ratio + sign * z * error).exp());
    Ok(Statement {
        method: if exact { "share-fall-exact" } else { "share-fall-quasi-poisson" }.to_owned(),
        null: Phrase::new("share-fall-null", "the recent share of all cases is at least the earlier share"),
        alternative: Phrase::new("share-fall-alternative", "the share has fallen"),
        statistic_name: "ratio of shares".to_owned(),
        statistic: complete.then(|| log_ratio.exp()),
        p_value,
        smallest_p: exact.then(|| hypergeometric.at_most(hypergeometric.least)),
        e_value: None,
        interval: complete.then(|| Interval { low: end(-1.0), high: end(1.0), level }),
        guarantee: guarantee(dispersion),
        observations: (theme[0] + theme[1]) as usize,
        notes: vec![Phrase::fill(
            "share-fall-sample",
            "the totals are a sample: {recent} and {earlier} cases; their sampling error is counted",
            [("recent", sampled[0].to_string()), ("earlier", sampled[1].to_string())],
        )],
    })
}

fn guarantee(dispersion: f64) -> Guarantee {
    if dispersion == 1.0 {
        Guarantee {
            kind: GuaranteeKind::Exact,
            text: Phrase::new(
                "share-fall-guarantee-exact",
                "for Poisson counts whose share has not fallen, the chance of p ≤ α is at most α; the interval is normal",
            ),
        }
    } else {
        Guarantee {
            kind: GuaranteeKind::Asymptotic,
            text: Phrase::fill(
                "share-fall-guarantee-dispersed",
                "nearly valid for large counts of the theme that vary at most {phi} times as much as chance",
                [("phi", format!("{dispersion}"))],
            ),
        }
    }
}

/// The recent theme count given the margins.
struct Hypergeometric {
    least: f64,
    theme: f64,
    recent: f64,
    all: f64,
}

impl Hypergeometric {
    fn new(x: [f64; 2], s: [f64; 2]) -> Self {
        let (theme, recent, all) = (x[0] + x[1], x[0] + s[0], x[0] + x[1] + s[0] + s[1]);
        Self { least: (recent + theme - all).max(0.0), theme, recent, all }
    }

    /// A hypergeometric probability is a ratio of binomial ones, for any share.
    fn mass(&self, k: f64) -> f64 {
        let (p, q) = (self.recent / self.all, 1.0 - self.recent / self.all);
        let rest = self.all - self.theme;
        binomial_mass(k, self.theme, p, q) * binomial_mass(self.recent - k, rest, p, q)
            / binomial_mass(self.recent, self.all, p, q)
    }

    fn at_most(&self, most: f64) -> f64 {
        let count = (most - self.least) as u64;
        (0..=count).map(|i| self.mass(self.least + i as f64)).sum::<f64>().min(1.0)
    }
}
