//! The likelihood when the residuals are an AR(1) whose autocorrelation is not known: exact, Gaussian, all parameters but the
//! critical time at their best.

mod climb;
mod columns;
mod factor;
mod regression;
mod table;

use super::super::cost::Point;
use super::super::newton::Bounds;
use super::super::window::Window;
pub(super) use climb::Likelihood;
use climb::{Summit, climb, highest};
use columns::{Basis, Column, Path, dot, weighted};
pub(super) use regression::Regression;
use table::Table;

use crate::random::{Normal, Stream};

/// The model over one window and box, for any path of prices.
#[derive(Debug, Clone)]
pub(super) struct Model {
    table: Table,
    bounds: Bounds,
}

/// A path to be fitted.
#[derive(Debug, Clone)]
pub(super) struct Observed(Path);

impl Observed {
    /// Values newest first.
    pub(super) fn of(values: &[f64]) -> Self {
        Self(Path::of(values))
    }
}

/// The summit of the whole box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    /// Logarithm of the time to the critical time.
    pub time: f64,
    pub log_likelihood: f64,
    pub phi: f64,
}

/// The summit with the critical time held, and the one of the whole box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    here: Summit,
    best: Summit,
    /// Autocorrelation of the greatest restricted likelihood, the critical time held.
    pub phi: f64,
}

impl Held {
    /// Twice the logarithm of the ratio of the likelihoods.
    pub(super) fn ratio(&self) -> f64 {
        2.0 * (self.best.log_likelihood - self.here.log_likelihood)
    }

    pub(super) fn log_likelihood(&self) -> f64 {
        self.here.log_likelihood
    }

    pub(super) fn point(&self) -> Point {
        self.here.point
    }
}

/// Starts of the search in all parameters.
const STARTS: usize = 5;

impl Model {
    /// Critical times may be held at the `times`, logarithms of those from the last observation.
    pub(super) fn new(window: &Window, bounds: Bounds, times: &[f64], likelihood: Likelihood) -> Self {
        Self { table: Table::new(window.lags(), window.len(), &bounds, times, likelihood), bounds }
    }

    pub(super) fn observed(&self, window: &Window) -> Observed {
        Observed(Path::of(&window.values()[..self.table.observations]))
    }

    /// The logarithm of the likeliest critical time and its likelihood.
    pub(super) fn best(&self, observed: &Observed) -> Option<Best> {
        let starts = self.table.screen(&observed.0).starts(STARTS);
        let mut basis = Basis::default();
        let summits = starts.into_iter().filter_map(|start| {
            climb(&observed.0, &self.table.lags, start, &self.bounds, &mut basis, self.table.likelihood)
        });
        summits.reduce(higher).map(|summit| Best {
            time: summit.point[0],
            log_likelihood: summit.log_likelihood,
            phi: summit.phi,
        })
    }

    /// The likelihood with the critical time held at one of the times of the model; `None` where nothing can be fitted.
    pub(super) fn held(&self, observed: &Observed, time: f64) -> Option<Held> {
        let path = &observed.0;
        let at = self.table.times.iter().position(|&u| u == time)?;
        let mut basis = Basis::default();
        let lags = &self.table.lags;
        let screened = self.table.screen(path);
        let held = [[time; 2], self.bounds[1], self.bounds[2]];
        let here = screened
            .starts_at(at)
            .into_iter()
            .filter_map(|start| climb(path, lags, start, &held, &mut basis, self.table.likelihood))
            .reduce(higher)?;
        let best = screened
            .starts(STARTS)
            .into_iter()
            .chain([(here.point, here.phi)])
            .filter_map(|start| climb(path, lags, start, &self.bounds, &mut basis, self.table.likelihood))
            .fold(here, higher);
        Some(Held { here, best, phi: self.restricted(path, &here) })
    }

    /// A path of the model with the critical time held.
    pub(super) fn simulate(&self, held: &Held, normal: &Normal, stream: &mut Stream) -> Observed {
        let n = self.table.observations;
        let mut basis = Basis::default();
        basis.fill(&self.table.lags, n, &held.here.point);
        let deviation = (held.here.squares / n as f64).sqrt();
        let mut residual = normal.sample(stream) / (1.0 - held.phi * held.phi).sqrt();
        let values: Vec<f64> = (0..n)
            .map(|t| {
                if t > 0 {
                    residual = held.phi * residual + normal.sample(stream);
                }
                let fitted: f64 = (0..4).map(|k| held.here.weights[k] * basis.columns[k][t]).sum();
                fitted + deviation * residual
            })
            .collect();
        Observed(Path::of(&values))
    }

