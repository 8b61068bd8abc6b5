//! The answer, and gate 0.

use utakata::Phrase;

use super::Page;
use super::paper::Ink;
use crate::number;

impl Page<'_> {
    pub(super) fn verdict(&mut self) {
        let findings = self.findings;
        let case = &findings.case;
        let as_of = self.words.label_with("as-of", &[("date", &case.as_of.to_string())]);
        let title = self.say(&case.title);
        self.paper.paragraph(Ink::Strong, &title);
        let question = self.say(&case.question);
        self.paper.paragraph(Ink::Plain, &question);
        self.paper
            .paragraph(Ink::Quiet, &format!("{as_of} · {} · utakata {}", case.sector, findings.program));

        self.section("verdict");
        let verdict = &findings.verdict;
        let label = self.label(&format!("label-{}", crate::phrases::slug(&verdict.label)));
        self.paper.paragraph(Ink::Accent, &label);
        let answer = self.say(&verdict.answer);
        self.paper.paragraph(Ink::Strong, &answer);
        self.phrases("reasons", &verdict.reasons);
        if !verdict.states.is_empty() {
            let title = self.label("states");
            self.paper.subsection(&title);
            for state in &verdict.states {
                let text = self.say(&state.text);
                self.paper.item(&text);
            }
        }
        if !verdict.since.is_empty() {
            let title = self.label("since");
            self.paper.subsection(&title);
            for set in &verdict.since {
                let text = format!("{}: {}", self.say(&set.what), self.say(&set.text));
                self.paper.item(&text);
            }
        }
        self.phrases("certainty", &verdict.certainty);
        self.phrases("against", &verdict.against);
        self.phrases("would-change", &verdict.would_change);
    }

    /// A small heading and a list; nothing when the list is empty.
    fn phrases(&mut self, label: &str, phrases: &[Phrase]) {
        if phrases.is_empty() {
            return;
        }
        let title = self.label(label);
        self.paper.subsection(&title);
        for phrase in phrases {
            let text = self.say(phrase);
            self.paper.item(&text);
        }
    }

    pub(super) fn gates(&mut self) {
        self.section("gate");
        let about = self.label("gate-about");
        self.paper.paragraph(Ink::Quiet, &about);
        for gate in &self.findings.gates {
            let answer = self.label(match gate.qualifies {
                Some(true) => "gate-yes",
                Some(false) => "gate-no",
                None => "gate-unknown",
            });
            let title = format!("{} – {answer}", self.say(&gate.name));
            self.paper.subsection(&title);
            let text = self.say(&gate.text);
            self.paper.paragraph(Ink::Plain, &text);
            for criterion in &gate.criteria {
                let holds = self.label(crate::phrases::tristate(criterion.holds));
                let text = format!("{}: {holds}", self.say(&criterion.text));
                self.paper.item(&text);
            }
            if !gate.members.is_empty() {
                let count = number::plain(gate.members.len() as f64);
                let members = self.words.label_with("members", &[("count", &count)]);
                self.paper.indented(Ink::Quiet, &format!("{members}: {}", gate.members.join(", ")));
            }
        }
    }
}
