//! The simulation kernel.

use super::process::Process;
use super::{Null, NullDistribution, NullError};
use crate::Execution;
use crate::explosive::{Layout, signed_root};
use crate::moments::{Columns, EndResult, Goal, Lengths, sweep};
use crate::random::{Normal, Stream, derive_seed};

/// Replications drawn by one unit of work.
const CHUNK: usize = 8;
/// Fewest replications that have a 5 % critical value.
pub(crate) const LEAST_REPLICATIONS: usize = 19;
/// Most bytes of simulated sequences held in memory.
pub(crate) const MOST_BYTES: usize = 4 << 30;

/// How much to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Simulation {
    /// Number of replications.
    pub replications: usize,
    /// Seed; replication `r` uses stream `r` of a seed derived from it and the method's name.
    pub seed: u64,
    /// Whether to keep the simulated sequences (16 bytes per replication and date), from which all boundaries but
    /// the constant one are made.
    pub keep_sequences: bool,
}

impl Simulation {
    /// `replications` from `seed`, sequences kept.
    pub fn new(replications: usize, seed: u64) -> Self {
        Self { replications, seed, keep_sequences: true }
    }

    /// The replications, when there are enough of them and their sequences over `dates` dates fit into memory.
    pub(crate) fn check(&self, dates: usize) -> Result<usize, NullError> {
        let replications = self.replications;
        let most = if self.keep_sequences { MOST_BYTES / (16 * dates) } else { 10_000_000 };
        if (LEAST_REPLICATIONS..=most).contains(&replications) {
            Ok(replications)
        } else {
            Err(NullError::Replications { replications, least: LEAST_REPLICATIONS, most })
        }
    }
}

/// One replication.
#[derive(Debug)]
pub(crate) struct Draw {
    pub(super) adf: f64,
    pub(super) sadf: f64,
    pub(crate) gsadf: f64,
    /// BSADF by date; empty when sequences are not kept.
    pub(super) bsadf: Vec<f64>,
    /// Largest BADF up to each date; empty when sequences are not kept.
    pub(super) running: Vec<f64>,
}

impl Draw {
    /// Gathers what `sweep` finds at each of `dates` ends.
    pub(crate) fn gather(
        dates: usize,
        keep: bool,
        sweep: impl FnOnce(Goal, &mut dyn FnMut(usize, EndResult)),
    ) -> Self {
        let kept = if keep { dates } else { 0 };
        let mut draw = Self {
            adf: f64::NEG_INFINITY,
            sadf: f64::NEG_INFINITY,
            gsadf: f64::NEG_INFINITY,
            bsadf: Vec::with_capacity(kept),
            running: Vec::with_capacity(kept),
        };
        let goal = if keep { Goal::Statistics } else { Goal::Suprema };
        sweep(goal, &mut |_, end| {
            draw.adf = end.first;
            draw.sadf = draw.sadf.max(end.first);
            draw.gsadf = draw.gsadf.max(end.best);
            if keep {
                draw.bsadf.push(signed_root(end.best));
                draw.running.push(signed_root(draw.sadf));
            }
        });
        draw.adf = signed_root(draw.adf);
        draw.sadf = signed_root(draw.sadf);
        draw.gsadf = signed_root(draw.gsadf);
        draw
    }
}

/// Simulates `null` for statistics of layout `layout`. The result does not depend on `execution`.
///
/// # Errors
/// [`NullError::Replications`], [`NullError::Control`], [`NullError::Explosive`] when the data cannot be bootstrapped,
/// [`NullError::Cancelled`].
pub fn simulate(
    null: &Null<'_>,
    layout: &Layout,
    simulation: &Simulation,
    execution: &Execution<'_>,
) -> Result<NullDistribution, NullError> {
    let (process, simulated) = Process::prepare(null, layout)?;
    let replications = simulation.check(simulated.dates())?;
    let normal = Normal::new();
    let lengths = Lengths::new(simulated.observations() - 1 - simulated.lag(), simulated.lag());
    let seed = derive_seed(simulation.seed, null.method().name());
    let chunks = execution.map(replications.div_ceil(CHUNK), |chunk| {
        let mut levels = vec![0.0; simulated.observations()];
        let mut columns: Option<Columns> = None;
        (chunk * CHUNK..((chunk + 1) * CHUNK).min(replications))
            .map(|replication| {
                process.draw(&normal, &mut Stream::new(seed, replication as u64), &mut levels);
                let columns = columns.get_or_insert_with(|| Columns::new(&levels, simulated.lag()));
                columns.refill(&levels);
                statistics(columns, &simulated, &lengths, simulation.keep_sequences)
            })
            .collect::<Vec<Draw>>()
    })?;
    let draws: Vec<Draw> = chunks.into_iter().flatten().collect();
    NullDistribution::from_draws(null.method(), *layout, simulated, *simulation, draws)
}

fn statistics(columns: &Columns, layout: &Layout, lengths: &Lengths, keep: bool) -> Draw {
    Draw::gather(layout.dates(), keep, |goal, each| sweep(goal, columns, layout.window(), lengths, each))
}
