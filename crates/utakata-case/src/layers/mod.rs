//! The value chain: one equal-weighted index per layer, where each stands, and in which order they fell.
//!
//! The stream `predicted-order` and `utakata evidence layers` both read a [`Chain`].

mod pair;

use jiff::civil::Date;
use thiserror::Error;
use utakata::{
    Execution, Phrase, Series, SeriesError, Statement,
    basket::{self, BasketError, drawdown},
    execution::Cancelled,
    lead_lag::{LeadLag, LeadLagError, first_passage, lead_lag},
    monitor::MonitorError,
    null::NullError,
    state::{FollowOptions, Followed, State, follow},
};

pub use pair::{LEAST_COMMON, Pair};

use crate::{
    baskets::index,
    findings::LayerRow,
    folder::{Case, Layer, Null, Stream, Weighting},
};

/// A layer with the closes that are at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerPrices {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Phrase,
    /// Symbols named by the case.
    pub named: Vec<String>,
    /// Closes of those that are at hand.
    pub members: Vec<Series>,
    /// Files they come from.
    pub files: Vec<String>,
}

/// How a chain is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChainOptions {
    /// First day of the returns, the running peaks and the pairs; `None` for the first day of each index.
    pub from: Option<Date>,
    /// The fall below the running peak that is looked for, a fraction.
    pub fall: f64,
    /// Replications of the tests between layers.
    pub replications: usize,
    /// Seed of everything that is simulated.
    pub seed: u64,
}

/// The layers in the order foretold, and what their prices say.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// One row per layer.
    pub rows: Vec<LayerRow>,
    /// Index of each layer with prices from `from` on, 100 on its first day, with its place among the rows.
    pub indices: Vec<(usize, Series)>,
    /// How the first falls agree with the order; absent with prices of fewer than two layers.
    pub order: Option<LeadLag>,
    /// Each layer with prices and the next one with prices.
    pub pairs: Vec<Pair>,
    /// Files the closes come from.
    pub files: Vec<String>,
}

