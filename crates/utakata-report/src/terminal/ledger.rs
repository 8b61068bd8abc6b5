//! Claims, camps, forecasts, missing data and sources.

use utakata_case::findings::Comparison;
use utakata_case::ledger::Stance;

use super::Page;
use super::paper::Ink;
use crate::number;
use crate::phrases::slug;

impl Page<'_> {
    pub(super) fn claims(&mut self) {
        if self.findings.claims.is_empty() {
            return;
        }
        self.section("claims");
        let about = self.label("claims-about");
        self.paper.paragraph(Ink::Quiet, &about);
        for claim in &self.findings.claims {
            let outcome = self.label(&format!("outcome-{}", slug(&claim.outcome)));
            self.paper.subsection(&format!("{} – {outcome} [{}]", claim.subject, claim.entry));
            self.paper.paragraph(Ink::Quiet, &claim.claim);
            let text = self.say(&claim.text);
            self.paper.paragraph(Ink::Plain, &text);
            for comparison in &claim.numbers {
                let text = self.comparison(comparison);
                self.paper.item(&text);
            }
        }
    }

    fn comparison(&self, comparison: &Comparison) -> String {
        let on = comparison.on.map_or_else(String::new, |date| format!(" ({date})"));
        let sides = self.words.label_with(
            "comparison",
            &[
                ("claimed", &number::range(comparison.claimed_low, comparison.claimed_high)),
                ("found", &number::plain(comparison.found)),
            ],
        );
        format!("{}{on}: {sides}", comparison.what)
    }

    pub(super) fn stances(&mut self) {
        let stances = &self.findings.stances;
        if stances.rows.is_empty() {
            return;
        }
        self.section("camps");
        let text = self.say(&stances.text);
        self.paper.paragraph(Ink::Plain, &text);
        let camps = [Stance::Bursting, Stance::NotBursting, Stance::Ambivalent, Stance::Neutral];
        for (camp, count) in camps.into_iter().zip(stances.counts) {
            if count == 0 {
                continue;
            }
            let title = format!("{} ({count})", self.label(&format!("stance-{}", slug(&camp))));
            self.paper.subsection(&title);
            for row in stances.rows.iter().filter(|row| row.stance == camp) {
                let mut who = row.name.clone();
                for part in [&row.role, &row.interest] {
                    if !part.is_empty() {
                        who = format!("{who}, {part}");
                    }
                }
                self.paper.item(&format!("{who}: {} [{}]", row.says, row.entries.join(", ")));
            }
        }
    }

    pub(super) fn forecasts(&mut self) {
        if self.findings.forecasts.is_empty() {
            return;
        }
        self.section("forecasts");
        for forecast in &self.findings.forecasts {
            let outcome = self.label(&format!("forecast-{}", slug(&forecast.outcome)));
            self.paper.item(&format!(
                "{}: {} – {outcome} [{}]",
                forecast.speaker, forecast.statement, forecast.entry
            ));
            let mut rule = forecast.rule.clone().unwrap_or_else(|| self.label("no-rule"));
            if let Some(due) = forecast.due {
                let key = if forecast.due_proposed { "due-proposed" } else { "due" };
                rule = format!("{rule} ({})", self.words.label_with(key, &[("date", &due.to_string())]));
            }
            self.paper.indented(Ink::Quiet, &rule);
            if let Some(later) = &forecast.hindsight {
                let text = format!(
                    "{} {}{}",
                    self.label("hindsight"),
                    self.label(&format!("forecast-{}", slug(&later.outcome))),
                    later.evidence.as_ref().map(|e| format!(": {e}")).unwrap_or_default(),
                );
                self.paper.indented(Ink::Quiet, &text);
            }
        }
    }

    pub(super) fn missing(&mut self) {
        if self.findings.missing.is_empty() {
            return;
        }
        self.section("missing");
        for missing in &self.findings.missing {
            let text = format!("{} – {}", self.say(&missing.what), self.say(&missing.settles));
            self.paper.item(&text);
        }
    }

    pub(super) fn sources(&mut self) {
        self.section("sources");
        for cited in &self.findings.sources {
            let source = &cited.source;
            let mut parts = vec![format!("[{}] {}", cited.id, source.title)];
            parts.extend(source.author.clone());
            parts.push(source.publisher.clone());
            parts.extend(source.published.map(|date| date.to_string()));
            parts.extend(source.url.clone());
            self.paper.item(&parts.join(". "));
        }
        self.paper.blank();
        let entries = self.findings.ledger.len().to_string();
        let text = self.words.label_with("ledger-elsewhere", &[("count", &entries)]);
        self.paper.paragraph(Ink::Quiet, &text);
    }
}
