//! Orderings of a short series: all of them, or a sample that starts with the observed one.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Visits all `n!` orderings, the observed one first (Heap 1963, The Computer Journal 6).
pub(super) fn all(values: &[f64], mut visit: impl FnMut(&[f64])) {
    let mut current = values.to_vec();
    let mut counters = vec![0_usize; current.len()];
    visit(&current);
    let mut i = 1;
    while i < current.len() {
        if counters[i] < i {
            current.swap(if i % 2 == 0 { 0 } else { counters[i] }, i);
            visit(&current);
            counters[i] += 1;
            i = 1;
        } else {
            counters[i] = 0;
            i += 1;
        }
    }
}

/// Visits the observed ordering and `count − 1` random ones that shuffle each side of `cut` within itself. Counting
/// the observed ordering keeps the share that reaches its statistic a valid p-value (Phipson & Smyth 2010).
///
/// The same `stream` gives the same orderings on every machine.
pub(super) fn sampled(values: &[f64], cut: usize, count: u32, stream: u64, mut visit: impl FnMut(&[f64])) {
    let mut generator = ChaCha8Rng::seed_from_u64(0);
    generator.set_stream(stream);
    let mut current = values.to_vec();
    visit(&current);
    for _ in 1..count {
        let (first, rest) = current.split_at_mut(cut);
        shuffle(first, &mut generator);
        shuffle(rest, &mut generator);
        visit(&current);
    }
}

/// Fisher–Yates; the bias of the scaled 64-bit draw is below 2⁻⁵⁶ for series of this length.
fn shuffle(values: &mut [f64], generator: &mut ChaCha8Rng) {
    for i in (1..values.len()).rev() {
        let scaled = (u128::from(generator.next_u64()) * (i as u128 + 1)) >> 64;
        values.swap(i, scaled as usize);
    }
}
