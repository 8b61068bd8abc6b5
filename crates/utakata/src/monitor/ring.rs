//! The most recent values, contiguous in memory.

use serde::{Deserialize, Serialize};

/// Keeps the last `keep` values pushed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Ring {
    keep: usize,
    values: Vec<f64>,
}

impl Ring {
    pub(super) fn new(keep: usize) -> Self {
        Self { keep, values: Vec::with_capacity(4 * keep.max(1)) }
    }

    pub(super) fn push(&mut self, value: f64) {
        let len = self.values.len();
        // Moving rarely keeps the cost of a push constant.
        if len >= 4 * self.keep.max(1) {
            self.values.copy_within(len + 1 - self.keep.max(1).., 0);
            self.values.truncate(self.keep.max(1) - 1);
        }
        self.values.push(value);
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
    }

    /// The last values, oldest first: as many as are to be kept once there are so many.
    pub(super) fn all(&self) -> &[f64] {
        &self.values[self.values.len().saturating_sub(self.keep)..]
    }

    /// The last `n` values, oldest first, without the `skip` newest; `None` before there are as many.
    pub(super) fn last(&self, n: usize, skip: usize) -> Option<&[f64]> {
        let end = self.values.len().checked_sub(skip)?;
        self.values.get(end.checked_sub(n)?..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_values_are_kept() {
        let mut ring = Ring::new(3);
        let mut all = Vec::new();
        assert_eq!(ring.last(1, 0), None);
        for t in 0..50 {
            ring.push(f64::from(t));
            all.push(f64::from(t));
            if t >= 2 {
                assert_eq!(ring.last(3, 0), Some(&all[all.len() - 3..]));
                assert_eq!(ring.last(2, 1), Some(&all[all.len() - 3..all.len() - 1]));
            }
        }
    }
}
