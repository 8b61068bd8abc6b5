//! What depends on a window's length alone.

#![allow(clippy::inline_always)] // see block.rs

use super::BLOCK;

/// Tables indexed by window length.
#[derive(Debug, Clone)]
pub(crate) struct Lengths {
    reciprocal: Vec<f64>,
    reciprocal2: Vec<f64>,
    freedom: Vec<f64>,
}

impl Lengths {
    /// Tables for windows of up to `rows` rows and `lag` lagged differences.
    pub(crate) fn new(rows: usize, lag: usize) -> Self {
        let lengths = 0..=rows + 2 * BLOCK;
        Self {
            reciprocal: lengths.clone().map(|l| 1.0 / l.max(1) as f64).collect(),
            reciprocal2: lengths.clone().map(|l| 2.0 / l.max(1) as f64).collect(),
            freedom: lengths.map(|l| l.saturating_sub(2 + lag) as f64).collect(),
        }
    }

    /// The longest window they are for.
    pub(crate) fn rows(&self) -> usize {
        self.reciprocal.len() - 1 - 2 * BLOCK
    }

    /// Reciprocals of `N` consecutive lengths from `length`.
    #[inline(always)]
    pub(super) fn reciprocal<const N: usize>(&self, length: usize) -> &[f64; N] {
        part(&self.reciprocal, length)
    }

    /// Twice the reciprocals.
    #[inline(always)]
    pub(super) fn reciprocal2<const N: usize>(&self, length: usize) -> &[f64; N] {
        part(&self.reciprocal2, length)
    }

    /// Degrees of freedom.
    #[inline(always)]
    pub(super) fn freedom<const N: usize>(&self, length: usize) -> &[f64; N] {
        part(&self.freedom, length)
    }
}

/// The `N` entries of `table` from `from`: of known length, so that a loop has no index to check. The tables are long
/// enough; entries beyond them would make a window count for nothing.
#[inline(always)]
pub(super) fn part<const N: usize>(table: &[f64], from: usize) -> &[f64; N] {
    table[from..].first_chunk().unwrap_or(&[f64::NAN; N])
}
