//! LPPLS confidence along a boom, for its page.

use std::fmt::Write as _;

use jiff::civil::Date;
use utakata::lppls::filter::{Direction, Preset};
use utakata::lppls::indicator::Indicator;
use utakata::lppls::indicator::null::from_table;
use utakata::{Execution, Series};

use super::answer::Boom;
use crate::failure::Failure;
use crate::text::plot;

/// The short windows, which a weekly series of four years fills.
const PRESET: Preset = Preset::LpplsPackage;
const LEVEL: f64 = 0.05;

/// The indicator and its table, once for all booms.
pub(super) struct Lppls(Indicator);

/// A look: its date, the positive confidence and the p-value against walks of the same trend.
type Look = (Date, f64, Option<f64>);

impl Lppls {
    pub(super) fn new() -> Result<Self, Failure> {
        Indicator::preset(PRESET).map(Self).map_err(Failure::runtime)
    }

    /// The section about `boom` in a series of its asset; empty where the windows are not complete.
    pub(super) fn section(
        &self,
        boom: &Boom,
        closes: &Series,
        (width, height): (usize, usize),
        execution: &Execution<'_>,
    ) -> Result<String, Failure> {
        let mut text = String::new();
        let looks = self.looks(boom, closes, execution)?;
        let shares: Vec<Option<f64>> = looks.iter().map(|look| Some(look.1)).collect();
        let Some((_, drawing)) = plot(&shares, width, height) else { return Ok(text) };
        let alarms: Vec<Date> =
            looks.iter().filter(|look| look.2.is_some_and(|p| p <= LEVEL)).map(|look| look.0).collect();
        let highest = looks.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let _ = write!(
            text,
            "\n## LPPLS confidence\n\nShare of the windows of 120 to 35 observations whose fit counts as a bubble \
             (`{}`), {} looks.\n\n```text\n{drawing}```\n\n",
            PRESET.name(),
            looks.len()
        );
        if let Some((date, share, p)) = highest {
            let p = p.map_or_else(|| "unknown".to_owned(), |p| format!("{p:.3}"));
            let _ = writeln!(
                text,
                "- Highest {share:.2} on {date}, p = {p} against random walks of the same trend."
            );
        }
        let said = alarms.first().map_or_else(
            || "Never significant at 5 %, look by look.".to_owned(),
            |first| format!("Significant at 5 % on {} looks, first on {first}.", alarms.len()),
        );
        let _ = writeln!(text, "- {said} So many looks are not one test: some are significant by chance.");
        Ok(text)
    }

    fn looks(&self, boom: &Boom, closes: &Series, execution: &Execution<'_>) -> Result<Vec<Look>, Failure> {
        let logs = closes.log().map_err(Failure::runtime)?;
        let (dates, values) = (logs.dates(), logs.values());
        let last = boom.replayed.looks.last().map(|look| look.date);
        let within = |date: Date| date >= boom.start && last.is_some_and(|last| date <= last);
        let ends: Vec<usize> =
            (self.0.longest() - 1..dates.len()).filter(|&end| within(dates[end])).collect();
        if ends.is_empty() {
            return Ok(Vec::new());
        }
        let confidence = self.0.confidence(values, &ends, execution).map_err(Failure::runtime)?;
        let look = |c: &utakata::lppls::indicator::Confidence| {
            let share = c.share(Direction::Positive);
            let window = &values[c.end + 1 - self.0.longest()..=c.end];
            let p = from_table(PRESET, window, Direction::Positive, share).ok().flatten();
            (dates[c.end], share, p.map(|p| p.p_value))
        };
        Ok(confidence.iter().map(look).collect())
    }
}
