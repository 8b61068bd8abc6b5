//! SVG path data.

use std::fmt::Write as _;

use super::PATH_WIDTH;

/// Points per line beyond which neighbours closer than a pixel are merged.
const MOST_POINTS: usize = 2000;

/// A path through the points, broken where one is absent. A point without neighbours becomes a dot (a line of no
/// length, which round caps make visible).
pub(super) fn through(points: &[Option<(f64, f64)>]) -> String {
    let mut path = String::new();
    for run in points.split(Option::is_none) {
        let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
        let run = if run.len() > MOST_POINTS { thinned(&run) } else { run };
        for (i, (x, y)) in run.iter().enumerate() {
            let command = if i == 0 { 'M' } else { 'L' };
            // Writing to a string cannot fail.
            let _ = write!(path, "{command}{x:.1} {y:.1}");
        }
        if let [(x, y)] = run[..] {
            let _ = write!(path, "L{x:.1} {y:.1}");
        }
    }
    path
}

/// The lowest and the highest point of each thousandth of the width, in their order: what the eye would see.
fn thinned(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let bucket = |point: &(f64, f64)| (point.0 / PATH_WIDTH * 1000.0).floor() as i64;
    run.chunk_by(|a, b| bucket(a) == bucket(b))
        .flat_map(|chunk| {
            let extreme = |keep: fn(f64, f64) -> bool| {
                (1..chunk.len()).fold(0, |best, i| if keep(chunk[i].1, chunk[best].1) { i } else { best })
            };
            let (low, high) = (extreme(|a, b| a < b), extreme(|a, b| a > b));
            let mut kept = vec![chunk[low.min(high)]];
            if low != high {
                kept.push(chunk[low.max(high)]);
            }
            kept
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_break_the_line_and_lone_points_are_dots() {
        let points = [Some((0.0, 1.0)), Some((1.0, 2.0)), None, Some((3.0, 4.0))];
        assert_eq!(through(&points), "M0.0 1.0L1.0 2.0M3.0 4.0L3.0 4.0");
        assert_eq!(through(&[None, None]), "");
    }

    #[test]
    fn long_lines_keep_their_extremes() {
        let points: Vec<(f64, f64)> = (0..100_000)
            .map(|i| (f64::from(i) / 100.0, if i == 54_321 { 9.0 } else { f64::from(i % 7) / 7.0 }))
            .collect();
        let kept = thinned(&points);
        assert!(kept.len() <= 2000);
        assert!(kept.contains(&(543.21, 9.0)));
        assert!(kept.windows(2).all(|w| w[0].0 < w[1].0));
    }
}
