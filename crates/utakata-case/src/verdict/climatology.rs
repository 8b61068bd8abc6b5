//! Layer C: the frequency of crashes among earlier booms, from their entry.
//!
//! The figures are those of the shipped library ([`crate::library`]) for the class of the first basket that qualifies. A
//! case none of whose baskets does gets those of indices that doubled in two years for scale, and the finding says so.

use utakata::reference_class::EraBootstrap;
use utakata::{Phrase, proportion};

use super::InquiryError;
use super::probability::Class;
use crate::findings::{Climatology, FirstPassage};
use crate::library::{Library, LibraryError};

/// Start years resampled, always alike, so that a verdict can be made again.
pub(super) const BOOTSTRAP: EraBootstrap = EraBootstrap { replications: 9999, seed: 1, level: 0.95 };

/// The climatology of `class`, or of [`Class::FOR_SCALE`] without one or where its booms are of fewer than two start years.
///
/// # Errors
/// [`InquiryError::Library`] when the embedded library is damaged, [`InquiryError::Proportion`] when its counts are.
pub(super) fn climatology(library: &Library, class: Option<Class>) -> Result<Climatology, InquiryError> {
    let summary = |class: Class| library.summary(class.rule, class.reference.group(), &BOOTSTRAP);
    let own = class.map(|class| Ok::<_, LibraryError>((class, summary(class)?))).transpose()?;
    let own = own.filter(|(_, summary)| summary.era.is_some());
    let applies = own.is_some();
    let (class, summary) = match own {
        Some(own) => own,
        None => (Class::FOR_SCALE, summary(Class::FOR_SCALE)?),
    };
    let era = summary.era.ok_or(LibraryError::Empty { group: class.reference.name() })?;
    let independent = proportion::wilson(era.estimate, summary.booms as f64, BOOTSTRAP.level)?;
    let percent = |share: Option<f64>| format!("{:.0}", 100.0 * share.unwrap_or_default());
    let args = [
        ("booms", summary.booms.to_string()),
        ("crashes", summary.crashes.to_string()),
        ("percent", percent(summary.frequency)),
        ("low", percent(era.interval.low)),
        ("high", percent(era.interval.high)),
    ];
    let text = if applies {
        Phrase::fill(
            "climatology-applies",
            "Of {booms} earlier {class}, {crashes} ({percent} %) fell 40 % within two more years; with whole eras \
             resampled the frequency lies between {low} and {high} %. This is climatology from entry, not a model of this \
             case; the assets are those that exist today.",
            args,
        )
    } else {
        Phrase::fill(
            "climatology-does-not-apply",
            "Of {booms} earlier {class}, {crashes} ({percent} %) fell 40 % within two more years (eras resampled: {low} to \
             {high} %). No basket of this case with prices at hand is such a run-up, so this frequency does not apply to \
             it; it is printed for scale.",
            args,
        )
    };
    Ok(Climatology {
        event: Phrase::new(
            "climatology-event",
            "a fall of 40 % or more from the running peak within 504 trading days",
        ),
        rule: class.rule.name().to_owned(),
        reference: class.reference.name().to_owned(),
        booms: summary.booms,
        crashes: summary.crashes,
        frequency: era.estimate,
        interval: era.interval,
        independent_interval: independent,
        first_passage: summary
            .first_passage
            .iter()
            .map(|row| FirstPassage {
                drawdown: row.drawdown,
                booms: row.reached,
                crash_frequency: row.probability.estimate,
                interval: row.probability.interval,
                false_alarm_share: row.false_alarm_share,
            })
            .collect(),
        applies,
        text: class.said(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_gives_the_figures_of_its_page() {
        let c = climatology(&Library::shipped().unwrap(), None).unwrap();
        assert!(!c.applies);
        // docs/library.md: 20 of 50, start years resampled 22.6 to 61.7 %, Wilson 27.6 to 53.8 %.
        assert_eq!((c.crashes, c.booms), (20, 50));
        let tenths = |share: Option<f64>| (share.unwrap() * 1000.0).round() / 10.0;
        assert_eq!([tenths(c.interval.low), tenths(c.interval.high)], [22.6, 61.7]);
        let independent = c.independent_interval;
        assert_eq!([tenths(independent.low), tenths(independent.high)], [27.6, 53.8]);
        assert_eq!(c.first_passage.len(), 6);
        assert!(c.first_passage.windows(2).all(|w| w[0].crash_frequency <= w[1].crash_frequency));
    }
}
