//! Layers B, C and D, and the events fixed in advance.

use super::Page;
use super::paper::{Ink, Rules};
use crate::number;
use crate::phrases::tristate;

impl Page<'_> {
    pub(super) fn broad_turn(&mut self) {
        self.section("broad-turn");
        let broad = &self.findings.broad_turn;
        let text = self.say(&broad.text);
        self.paper.paragraph(Ink::Plain, &text);
        let header = ["stream", "e", "data", "listed"].map(|key| self.label(&format!("column-{key}")));
        let rows = broad
            .streams
            .iter()
            .map(|s| {
                vec![
                    self.stream_name(&s.stream),
                    number::figure(s.e_value),
                    self.label(if s.present { "data-present" } else { "data-absent" }),
                    self.label(if broad.listed.contains(&s.stream) { "yes" } else { "no" }),
                ]
            })
            .collect();
        self.paper.table(&header, rows, &[1], Rules::Outer);
        let path: Vec<String> = broad
            .by_required
            .iter()
            .enumerate()
            .map(|(i, e)| format!("{}: {}", i + 1, number::figure(*e)))
            .collect();
        let text = format!("{} {}", self.label("by-required"), path.join(", "));
        self.paper.paragraph(Ink::Quiet, &text);
    }

    pub(super) fn climatology(&mut self) {
        self.section("climatology");
        let climatology = &self.findings.climatology;
        let text = self.say(&climatology.text);
        self.paper.paragraph(Ink::Plain, &text);
        let intervals = number::climatology_intervals(self.words, climatology);
        self.paper.paragraph(Ink::Quiet, &intervals);
        self.probabilities();
        if climatology.first_passage.is_empty() {
            return;
        }
        let header = ["drawdown", "booms", "crashed", "interval", "false-alarms"]
            .map(|key| self.label(&format!("column-{key}")));
        let rows = climatology
            .first_passage
            .iter()
            .map(|row| {
                vec![
                    number::per_cent(row.drawdown),
                    row.booms.to_string(),
                    number::per_cent(row.crash_frequency),
                    number::interval(&row.interval),
                    number::per_cent(row.false_alarm_share),
                ]
            })
            .collect();
        self.paper.table(&header, rows, &[0, 1, 2, 3, 4], Rules::Outer);
    }

    /// What layer C says of each basket that qualifies.
    fn probabilities(&mut self) {
        for probability in &self.findings.probabilities {
            let text = self.say(&probability.text);
            self.paper.item(&text);
            for note in &probability.notes {
                let text = self.say(note);
                self.paper.indented(Ink::Quiet, &text);
            }
        }
    }

    pub(super) fn lenses(&mut self) {
        if self.findings.lenses.is_empty() {
            return;
        }
        self.section("lenses");
        let about = self.label("lenses-about");
        self.paper.paragraph(Ink::Quiet, &about);
        for lens in &self.findings.lenses {
            let about = lens.basket.as_ref().map(|id| format!(" ({})", self.basket_name(id)));
            let text =
                format!("{}{}: {}", self.say(&lens.name), about.unwrap_or_default(), self.say(&lens.text));
            self.paper.item(&text);
        }
    }

    pub(super) fn events(&mut self) {
        if self.findings.events.is_empty() {
            return;
        }
        self.section("events");
        for event in &self.findings.events {
            let happened = self.label(&format!("happened-{}", tristate(event.happened)));
            let evidence = event.evidence.as_ref().map(|e| format!(" {}.", self.say(e))).unwrap_or_default();
            let likelihood = self.say(&event.likelihood);
            let text = format!("{} {} – {happened}.{evidence} {likelihood}", event.id, self.say(&event.text));
            self.paper.item(&text);
        }
    }
}
