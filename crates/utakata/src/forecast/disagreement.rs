//! How much independent speakers disagree.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::ForecastError;

/// One stance, and whose it originally is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice<'a> {
    /// Whoever the view comes from: the speaker, or the common source when several speakers repeat one report.
    /// Voices with equal origin count once.
    pub origin: &'a str,
    /// The stance taken, for example `bursting`.
    pub stance: &'a str,
}

/// Weight of one stance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StanceShare {
    /// The stance.
    pub stance: String,
    /// Its share of the independent speakers.
    pub share: f64,
}

/// Disagreement over independent speakers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Disagreement {
    /// Stances given, repetitions included.
    pub voices: usize,
    /// Distinct origins among them.
    pub independent: usize,
    /// Share of each stance, largest first, names breaking ties.
    pub shares: Vec<StanceShare>,
    /// Shannon entropy of the shares in nats: 0 when all agree.
    pub entropy: f64,
    /// `exp(entropy)`: the number of equally held stances that would disagree as much.
    pub effective_stances: f64,
}

/// Entropy of stances over independent speakers: each origin has one vote, divided equally over the distinct
/// stances it took (Shannon 1948; the "effective number" is Hill's 1973 of order one).
///
/// # Errors
/// [`ForecastError::Empty`] without voices.
pub fn disagreement(voices: &[Voice<'_>]) -> Result<Disagreement, ForecastError> {
    let mut stances_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for voice in voices {
        stances_of.entry(voice.origin).or_default().insert(voice.stance);
    }
    if stances_of.is_empty() {
        return Err(ForecastError::Empty);
    }
    let independent = stances_of.len();
    let mut share_of: BTreeMap<&str, f64> = BTreeMap::new();
    for stances in stances_of.values() {
        for &stance in stances {
            *share_of.entry(stance).or_default() += 1.0 / (stances.len() * independent) as f64;
        }
    }
    let entropy = share_of.values().map(|p| -p * p.ln()).sum::<f64>().max(0.0);
    let mut shares: Vec<StanceShare> = share_of
        .into_iter()
        .map(|(stance, share)| StanceShare { stance: stance.to_owned(), share })
        .collect();
    // Stable: names stay in order among equal shares.
    shares.sort_by(|a, b| b.share.total_cmp(&a.share));
    Ok(Disagreement { voices: voices.len(), independent, shares, entropy, effective_stances: entropy.exp() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice<'a>(origin: &'a str, stance: &'a str) -> Voice<'a> {
        Voice { origin, stance }
    }

    #[test]
    fn a_repeated_source_counts_once() {
        let voices = [
            voice("fund", "bursting"),
            voice("fund", "bursting"),
            voice("fund", "bursting"),
            voice("bank", "not-yet"),
        ];
        let d = disagreement(&voices).unwrap();
        assert_eq!((d.voices, d.independent), (4, 2));
        assert!((d.entropy - 2.0_f64.ln()).abs() < 1e-15);
        assert!((d.effective_stances - 2.0).abs() < 1e-14);
    }

    #[test]
    fn entropy_by_hand() {
        // Shares ¾ and ¼: ¾ ln(4/3) + ¼ ln 4.
        let voices = [voice("a", "burst"), voice("b", "burst"), voice("c", "burst"), voice("d", "intact")];
        let d = disagreement(&voices).unwrap();
        let expected = 0.75 * (4.0_f64 / 3.0).ln() + 0.25 * 4.0_f64.ln();
        assert!((d.entropy - expected).abs() < 1e-15);
        assert_eq!(d.shares[0], StanceShare { stance: "burst".to_owned(), share: 0.75 });
    }

    #[test]
    fn one_speaker_on_both_sides_divides_the_vote_and_unanimity_is_zero() {
        let d = disagreement(&[voice("a", "burst"), voice("a", "intact"), voice("b", "burst")]).unwrap();
        assert_eq!(d.shares[0].share, 0.75);
        let d = disagreement(&[voice("a", "burst"), voice("b", "burst")]).unwrap();
        assert_eq!((d.entropy, d.effective_stances), (0.0, 1.0));
        assert_eq!(disagreement(&[]), Err(ForecastError::Empty));
    }
}