/// Why a chain cannot be read although its closes are there.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LayerError {
    /// The closes of a layer do not form an index.
    #[error("layer `{layer}`: {source}")]
    Index {
        /// The layer.
        layer: String,
        /// Why.
        source: SeriesError,
    },
    /// The fall, or the order.
    #[error(transparent)]
    Order(#[from] LeadLagError),
    /// Drawdowns, or common days.
    #[error(transparent)]
    Basket(#[from] BasketError),
    /// The state of a layer.
    #[error(transparent)]
    State(MonitorError),
    /// A simulated null.
    #[error(transparent)]
    Null(#[from] NullError),
    /// The work was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl LayerPrices {
    /// The closes that `case` has of `layer`.
    fn of(case: &Case, layer: &Layer) -> Self {
        let found: Vec<_> = layer.members.iter().filter_map(|symbol| case.prices(symbol)).collect();
        Self {
            id: layer.id.clone(),
            name: layer.name.phrase(),
            named: layer.members.clone(),
            members: found.iter().filter_map(|prices| prices.for_returns().cloned()).collect(),
            files: found.iter().map(|prices| prices.file.clone()).collect(),
        }
    }
}

/// The chain that a stream registers; `None` for a stream of another null.
///
/// # Errors
/// [`LayerError`] when closes that are present cannot be read, or the work is stopped.
pub fn chain_of(
    case: &Case,
    stream: &Stream,
    (replications, seed): (usize, u64),
    execution: &Execution<'_>,
) -> Result<Option<Chain>, LayerError> {
    let Null::PredictedOrder { order, fall, from, .. } = &stream.null else { return Ok(None) };
    let layer = |id: &String| case.file.layers.iter().find(|layer| layer.id == *id);
    let layers: Vec<LayerPrices> =
        order.iter().filter_map(layer).map(|layer| LayerPrices::of(case, layer)).collect();
    let options = ChainOptions { from: Some(*from), fall: fall / 100.0, replications, seed };
    chain(&layers, &options, execution).map(Some)
}

/// Reads `layers`, given in the order in which they are foretold to fall.
///
/// Each index is equal-weighted and never rebalanced, over the members whose closes are at hand. The state is read from
/// the whole index, everything else from `from` on, with equal weights set that day.
///
/// # Errors
/// [`LayerError`] when the closes of a layer form no index, the fall is no fraction, or the work is stopped.
pub fn chain(
    layers: &[LayerPrices],
    options: &ChainOptions,
    execution: &Execution<'_>,
) -> Result<Chain, LayerError> {
    let mut chain = Chain { rows: vec![], indices: vec![], order: None, pairs: vec![], files: vec![] };
    let mut passages = Vec::new();
    for (place, layer) in layers.iter().enumerate() {
        let mut row = empty_row(layer);
        if let Some((whole, window)) = indices(layer, options.from)? {
            let passage = read_window(&mut row, &window, options.fall)?;
            let followed = followed(&whole, options.seed, execution)?;
            followed.state.map_or("insufficient-data", word).clone_into(&mut row.state);
            row.since = followed.since.as_ref().map(|since| whole.dates()[since.point]);
            passages.push(passage.map(|day| i64::from((day - Date::ZERO).get_days())));
            chain.indices.push((place, window));
        }
        chain.rows.push(row);
        chain.files.extend(layer.files.iter().cloned());
    }
    chain.files.sort();
    chain.files.dedup();
    if passages.len() >= 2 {
        chain.order = Some(lead_lag(&passages)?);
    }
    for pair in chain.indices.windows(2) {
        let [(from, core), (to, receiving)] = pair else { continue };
        chain.pairs.push(pair::read(&layers[*from], core, &layers[*to], receiving, options, execution)?);
    }
    Ok(chain)
}

impl Chain {
    /// What is said of the order: the test, or that prices of too few layers are at hand.
    pub fn statement(&self) -> Option<Statement> {
        let mut statement = self.order.as_ref()?.statement();
        let absent: Vec<&Phrase> =
            self.rows.iter().filter(|row| row.members.is_empty()).map(|row| &row.name).collect();
        if !absent.is_empty() {
            statement.notes.push(
                Phrase::new("layers-absent", "without prices, so left out of the order: {layers}")
                    .with_texts("layers", &absent),
            );
        }
        Some(statement)
    }
}

fn empty_row(layer: &LayerPrices) -> LayerRow {
    let has = |symbol: &&String| layer.members.iter().any(|member| member.name() == **symbol);
    LayerRow {
        id: layer.id.clone(),
        name: layer.name.clone(),
        members: layer.named.iter().filter(has).cloned().collect(),
        missing: layer.named.iter().filter(|symbol| !has(symbol)).cloned().collect(),
        first: None,
        last: None,
        period_return: None,
        drawdown: None,
        peak: None,
        fell: None,
        fell_from: None,
        state: "insufficient-data".to_owned(),
        since: None,
    }
}

/// The index of all closes, and that of the closes from `from` on; `None` where there are none in either.
fn indices(layer: &LayerPrices, from: Option<Date>) -> Result<Option<(Series, Series)>, LayerError> {
    let index = |members: &[Series]| {
        index::index(&layer.id, members, Weighting::EqualBuyAndHold)
            .map_err(|source| LayerError::Index { layer: layer.id.clone(), source })
    };
    if layer.members.is_empty() {
        return Ok(None);
    }
    let whole = index(&layer.members)?;
    let Some(from) = from else { return Ok(Some((whole.clone(), whole))) };
    let cut: Vec<Series> =
        layer.members.iter().map(|member| member.since(from)).filter(|member| !member.is_empty()).collect();
    if cut.is_empty() {
        return Ok(None);
    }
    Ok(Some((whole, index(&cut)?)))
}

/// Fills what the window says, and gives the day of the first fall.
fn read_window(row: &mut LayerRow, window: &Series, fall: f64) -> Result<Option<Date>, LayerError> {
    let (dates, values) = (window.dates(), window.values());
    let falls: basket::Drawdown = drawdown(values)?;
    let passage = first_passage(values, fall)?;
    row.first = dates.first().copied();
    row.last = dates.last().copied();
    row.period_return = values.last().map(|last| last / values[0] - 1.0);
    row.drawdown = Some(falls.now);
    row.peak = Some(dates[falls.peak]);
    row.fell = passage.map(|passage| dates[passage.at]);
    row.fell_from = passage.map(|passage| dates[passage.peak]);
    Ok(row.fell)
}

fn followed(index: &Series, seed: u64, execution: &Execution<'_>) -> Result<Followed, LayerError> {
    follow(index.values(), &FollowOptions::default(), seed, execution).map_err(|error| match error {
        MonitorError::Cancelled(cancelled) => cancelled.into(),
        error => LayerError::State(error),
    })
}

/// The name of a state, as in the verdict.
fn word(state: State) -> &'static str {
    match state {
        State::Calm => "calm",
        State::Inflating => "inflating",
        State::Bursting => "bursting",
        State::Deflated => "deflated",
    }
}
