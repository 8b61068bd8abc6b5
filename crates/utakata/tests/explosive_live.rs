//! A growing series gives, date by date, what the whole series gives at once.
#![allow(clippy::unwrap_used)] // a failing test may panic

use proptest::prelude::*;
use utakata::Execution;
use utakata::explosive::live::{Live, LiveError, LivePanel, Update};
use utakata::explosive::{ExplosiveError, Layout, Recursive, recursive};
use utakata::random::{Normal, Stream};

/// On a grid of 2⁻²⁰, so that adding an offset up to 2³² is exact.
fn walk(n: usize, seed: u64) -> Vec<f64> {
    let (normal, mut stream) = (Normal::new(), Stream::new(seed, 0));
    let mut y = 0.0;
    (0..n)
        .map(|_| {
            y += (normal.sample(&mut stream) * 1_048_576.0).round() / 1_048_576.0;
            y
        })
        .collect()
}

fn agrees(update: &Update, batch: &Recursive) -> Result<(), TestCaseError> {
    let i = update.date - batch.layout.first_date();
    for (live, whole) in [(update.badf, batch.badf[i]), (update.bsadf, batch.bsadf[i])] {
        prop_assert_eq!(live.is_some(), whole.is_some(), "{}", update.date);
        if let Some((a, b)) = live.zip(whole) {
            prop_assert!((a - b).abs() <= 1e-10 * b.abs().max(1.0), "{}: {a} {b}", update.date);
        }
    }
    prop_assert_eq!(update.window_start, batch.window_start[i]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn one_by_one_is_the_batch(seed in 0_u64..1000, lag in 0_usize..8, n in 60_usize..170, begin in 0_usize..60, offset in 0_i32..27) {
        // Up to 2²⁷ ≈ 1.3e8 standard deviations from zero, exactly representable.
        let y: Vec<f64> = walk(n, seed).iter().map(|v| v + 2.0_f64.powi(offset)).collect();
        let window = lag + 18;
        let batch = recursive(&y, &Layout::new(n, lag, window).unwrap()).unwrap();
        let mut live = Live::new(&y[..begin], lag, window).unwrap();
        for (t, &value) in y.iter().enumerate().skip(begin) {
            let update = live.push(value).unwrap();
            prop_assert_eq!(update.date, t);
            if t < batch.layout.first_date() {
                prop_assert_eq!((update.badf, update.bsadf, update.window_start), (None, None, None));
            } else {
                agrees(&update, &batch)?;
                prop_assert!(!update.degenerate);
            }
        }
        prop_assert_eq!(live.layout().unwrap(), batch.layout);
    }
}

#[test]
fn still_stretches_are_flagged_as_in_the_batch() {
    let plain = walk(120, 3);
    for (from, to) in [(0, 40), (50, 90)] {
        let mut y = plain.clone();
        let level = y[from];
        y[from..to].fill(level);
        for lag in [0, 1] {
            let layout = Layout::new(120, lag, 15).unwrap();
            let batch = recursive(&y, &layout).unwrap();
            let mut live = Live::new(&[], lag, 15).unwrap();
            let updates: Vec<Update> = y.iter().map(|&v| live.push(v).unwrap()).collect();
            let flagged: Vec<usize> = updates.iter().filter(|u| u.degenerate).map(|u| u.date).collect();
            let degenerate = batch.degenerate.clone().unwrap();
            assert_eq!((flagged.len(), flagged[0]), (degenerate.dates, degenerate.first), "lag {lag}");
            for update in &updates[layout.first_date()..] {
                agrees(update, &batch).unwrap();
            }
        }
    }
}

#[test]
fn growth_beyond_the_first_scale_changes_nothing() {
    // From one value on, ever farther away: the history is scaled anew again and again.
    let y: Vec<f64> = walk(90, 5).iter().enumerate().map(|(t, v)| v + 1.06_f64.powi(t as i32)).collect();
    let batch = recursive(&y, &Layout::new(90, 1, 20).unwrap()).unwrap();
    let mut live = Live::new(&y[..1], 1, 20).unwrap();
    for &value in &y[1..] {
        let update = live.push(value).unwrap();
        if update.date >= 21 {
            agrees(&update, &batch).unwrap();
        }
    }
}

#[test]
fn a_panel_is_its_series_on_any_number_of_threads() {
    let walks: Vec<Vec<f64>> = (0..7).map(|s| walk(80 + 5 * s as usize, s)).collect();
    let mut panel = LivePanel::new(walks.iter().map(Vec::as_slice), 1, 20).unwrap();
    let mut single: Vec<Live> = walks.iter().map(|w| Live::new(w, 1, 20).unwrap()).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    for step in 0..5 {
        let values: Vec<f64> = walks.iter().map(|w| w[w.len() - 1] + f64::from(step)).collect();
        let expected: Vec<Update> =
            single.iter_mut().zip(&values).map(|(l, &v)| l.push(v).unwrap()).collect();
        assert_eq!(panel.push(&values, &Execution::on(&pool)).unwrap(), expected);
    }
}

#[test]
fn what_cannot_be_taken_in_leaves_everything_as_it_was() {
    let history = walk(60, 1);
    let mut panel = LivePanel::new([&history[..], &history[..50]], 0, 20).unwrap();
    let before = panel.clone().push(&[1.0, 2.0], &Execution::serial()).unwrap();
    assert_eq!(panel.push(&[1.0], &Execution::serial()), Err(LiveError::Count { series: 2, values: 1 }));
    assert!(matches!(
        panel.push(&[1.0, f64::NAN], &Execution::serial()),
        Err(LiveError::Series { series: 1, error: ExplosiveError::NotFinite { index: 50, .. } })
    ));
    assert_eq!(panel.push(&[1.0, 2.0], &Execution::serial()).unwrap(), before);
    assert!(matches!(Live::new(&history, 2, 4), Err(ExplosiveError::WindowTooSmall { .. })));
}