    /// The autocorrelation of the greatest restricted likelihood (Patterson & Thompson 1971) at a summit, with the seven
    /// regression parameters taken as linear there.
    fn restricted(&self, path: &Path, summit: &Summit) -> f64 {
        let mut basis = Basis::default();
        let n = path.observations;
        basis.fill(&self.table.lags, n, &summit.point);
        let Some(found) = columns::cost(path, &summit.point, summit.phi, &basis) else { return summit.phi };
        let columns: Vec<Column> = basis.columns.iter().chain(&found.tangents).cloned().collect();
        let all: Vec<&Column> = columns.iter().chain([&path.values]).collect();
        let size = columns.len();
        let beside: Vec<Column> = all.iter().map(|column| columns::padded_neighbours(column, n)).collect();
        let of = |a: &Column, (b, near): (&&Column, &Column)| {
            [dot(a, b), dot(a, near), a[0] * b[0] + a[n - 1] * b[n - 1]]
        };
        let sums: Vec<Vec<[f64; 3]>> =
            all.iter().map(|a| all.iter().zip(&beside).map(|pair| of(a, pair)).collect()).collect();
        let height = |phi: f64| {
            let entry = |[all, near, ends]: &[f64; 3]| weighted(phi, *all, *near, *ends);
            let gram: Vec<Vec<f64>> = sums.iter().map(|row| row.iter().map(entry).collect()).collect();
            // The last pivot of the elimination is the sum of squared residuals, the others the determinant.
            let inner = gram[..size].iter().map(|row| row[..size].to_vec()).collect();
            let determinant = super::columns::log_determinant(inner);
            let squares = (super::columns::log_determinant(gram) - determinant).exp();
            let freedom = (n - size) as f64;
            -0.5 * freedom * squares.ln() + 0.5 * (1.0 - phi * phi).ln() - 0.5 * determinant
        };
        highest(height)
    }
}

