//! `--preset`, and what every preset says of a fit.

use std::collections::BTreeMap;
use std::str::FromStr;

use utakata::lppls::filter::{FilterResult, Preset, Shape, Source};
use utakata::lppls::{Fit, Solution};

use crate::text::name_of;

/// A preset by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PresetChoice(pub(super) Preset);

impl FromStr for PresetChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Preset::ALL.into_iter().find(|preset| preset.name() == text);
        found.map(Self).ok_or_else(|| format!("give one of {}", Preset::ALL.map(Preset::name).join(", ")))
    }
}

/// The result of every preset, by name.
pub(super) type Filters = BTreeMap<&'static str, FilterResult>;

/// Applies every preset.
pub(super) fn filters(found: &Fit, relative_error: f64) -> Filters {
    let shape = Shape::of(found.best(), found.span);
    Preset::ALL
        .into_iter()
        .map(|preset| (preset.name(), preset.filter().apply(&shape, relative_error)))
        .collect()
}

/// What the presets say, in words.
pub(super) fn said(
    filters: &Filters,
    chosen: Option<Preset>,
    best: &Solution,
) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(preset) = chosen {
        facts.push(("preset", one(preset, filters, best)));
    }
    let passed: Vec<&str> =
        filters.iter().filter(|(_, result)| result.passes).map(|(name, _)| *name).collect();
    let passed = if passed.is_empty() { "none".to_owned() } else { passed.join(", ") };
    facts.push(("filters passed", passed));
    facts
}

fn one(preset: Preset, filters: &Filters, best: &Solution) -> String {
    let Some(result) = filters.get(preset.name()) else { return String::new() };
    let kind = if best.b < 0.0 { "positive" } else { "negative" };
    let mut text = if result.passes {
        format!("{}: counts as a {kind} bubble", preset.name())
    } else {
        let failed: Vec<String> = result.failed.iter().map(name_of).collect();
        format!("{}: does not count as a bubble; fails {}", preset.name(), failed.join(", "))
    };
    if !result.not_applied.is_empty() {
        let tests: Vec<String> = result.not_applied.iter().map(name_of).collect();
        text.push_str("; not applied: ");
        text.push_str(&tests.join(", "));
    }
    text.push_str(secondary(preset));
    text
}

/// A caution where the paper itself could not be read.
pub(super) fn secondary(preset: Preset) -> &'static str {
    match preset.source() {
        Source::Read => "",
        Source::Secondary => "; its numbers are from a secondary source",
    }
}
