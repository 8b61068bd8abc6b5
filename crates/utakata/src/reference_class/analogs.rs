//! The booms that looked most alike.

use serde::Serialize;

use super::dtw::dtw;
use super::error::{finite, same_length};
use super::path_score::deviation;
use super::{Outcomes, ReferenceClassError};

/// How alike booms are found and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AnalogDesign {
    /// Neighbours counted, `k`.
    pub neighbours: usize,
    /// Steps an alignment may stray from the diagonal.
    pub band: usize,
    /// Booms within this many calendar years are not neighbours (embargo).
    pub gap: u32,
}

impl Default for AnalogDesign {
    /// Ten neighbours, a band of 4 steps, an embargo of 4 years.
    fn default() -> Self {
        Self { neighbours: 10, band: 4, gap: 4 }
    }
}

/// One boom that looked alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Neighbour {
    /// Its position in the library.
    pub boom: usize,
    /// Dynamic-time-warping distance of the standardised paths.
    pub distance: f64,
    /// Whether it burst.
    pub burst: bool,
}

/// What the booms that looked alike say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analogs {
    /// `(y + 1)/(k + 2)` with `y` of `k` neighbours bursting (Laplace's rule).
    pub probability: f64,
    /// The neighbours, nearest first; those that did not burst too.
    pub neighbours: Vec<Neighbour>,
}

/// The nearest run-ups to `path` by shape alone: both standardised to mean 0 and deviation 1, so that neither the size
/// of the run-up nor its level counts.
///
/// # Errors
/// [`ReferenceClassError`] for paths that do not move or are not finite, columns of different lengths, no neighbours
/// asked for, and [`ReferenceClassError::Isolated`] where fewer booms than neighbours are outside the embargo.
pub fn analogs(
    path: &[f64],
    era: i32,
    paths: &[Vec<f64>],
    outcomes: &Outcomes<'_>,
    design: &AnalogDesign,
) -> Result<Analogs, ReferenceClassError> {
    same_length("paths", paths.len(), outcomes.booms())?;
    nearest(&standardised(0, path)?, era, &all_standardised(paths)?, outcomes, design)
}

/// [`Analogs`] of every boom of the library among the booms of other eras.
///
/// # Errors
/// As [`analogs`].
pub fn leave_era_out_analogs(
    paths: &[Vec<f64>],
    outcomes: &Outcomes<'_>,
    design: &AnalogDesign,
) -> Result<Vec<Analogs>, ReferenceClassError> {
    same_length("paths", paths.len(), outcomes.booms())?;
    let shapes = all_standardised(paths)?;
    shapes
        .iter()
        .zip(outcomes.eras())
        .map(|(shape, &era)| nearest(shape, era, &shapes, outcomes, design))
        .collect()
}

fn nearest(
    shape: &[f64],
    era: i32,
    shapes: &[Vec<f64>],
    outcomes: &Outcomes<'_>,
    design: &AnalogDesign,
) -> Result<Analogs, ReferenceClassError> {
    let needed = design.neighbours;
    if needed == 0 {
        let (name, expected) = ("the number of neighbours", "at least 1");
        return Err(ReferenceClassError::Parameter { name, value: 0.0, expected });
    }
    let mut neighbours: Vec<Neighbour> = outcomes
        .apart(era, design.gap)
        .map(|boom| Neighbour {
            boom,
            distance: dtw(shape, &shapes[boom], Some(design.band)),
            burst: outcomes.burst()[boom],
        })
        .collect();
    if neighbours.len() < needed {
        return Err(ReferenceClassError::Isolated { era, gap: design.gap, left: neighbours.len(), needed });
    }
    // Stable: the order of the library breaks ties.
    neighbours.sort_by(|a, b| a.distance.total_cmp(&b.distance));
    neighbours.truncate(needed);
    let burst = neighbours.iter().filter(|n| n.burst).count();
    Ok(Analogs { probability: (burst + 1) as f64 / (needed + 2) as f64, neighbours })
}

fn all_standardised(paths: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, ReferenceClassError> {
    paths.iter().enumerate().map(|(index, path)| standardised(index, path)).collect()
}

fn standardised(index: usize, path: &[f64]) -> Result<Vec<f64>, ReferenceClassError> {
    if path.len() < 2 {
        return Err(ReferenceClassError::Path { index, points: path.len() });
    }
    finite("run-up", path).map_err(|error| match error {
        ReferenceClassError::NotFinite { what, value, .. } => {
            ReferenceClassError::NotFinite { what, index, value }
        }
        other => other,
    })?;
    let mean = path.iter().sum::<f64>() / path.len() as f64;
    let scale = deviation(path);
    if scale > 0.0 {
        Ok(path.iter().map(|v| (v - mean) / scale).collect())
    } else {
        Err(ReferenceClassError::Still { index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_alone_counts_and_the_embargo_holds() {
        let bend = |scale: f64, shift: f64| -> Vec<f64> {
            [0.0, 0.1, 0.2, 0.5, 1.0, 2.0].iter().map(|v| shift + scale * v).collect()
        };
        let line: Vec<f64> = (0..6).map(f64::from).collect();
        let paths = [bend(1.0, 0.0), bend(3.0, 7.0), line.clone(), bend(1.0, 0.0), line];
        let eras = [1990, 2000, 2001, 2010, 2011];
        let outcomes = Outcomes::new(&eras, &[true, true, false, false, false]).unwrap();
        let design = AnalogDesign { neighbours: 2, band: 1, gap: 4 };
        let all = leave_era_out_analogs(&paths, &outcomes, &design).unwrap();
        // The last boom but one (2010) has the booms of 1990 and 2000 as its like, not itself.
        let near: Vec<usize> = all[3].neighbours.iter().map(|n| n.boom).collect();
        assert_eq!((near, all[3].probability), (vec![0, 1], 0.75));
        assert!(all[3].neighbours.iter().all(|n| n.distance < 1e-12));
        let one = analogs(&paths[3], 2010, &paths, &outcomes, &design).unwrap();
        assert_eq!(one, all[3]);
        let many = AnalogDesign { neighbours: 4, ..design };
        assert!(matches!(
            leave_era_out_analogs(&paths, &outcomes, &many),
            Err(ReferenceClassError::Isolated { era: 2000, left: 3, needed: 4, .. })
        ));
    }

    #[test]
    fn flat_paths_have_no_shape() {
        let outcomes = Outcomes::new(&[1990, 2000], &[true, false]).unwrap();
        let paths = [vec![0.0, 1.0], vec![2.0, 2.0]];
        let error = leave_era_out_analogs(&paths, &outcomes, &AnalogDesign::default()).unwrap_err();
        assert_eq!(error, ReferenceClassError::Still { index: 1 });
    }
}
