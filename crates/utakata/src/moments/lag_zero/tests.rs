use proptest::prelude::*;

use super::super::block;
use super::super::sweep::{Goal, sweep};
use super::*;
use crate::random::{Normal, Stream};

/// A walk whose volatility jumps, with a drift: statistics of both signs.
fn walk(rows: usize, seed: u64, drift: f64, jump: f64) -> Columns {
    let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
    let mut level = 1e3;
    let values: Vec<f64> = (0..=rows)
        .map(|t| {
            level += normal.sample(&mut stream) * if t > rows / 2 { jump } else { 1.0 } + drift;
            level
        })
        .collect();
    Columns::new(&values, 0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_matters_is_ruled_out(seed in 0_u64..1000, rows in 60_usize..700, window in 8_usize..90, drift in -1.0..1.0, jump in 0.05..20.0) {
        prop_assume!(window < rows);
        let columns = walk(rows, seed, drift, jump);
        let lengths = Lengths::new(rows, 0);
        let size = window.min(BLOCK) / 8 * 8;
        let mut work = Workspace::new(&columns, window);
        let mut end = window - 1;
        let (mut blocks, mut clear) = (0, 0);
        while end < rows {
            blocks += 1;
            if run::<false>(&Block { columns: &columns, lengths: &lengths, end, window, size }, &mut work) {
                clear += 1;
                let mut found = crate::moments::Found::new();
                block::run::<true>(&block::Block { columns: &columns, lengths: &lengths, end, window, size }, &mut found);
                for e in 0..size.min(rows - end) {
                    let (quick, every) = (work.result(e), found.result(e));
                    for (a, b) in [(quick.first, every.first), (quick.best, every.best)] {
                        // In t, not its square: near zero all digits of the square may be rounding.
                        let (a, b) = (a.abs().sqrt().copysign(a), b.abs().sqrt().copysign(b));
                        let tolerance = if window < 12 { 1e-7 } else { 1e-10 };
                        prop_assert!((a - b).abs() <= tolerance * b.abs().max(1.0), "end {} {a} {b}", end + e);
                    }
                    prop_assert!(!every.degenerate);
                }
            }
            end += size;
        }
        prop_assert!(window < 12 || clear == blocks, "{clear} of {blocks}");
    }

    /// Still stretches make some blocks take the exhaustive path.
    #[test]
    fn suprema_are_those_of_all_statistics(seed in 0_u64..1000, rows in 60_usize..900, window in 8_usize..90, drift in -1.0..1.0, jump in 0.05..20.0, still in proptest::bool::ANY) {
        prop_assume!(window < rows);
        let mut columns = walk(rows, seed, drift, jump);
        if still {
            let mut values = columns.levels().to_vec();
            let from = seed as usize % rows;
            let level = values[from];
            values[from..(from + window + 9).min(rows)].fill(level);
            columns.refill(&values);
        }
        let lengths = Lengths::new(rows, 0);
        let (mut first, mut best) = (Vec::new(), f64::NEG_INFINITY);
        sweep(Goal::Statistics, &columns, window, &lengths, |_, end| {
            first.push(end.first);
            best = best.max(end.best);
        });
        let (mut quick_first, mut quick) = (Vec::new(), f64::NEG_INFINITY);
        sweep(Goal::Suprema, &columns, window, &lengths, |_, end| {
            quick_first.push(end.first);
            quick = quick.max(end.best);
        });
        prop_assert_eq!(first, quick_first);
        prop_assert!((quick - best).abs() <= 1e-12 * best.abs().max(1e-6), "{} {}", quick, best);
    }
}

fn agree_bit_for_bit<const SUPREMA: bool>() {
    let columns = walk(300, 8, 0.0, 1.0);
    let lengths = Lengths::new(300, 0);
    for (end, size) in [(39, 40), (79, 40), (239, 32), (270, 40)] {
        let block = Block { columns: &columns, lengths: &lengths, end, window: 40, size };
        let (mut here, mut baseline) = (Workspace::new(&columns, 40), Workspace::new(&columns, 40));
        // The method called directly is compiled for the baseline instruction set.
        assert!(run::<SUPREMA>(&block, &mut here) && block.sweep::<SUPREMA>(&mut baseline));
        for e in 0..size.min(300 - end) {
            let bits = |w: &Workspace| {
                let r = w.result(e);
                (r.first.to_bits(), r.best.to_bits(), r.best_start)
            };
            assert_eq!(bits(&here), bits(&baseline), "end {end} + {e}");
        }
    }
}

#[test]
fn instruction_sets_agree_bit_for_bit() {
    agree_bit_for_bit::<false>();
    agree_bit_for_bit::<true>();
}

#[test]
fn a_still_stretch_is_not_clear() {
    let mut values: Vec<f64> = (0..100).map(|t| f64::from((t * 37) % 11)).collect();
    values[30..60].fill(7.25);
    let columns = Columns::new(&values, 0);
    let lengths = Lengths::new(99, 0);
    let mut work = Workspace::new(&columns, 16);
    let mut clear = |end| {
        run::<false>(&Block { columns: &columns, lengths: &lengths, end, window: 16, size: 16 }, &mut work)
    };
    assert!(clear(15) && !clear(47) && !clear(40));
}
