//! Orderings of a short series: all of them, or a sample that starts with the observed one.

use crate::random::Stream;

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
    let mut stream = Stream::new(0, stream);
    let mut current = values.to_vec();
    visit(&current);
    for _ in 1..count {
        let (first, rest) = current.split_at_mut(cut);
        shuffle(first, &mut stream);
        shuffle(rest, &mut stream);
        visit(&current);
    }
}

/// Fisher–Yates (Durstenfeld 1964).
fn shuffle(values: &mut [f64], stream: &mut Stream) {
    for i in (1..values.len()).rev() {
        values.swap(i, stream.below(i + 1));
    }
}