fn higher(a: Summit, b: Summit) -> Summit {
    if b.log_likelihood > a.log_likelihood { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::super::columns::Orthonormal;
    use super::columns::cost;
    use super::*;
    use crate::lppls::SearchBox;

    const N: usize = 53;

    fn window() -> Window {
        let times: Vec<f64> = (0..N).map(|t| t as f64 * 1.5 + (t % 3) as f64 * 0.25).collect();
        let logs: Vec<f64> = times
            .iter()
            .enumerate()
            .map(|(i, t)| {
                let x = 90.0 - t;
                5.0 - 0.03 * x.powf(0.6) * (1.0 + 0.2 * (7.0 * x.ln()).cos()) + 0.01 * ((i * i) % 7) as f64
            })
            .collect();
        Window::new(&times, &logs).unwrap()
    }

    /// The definition: values and columns times the Cholesky factor of the inverse covariance, least squares by
    /// Gram–Schmidt.
    fn slow(window: &Window, point: &Point, phi: f64) -> f64 {
        let white = |v: &[f64]| -> Vec<f64> {
            let first = (1.0 - phi * phi).sqrt() * v[0];
            std::iter::once(first).chain(v.windows(2).map(|p| p[1] - phi * p[0])).collect()
        };
        let x: Vec<f64> = window.lags()[..N].iter().map(|lag| point[0].exp() + lag).collect();
        let [_, m, w] = *point;
        let columns = [
            vec![1.0; N],
            x.iter().map(|x| x.powf(m)).collect(),
            x.iter().map(|x| x.powf(m) * (w * x.ln()).cos()).collect(),
            x.iter().map(|x| x.powf(m) * (w * x.ln()).sin()).collect(),
        ];
        let basis = Orthonormal::of(&columns.map(|column| white(&column))).unwrap();
        let mut left = white(&window.values()[..N]);
        basis.remove_from(&mut left);
        left.iter().map(|v| v * v).sum()
    }

    #[test]
    fn the_cost_is_that_of_the_definition_and_its_derivatives_are_differences_of_it() {
        let window = window();
        let path = Path::of(&window.values()[..N]);
        let mut basis = Basis::default();
        for (point, phi) in [
            ([1.0, 0.5, 8.0], 0.0),
            ([3.0, 0.9, 6.0], 0.9),
            ([0.5, 0.2, 13.0], -0.4),
            ([2.0, 0.3, 3.0], 0.99),
        ] {
            let mut at = |point: &Point| {
                basis.fill(window.lags(), N, point);
                cost(&path, point, phi, &basis).unwrap().cost
            };
            let found = at(&point);
            let exact = slow(&window, &point, phi);
            assert!((found.value / exact - 1.0).abs() < 1e-9, "{} {exact}", found.value);
            for j in 0..3 {
                const STEP: f64 = 1e-5;
                let mut shifted = |by: f64| {
                    let mut moved = point;
                    moved[j] += by;
                    at(&moved)
                };
                let (above, below) = (shifted(STEP), shifted(-STEP));
                let slope = (above.value - below.value) / (2.0 * STEP);
                assert!(
                    (slope - found.gradient[j]).abs() < 1e-5 * found.value.max(slope.abs()),
                    "{j} {slope}"
                );
                for k in 0..3 {
                    let second = (above.gradient[k] - below.gradient[k]) / (2.0 * STEP);
                    let gap = (second - found.hessian[j][k]).abs();
                    assert!(gap < 1e-4 * found.value.max(second.abs()), "{j} {k}: {second} {found:?}");
                }
            }
        }
    }

    #[test]
    fn a_summit_is_above_a_grid_and_of_the_likelihood_stated() {
        let window = window();
        let bounds = SearchBox::NARROW.bounds(window.span());
        let observed = Observed(Path::of(&window.values()[..N]));
        let time = 10.0_f64.ln();
        for likelihood in [Likelihood::Levels, Likelihood::Differences] {
            let model = Model::new(&window, bounds, &[time], likelihood);
            let held = model.held(&observed, time).unwrap();
            let height = |point: &Point, phi: f64| likelihood.log(N, slow(&window, point, phi), phi);
            assert!((height(&held.here.point, held.here.phi) - held.log_likelihood()).abs() < 1e-6);
            for m in 0..5 {
                for w in 0..29 {
                    for phi in [0.0, 0.3, 0.6, 0.9] {
                        let point = [time, 0.1 + 0.2 * f64::from(m), 6.0 + 0.25 * f64::from(w)];
                        assert!(height(&point, phi) <= held.log_likelihood() + 1e-6, "{point:?} {phi}");
                    }
                }
            }
            assert!(held.ratio() >= 0.0);
            assert!(model.best(&observed).unwrap().log_likelihood >= held.log_likelihood() - 1e-4);
        }
    }

    #[test]
    fn the_likelihood_of_differences_is_that_of_levels_with_the_constant_integrated_out() {
        // ½ ln(1 − φ²) − ½ ln(1'W1), and zero at the random walk.
        for phi in [-0.3, 0.0, 0.5, 0.95] {
            let ones = weighted(phi, 20.0, 38.0, 2.0);
            let expected = 0.5 * (1.0 - phi * phi).ln() - 0.5 * ones.ln();
            assert!((Likelihood::Differences.log(20, 19.0, phi) - expected).abs() < 1e-12);
        }
        assert!(Likelihood::Differences.log(20, 19.0, 1.0).abs() < 1e-15);
    }

    #[test]
    fn persistence_is_less_biased_by_the_restricted_likelihood() {
        let window = window();
        let bounds = SearchBox::NARROW.bounds(window.span());
        let time = 10.0_f64.ln();
        let model = Model::new(&window, bounds, &[time], Likelihood::Levels);
        let mut held = model.held(&Observed(Path::of(&window.values()[..N])), time).unwrap();
        held.phi = 0.7;
        let (mut plain, mut restricted) = (0.0, 0.0);
        for path in 0..60 {
            let simulated = model.simulate(&held, &Normal::new(), &mut Stream::new(3, path));
            let found = model.held(&simulated, time).unwrap();
            plain += found.here.phi / 60.0;
            restricted += found.phi / 60.0;
        }
        assert!(
            plain < restricted && restricted < 0.75 && (0.7 - restricted) < 0.5 * (0.7 - plain),
            "{plain} {restricted}"
        );
    }
}
