//! What is printed of a replay.

use jiff::civil::Date;
use serde::Serialize;
use utakata::boom::Rule;
use utakata::replay::{
    Alert, Label, Lead, Method, ReplayOptions, Replayed, Summary, SummaryDesign, Watched, judged,
};

use super::super::SCHEMA;
use super::named::{self, Named};

/// The JSON on a replay.
#[derive(Debug, Serialize)]
pub(in crate::backtest) struct Answer<'a> {
    schema: u32,
    simulated: bool,
    pub(super) prices: String,
    pub(super) rule: Rule,
    pub(super) assets: usize,
    options: ReplayOptions,
    design: SummaryDesign<'a>,
    pub(super) summary: Summary,
    pub(super) named: Vec<Named>,
    pub(super) booms: Vec<Boom>,
}

/// One boom.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Boom {
    pub(super) asset: String,
    pub(super) group: String,
    /// Day of entry.
    pub(super) start: Date,
    /// Whether it burst; absent while its two years are not over.
    pub(super) burst: Option<bool>,
    /// Whether it is among those counted.
    pub(super) counted: bool,
    /// Looks known at the entry.
    pub(super) known: usize,
    /// Day of the peak.
    pub(super) peak: Date,
    /// Day of the fall of 40 %.
    pub(super) burst_date: Option<Date>,
    /// Deepest fall from the running peak within the two years, a fraction.
    pub(super) deepest: f64,
    /// p-value of the alarm at entry.
    pub(super) entry_p: Option<f64>,
    /// Last p-value of the watched alarm that counts.
    pub(super) watched_p: Option<f64>,
    /// The same with only the booms that were over at the entry.
    pub(super) as_of_p: Option<f64>,
    /// How many of those went on.
    pub(super) as_of_references: Option<usize>,
    /// Alerts that sounded.
    pub(super) alerts: Vec<Sounding>,
    /// Changes of what each method said.
    pub(super) changes: Vec<Changes>,
    /// The looks, for the pages.
    #[serde(skip_serializing)]
    pub(super) replayed: Replayed,
}

/// An alert that sounded.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sounding {
    pub(super) alert: String,
    pub(super) date: Date,
    /// How far the price stood below its highest look since the entry.
    pub(super) drawdown: f64,
    /// What was ahead, where it sounded before the fall of 40 %.
    pub(super) lead: Option<Lead>,
}

/// What a method said, and from when on.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Changes {
    pub(super) method: Method,
    pub(super) labels: Vec<(Date, Label)>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(
        prices: String,
        rule: Rule,
        assets: usize,
        options: ReplayOptions,
        design: SummaryDesign<'a>,
        summary: Summary,
        replayed: Vec<Replayed>,
    ) -> Self {
        let mut counted = 0;
        let mut booms = Vec::with_capacity(replayed.len());
        for boom in replayed {
            // The alarm speaks of counted booms alone, in their order.
            let at = judged(&boom).then_some(counted);
            counted += usize::from(at.is_some());
            booms.push(Boom::new(boom, at, &summary));
        }
        let named = named::all(&booms);
        Self {
            schema: SCHEMA,
            simulated: false,
            prices,
            rule,
            assets,
            options,
            design,
            summary,
            named,
            booms,
        }
    }
}

impl Boom {
    fn new(replayed: Replayed, at: Option<usize>, summary: &Summary) -> Self {
        let watch = summary.watch.as_ref().zip(at);
        let as_of: Option<&Watched> = watch.map(|(watch, at)| &watch.watched_as_of[at]);
        let alerts = Alert::ALL.iter().filter_map(|alert| {
            let sounded = alert.first(&replayed)?;
            let date = replayed.looks[sounded.look].date;
            Some(Sounding { alert: alert.name(), date, drawdown: sounded.drawdown, lead: sounded.lead })
        });
        let changes = Method::ALL.iter().map(|&method| {
            let on = |(look, label): (usize, Label)| (replayed.looks[look].date, label);
            Changes { method, labels: replayed.changes(method).into_iter().map(on).collect() }
        });
        let episode = &replayed.episode;
        Self {
            asset: episode.asset.clone(),
            group: episode.group.clone(),
            start: episode.start,
            burst: episode.outcome(),
            counted: at.is_some(),
            known: replayed.known,
            peak: replayed.peak,
            burst_date: replayed.burst,
            deepest: episode.deepest,
            entry_p: watch.map(|(watch, at)| watch.at_entry[at]),
            watched_p: watch.and_then(|(watch, at)| watch.watched[at].p_value),
            as_of_p: as_of.and_then(|watched| watched.p_value),
            as_of_references: as_of.map(|watched| watched.references),
            alerts: alerts.collect(),
            changes: changes.collect(),
            replayed,
        }
    }

    /// When an alert sounded.
    pub(super) fn sounding(&self, alert: &str) -> Option<&Sounding> {
        self.alerts.iter().find(|sounding| sounding.alert == alert)
    }

    /// What a method said, in words.
    pub(super) fn said(&self, method: Method) -> String {
        let changes = self.changes.iter().find(|changes| changes.method == method);
        let labels = changes.map_or(&[][..], |changes| &changes.labels);
        let words: Vec<String> =
            labels.iter().map(|(date, label)| format!("{date} {}", label.name())).collect();
        words.join(", ")
    }
}
