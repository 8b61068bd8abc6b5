//! The grid of nulls and bubbles.

use crate::dgp::{Arima, Garch, Process, RandomWalk, StochasticVolatility, StudentWalk, VarianceBreak};
use crate::random::{Normal, Stream};

/// One data-generating process of the grid.
pub struct Cell {
    /// Stable name.
    pub name: String,
    /// When the bubble grows; `None` for a null.
    pub bubble: Option<Span>,
    process: Box<dyn Process + Send + Sync>,
}

impl std::fmt::Debug for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cell").field("name", &self.name).field("bubble", &self.bubble).finish_non_exhaustive()
    }
}

/// Observations (from 0) of explosive growth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first that grows.
    pub first: usize,
    /// The last that grows: the peak of the regime.
    pub peak: usize,
}

impl Cell {
    /// A cell of one's own.
    pub fn new(
        name: impl Into<String>,
        bubble: Option<Span>,
        process: impl Process + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.into(), bubble, process: Box::new(process) }
    }
}

impl Process for Cell {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        self.process.path(observations, normal, stream)
    }
}

/// What happens after the peak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum After {
    /// The next value is the one before the bubble (plus a step), then a random walk.
    Reset,
    /// The distance to the value before the bubble shrinks by this factor per observation.
    Decay(f64),
    /// Falls by this share per observation for 15 observations, then a random walk.
    Slide(f64),
    /// A random walk: growth merely stops.
    Stop,
}

/// A process with steps `ε` that follows `y_t = ρ·y_{t−1} + ε_t` from 100 while it grows.
#[derive(Debug)]
pub struct Grown<P> {
    /// Where the steps come from: the differences of its path.
    pub steps: P,
    /// `ρ`.
    pub root: f64,
    /// When it grows.
    pub span: Span,
    /// What comes then.
    pub after: After,
}

impl<P: Process> Process for Grown<P> {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        const SLIDE: usize = 15;
        let mut path = self.steps.path(observations, normal, stream);
        let mut before = path[0];
        path[0] = 100.0;
        let Span { first, peak } = self.span;
        for t in 1..observations {
            let step = path[t] - before;
            before = path[t];
            let last = path[t - 1];
            path[t] = step
                + match self.after {
                    _ if t < first => last,
                    _ if t <= peak => self.root * last,
                    After::Reset if t == peak + 1 => path[first - 1],
                    After::Decay(factor) => path[first - 1] + factor * (last - path[first - 1]),
                    After::Slide(share) if t <= peak + SLIDE => (1.0 - share) * last,
                    After::Reset | After::Slide(_) | After::Stop => last,
                };
        }
        path
    }
}

/// Length of every bubble of the grid.
const LENGTH: usize = 40;

/// The nulls of the grid. Volatility breaks come at the end of the training, where they hurt most.
pub fn nulls() -> Vec<Cell> {
    let quiet = VarianceBreak { ratio: 1.0 / 9.0, ..VarianceBreak::default() };
    let late = VarianceBreak { at: 0.75, ..VarianceBreak::default() };
    vec![
        Cell::new("iid", None, RandomWalk::default()),
        Cell::new("garch", None, Garch::default()),
        Cell::new("stochastic-volatility", None, StochasticVolatility::default()),
        Cell::new("student-3", None, StudentWalk::default()),
        Cell::new("variance-up", None, VarianceBreak::default()),
        Cell::new("variance-up-late", None, late),
        Cell::new("variance-down", None, quiet),
        Cell::new("ar-0.3", None, Arima { autoregressive: 0.3, moving_average: 0.0 }),
        Cell::new("ma-0.5", None, Arima { autoregressive: 0.0, moving_average: 0.5 }),
        Cell::new("drift-0.1", None, RandomWalk { drift: 0.1, ..RandomWalk::default() }),
    ]
}

/// The bubbles of the grid, 40 observations long: from the first observation after the training at 240 observations,
/// later in longer samples.
pub fn bubbles(observations: usize) -> Vec<Cell> {
    let first = observations / 2 + observations.saturating_sub(240) / 6;
    let span = Span { first, peak: first + LENGTH - 1 };
    let ends = [
        ("reset", After::Reset),
        ("decay", After::Decay(0.9)),
        ("slide", After::Slide(0.03)),
        ("stop", After::Stop),
    ];
    let mut cells = Vec::new();
    for root in [1.01, 1.02, 1.04] {
        for (end, after) in ends {
            let process = Grown { steps: RandomWalk::default(), root, span, after };
            cells.push(Cell::new(format!("rho-{root}-{end}"), Some(span), process));
        }
    }
    for (end, after) in [("slide", After::Slide(0.03)), ("stop", After::Stop)] {
        let root = 1.04;
        let mut add = |regime: &str, process: Box<dyn Process + Send + Sync>| {
            let name = format!("rho-1.04-{end}-{regime}");
            cells.push(Cell { name, bubble: Some(span), process });
        };
        add("garch", Box::new(Grown { steps: Garch::default(), root, span, after }));
        add(
            "stochastic-volatility",
            Box::new(Grown { steps: StochasticVolatility::default(), root, span, after }),
        );
        add("student-3", Box::new(Grown { steps: StudentWalk::default(), root, span, after }));
        // The variance rises ninefold in the middle of the growth.
        let at = (first + LENGTH / 2) as f64 / observations as f64;
        let steps = VarianceBreak { at, ..VarianceBreak::default() };
        add("variance-up", Box::new(Grown { steps, root, span, after }));
    }
    cells
}

/// Nulls, then bubbles.
pub fn grid(observations: usize) -> Vec<Cell> {
    let mut cells = nulls();
    cells.extend(bubbles(observations));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noiseless(after: After) -> Vec<f64> {
        let steps = RandomWalk { deviation: 0.0, ..RandomWalk::default() };
        let grown = Grown { steps, root: 1.1, span: Span { first: 3, peak: 5 }, after };
        grown.path(24, &Normal::new(), &mut Stream::new(1, 0))
    }

    #[test]
    fn bubbles_grow_and_end_as_they_should() {
        let peak = 100.0 * 1.1_f64.powi(3);
        for (after, next, last) in [
            (After::Reset, 100.0, 100.0),
            (After::Stop, peak, peak),
            (After::Slide(0.1), 0.9 * peak, peak * 0.9_f64.powi(15)),
            (After::Decay(0.5), 100.0 + 0.5 * (peak - 100.0), 100.0 + (peak - 100.0) * 0.5_f64.powi(18)),
        ] {
            let path = noiseless(after);
            assert_eq!(path[2], 100.0);
            assert!((path[5] - peak).abs() < 1e-9);
            assert!((path[6] - next).abs() < 1e-9, "{after:?}");
            assert!((path[23] - last).abs() < 1e-9, "{after:?}");
        }
    }

    #[test]
    fn names_are_unique_and_bubbles_fit() {
        for observations in [240, 600] {
            let cells = grid(observations);
            for (i, cell) in cells.iter().enumerate() {
                assert!(cells[..i].iter().all(|other| other.name != cell.name));
                if let Some(span) = cell.bubble {
                    assert!(span.first >= observations / 2 && span.peak + 80 <= observations);
                }
            }
        }
    }
}
