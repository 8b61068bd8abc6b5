//! Two consecutive layers: did explosiveness pass on, and did it move on after the first one's peak?

use serde::Serialize;
use utakata::{
    Execution, Phrase, Series, Statement,
    basket::Panel,
    contagion::{Bandwidth, ContagionDelay, ContagionOptions, contagion},
    migration::{MigrationEnd, MigrationNull, migration},
    null::NullError,
    random::Multiplier,
    sample::SampleError,
};

use super::{ChainOptions, LayerError, LayerPrices};

/// Fewest common days: the shortest samples for which the size of the contagion bands was measured.
pub const LEAST_COMMON: usize = 60;
/// Largest lead of the earlier layer, in days.
const MOST_DELAY: usize = 5;
/// Bandwidth that the page of the contagion module recommends.
const BANDWIDTH: f64 = 0.3;
/// Level of the contagion bands.
const LEVEL: f64 = 0.95;

/// What the engine says of one layer and the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Identifiers, the layer foretold to fall first before the other.
    pub layers: [String; 2],
    /// Days on which both indices stand.
    pub common: usize,
    /// Contagion (Greenaway-McGrevy and Phillips 2016) and migration (Phillips and Yu 2011), where they can be asked.
    pub statements: Vec<Statement>,
    /// Why one cannot.
    pub silent: Vec<Phrase>,
}

/// Tests on the levels of both indices, on the days they share.
pub(super) fn read(
    from: &LayerPrices,
    core: &Series,
    to: &LayerPrices,
    receiving: &Series,
    options: &ChainOptions,
    execution: &Execution<'_>,
) -> Result<Pair, LayerError> {
    let names = [&from.name, &to.name];
    let common = common_days(core, receiving)?;
    let days = common.as_ref().map_or(0, Panel::len);
    let mut pair =
        Pair { layers: [from.id.clone(), to.id.clone()], common: days, statements: vec![], silent: vec![] };
    let Some(panel) = common.filter(|panel| panel.len() >= LEAST_COMMON) else {
        pair.silent.push(said(
            "layers-pair-short",
            "{first} → {second}: {days} common days are too few for contagion and migration, which need {least}",
            names,
            &[("days", days.to_string()), ("least", LEAST_COMMON.to_string())],
        ));
        return Ok(pair);
    };
    let values: Vec<&[f64]> = panel.series().map(|(_, values)| values).collect();
    let (core, receiving) = (values[0], values[1]);
    for (name, asked) in [
        ("contagion", ask_contagion(core, receiving, options, execution)),
        ("migration", ask_migration(core, receiving, options, execution)),
    ] {
        match asked {
            Ok(mut statement) => {
                statement.notes.insert(0, said("layers-pair", "{first} → {second}", names, &[]));
                pair.statements.push(statement);
            }
            Err(SampleError::Null(NullError::Cancelled(cancelled))) => return Err(cancelled.into()),
            Err(SampleError::Null(error)) => return Err(error.into()),
            Err(_) if name == "migration" => pair.silent.push(said(
                "layers-pair-no-migration",
                "{first} → {second}: migration cannot be asked, because the first is still too near its own peak",
                names,
                &[],
            )),
            Err(_) => pair.silent.push(said(
                "layers-pair-no-contagion",
                "{first} → {second}: contagion cannot be asked, because a window does not move",
                names,
                &[],
            )),
        }
    }
    Ok(pair)
}

/// `None` where the two share no day.
fn common_days(core: &Series, receiving: &Series) -> Result<Option<Panel>, LayerError> {
    match Panel::on_common_dates(&[core.clone(), receiving.clone()]) {
        Ok(panel) => Ok(Some(panel)),
        Err(utakata::basket::BasketError::NoCommonDate) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn said(key: &str, template: &str, [first, second]: [&Phrase; 2], more: &[(&str, String)]) -> Phrase {
    let phrase = Phrase::new(key, template).with_texts("first", &[first]).with_texts("second", &[second]);
    more.iter().fold(phrase, |phrase, (name, value)| phrase.with(name, value.clone()))
}

fn ask_contagion(
    core: &[f64],
    receiving: &[f64],
    options: &ChainOptions,
    execution: &Execution<'_>,
) -> Result<Statement, SampleError> {
    let settings = ContagionOptions {
        window: None,
        delay: ContagionDelay::Estimated { most: MOST_DELAY },
        bandwidth: Bandwidth::Fixed(BANDWIDTH),
    };
    let found = contagion(receiving, core, settings)?;
    let bands = found.bands(LEVEL, Multiplier::Rademacher, options.replications, options.seed, execution)?;
    Ok(found.statement(&bands))
}

fn ask_migration(
    core: &[f64],
    receiving: &[f64],
    options: &ChainOptions,
    execution: &Execution<'_>,
) -> Result<Statement, SampleError> {
    let found = migration(receiving, core, None, MigrationEnd::Last)?;
    let null = MigrationNull::bootstrap(
        &found,
        Multiplier::Rademacher,
        options.replications,
        options.seed,
        execution,
    )?;
    Ok(found.statement(&null))
}
