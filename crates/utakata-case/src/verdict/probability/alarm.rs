//! The reference-class alarm on the boom of a basket: a statement of layer A beside the registered one.

use utakata::boom::{Episode, Rule};
use utakata::reference_class::{AlarmRates, BacktestDesign, ConformalAlarm, Outcomes};
use utakata::{Phrase, Series, Statement};

use crate::library::{Library, LibraryError};

/// Level of the alarm: its bet pays 20.
const LEVEL: f64 = 0.05;

/// Whether the boom has been more restless than those of its rule that went on; all assets, since that is the alarm whose
/// rates have been measured. `None` for booms that did not double in two years, and where no score is known.
///
/// # Errors
/// [`LibraryError`] when the library is damaged.
pub(super) fn statement(
    library: &Library,
    boom: &Episode,
    index: &Series,
) -> Result<Option<Statement>, LibraryError> {
    if boom.rule != Rule::TwoYearDouble {
        return Ok(None);
    }
    let Some(score) = boom.volatility_so_far(index) else { return Ok(None) };
    let booms = library.booms(boom.rule, None);
    let Some(watched) = &booms.watched else { return Ok(None) };
    let design = BacktestDesign::new(1).alarms;
    let eras = booms.eras();
    // Of a boom that went on, the score of the whole window.
    let references: Vec<f64> = (0..eras.len())
        .filter(|&i| !booms.burst[i] && eras[i].abs_diff(i32::from(boom.era)) > design.gap)
        .filter_map(|i| watched.values[i])
        .collect();
    let Some(rates) = watched.rates(&Outcomes::new(&eras, &booms.burst)?, &design)? else { return Ok(None) };
    let alarm = ConformalAlarm::new(&references, LEVEL)?;
    let mut statement = alarm.statement(score)?;
    statement.guarantee.text = guarantee(references.len(), rates.booms, &rates.alarms);
    statement.notes.extend([compared_with(boom, &alarm, design.gap), bet()]);
    Ok(Some(Statement {
        method: "boom-alarm".to_owned(),
        statistic_name: "running maximum of second-half volatility".to_owned(),
        ..statement
    }))
}

/// The promise, with what was measured beside it.
fn guarantee(references: usize, booms: usize, rates: &[AlarmRates]) -> Phrase {
    let list = |one: &dyn Fn(&AlarmRates) -> String| rates.iter().map(one).collect::<Vec<_>>().join(" / ");
    Phrase::fill(
        "boom-alarm-guarantee",
        "if the boom is exchangeable with the {n} reference booms that went on, the chance that the alarm ever sounds is \
         at most its level, however often one looks. Levels {nominal} %; measured with eras left out on {booms} booms, it \
         sounded in {measured} % of the {healthy} that went on, and before the fall in {power} % of those that burst",
        [
            ("n", references.to_string()),
            ("nominal", list(&|r| format!("{:.0}", 100.0 * r.alpha))),
            ("booms", booms.to_string()),
            ("measured", list(&|r| format!("{:.1}", 100.0 * r.false_alarm_rate))),
            ("healthy", rates.first().map_or(0, |r| r.non_bursting).to_string()),
            ("power", list(&|r| format!("{:.1}", 100.0 * r.power))),
        ],
    )
}

fn compared_with(boom: &Episode, alarm: &ConformalAlarm, gap: u32) -> Phrase {
    Phrase::fill(
        "boom-alarm-references",
        "the boom from {start} to {end} is compared with the {n} booms of all assets that doubled in two years, did not \
         fall 40 %, and began more than {gap} calendar years before or after; the smallest possible p is {smallest}",
        [
            ("start", boom.start.to_string()),
            ("end", boom.end.to_string()),
            ("n", alarm.references().to_string()),
            ("gap", gap.to_string()),
            ("smallest", format!("{:.4}", alarm.smallest_p())),
        ],
    )
}

fn bet() -> Phrase {
    Phrase::fill(
        "boom-alarm-bet",
        "the e-value is {pays} once p is at most {percent} %, and 0 before: the expectation of its largest value over all \
         looks is at most one. The stream registered another null; this statement changes neither its e-value nor where \
         it stands",
        [("pays", format!("{:.0}", 1.0 / LEVEL)), ("percent", format!("{:.0}", 100.0 * LEVEL))],
    )
}
