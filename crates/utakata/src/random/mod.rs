//! Random numbers that are the same on every machine, in any order of work.
//!
//! Each unit of work (a bootstrap replication, a simulated path) owns one ChaCha8 stream, addressed by
//! `(seed, stream)`. Everything built on the bits uses only correctly rounded IEEE operations, so a stored verdict
//! can be recomputed bit for bit on another machine.

mod multiplier;
mod normal;

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

pub use multiplier::Multiplier;
pub use normal::Normal;
pub(crate) use normal::{exp, ln};

/// One stream of random bits.
#[derive(Debug, Clone)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// Stream number `stream` of `seed`. Streams of one seed never overlap.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        let mut state = seed;
        for word in key.chunks_exact_mut(8) {
            word.copy_from_slice(&split_mix(&mut state).to_le_bytes());
        }
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream(stream);
        Self(generator)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Uniform on the open interval (0, 1): the midpoints of 2⁵³ equal cells.
    pub fn uniform(&mut self) -> f64 {
        open_unit(self.bits())
    }

    /// Uniform on `0..bound` without modulo bias (Lemire 2019, "Fast random integer generation in an interval").
    /// Zero when `bound` is zero.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        let threshold = bound.wrapping_neg().checked_rem(bound).unwrap_or(0);
        loop {
            let wide = u128::from(self.bits()) * u128::from(bound);
            if wide as u64 >= threshold {
                return (wide >> 64) as usize;
            }
        }
    }
}

/// An independent seed for a named part of the work: the same master seed gives unrelated numbers to parts with
/// different labels.
pub fn derive_seed(master: u64, label: &str) -> u64 {
    // FNV-1a over the label, then SplitMix64 to mix it with the master seed.
    let hash = label
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, byte| (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut state = master ^ hash.rotate_left(32);
    split_mix(&mut state)
}

/// One step of SplitMix64 (Steele, Lea and Flood 2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn open_unit(bits: u64) -> f64 {
    const CELL: f64 = 1.0 / (1_u64 << 53) as f64;
    ((bits >> 11) as f64 + 0.5) * CELL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_mix_matches_its_published_outputs() {
        // First outputs for seed 1234567 (Vigna's splitmix64.c).
        let mut state = 1_234_567;
        let outputs: Vec<u64> = (0..3).map(|_| split_mix(&mut state)).collect();
        assert_eq!(
            outputs,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, stream| {
            let mut s = Stream::new(seed, stream);
            [s.bits(), s.bits()]
        };
        assert_eq!(draw(7, 3), draw(7, 3));
        assert_ne!(draw(7, 3), draw(7, 4));
        assert_ne!(draw(7, 3), draw(8, 3));
        assert_ne!(derive_seed(7, "a"), derive_seed(7, "b"));
    }

    #[test]
    fn below_is_uniform() {
        let mut stream = Stream::new(1, 0);
        let mut counts = [0_i32; 6];
        for _ in 0..60_000 {
            counts[stream.below(6)] += 1;
        }
        // Chi-squared with 5 degrees of freedom: 20.5 is the 99.9 % point.
        let chi2: f64 = counts.iter().map(|&c| f64::from(c - 10_000).powi(2) / 10_000.0).sum();
        assert!(chi2 < 20.5, "{counts:?}");
    }
}
