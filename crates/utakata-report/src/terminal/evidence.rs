//! Layer A: the table of statements, and each stream in words.

use utakata::Statement;
use utakata_case::findings::{LayerRow, StreamFinding};

use super::paper::{Ink, Rules};
use super::{Page, plot};
use crate::layer_table;
use crate::number::{self, ABSENT};
use crate::phrases::slug;

impl Page<'_> {
    pub(super) fn evidence(&mut self) {
        self.section("evidence");
        let about = self.label("evidence-about");
        self.paper.paragraph(Ink::Quiet, &about);
        let header = ["stream", "null", "statistic", "p", "e", "guarantee"]
            .map(|key| self.label(&format!("column-{key}")));
        let rows = self
            .findings
            .streams
            .iter()
            .flat_map(|stream| stream.statements.iter().map(|statement| self.row(stream, statement)))
            .collect();
        self.paper.table(&header, rows, &[], Rules::EveryRow);
        for stream in &self.findings.streams {
            self.stream(stream);
        }
    }

    fn row(&self, stream: &StreamFinding, statement: &Statement) -> Vec<String> {
        let statistic = statement.statistic.map_or_else(
            || statement.statistic_name.clone(),
            |value| format!("{} = {}", statement.statistic_name, number::statistic(value)),
        );
        vec![
            self.say(&stream.name),
            self.say(&statement.null),
            statistic,
            self.p(statement),
            statement.e_value.map_or_else(|| ABSENT.to_owned(), number::figure),
            self.label(&format!("guarantee-{}", slug(&statement.guarantee.kind))),
        ]
    }

    /// The p-value, with the smallest this sample could have given.
    fn p(&self, statement: &Statement) -> String {
        let p = statement.p_value.map_or_else(|| ABSENT.to_owned(), number::p_value);
        match statement.smallest_p {
            Some(smallest) => {
                format!("{p} ({})", self.words.label_with("smallest-p", &[("p", &number::p_value(smallest))]))
            }
            None => p,
        }
    }

    /// One row per layer, for a stream about layers.
    fn value_chain(&mut self, stream: &StreamFinding) {
        if stream.layers.is_empty() {
            return;
        }
        let header = layer_table::header(self.words);
        let row = |layer: &LayerRow| {
            let name = self.say(&layer.name);
            std::iter::once(name).chain(layer_table::cells(self.words, layer)).collect()
        };
        let rows = stream.layers.iter().map(row).collect();
        self.paper.table(&header, rows, &[1, 2, 3], Rules::Outer);
    }

    fn stream(&mut self, stream: &StreamFinding) {
        let standing = self.label(&format!("standing-{}", slug(&stream.standing)));
        let kind = self.label(&format!("kind-{}", slug(&stream.kind)));
        let title = format!("{} – {standing}", self.say(&stream.name));
        self.paper.subsection(&title);
        let mut facts = vec![kind];
        facts.extend(stream.region.clone());
        facts.push(self.words.label_with("registered", &[("date", &stream.registered.to_string())]));
        facts.extend(stream.span.map(|(from, to)| format!("{from} – {to}")));
        self.paper.paragraph(Ink::Quiet, &facts.join(" · "));
        let summary = self.say(&stream.summary);
        self.paper.paragraph(Ink::Plain, &summary);
        self.value_chain(stream);
        for figure in &stream.figures {
            let title = format!("{} ({})", self.say(&figure.title), self.say(&figure.axis));
            self.paper.indented(Ink::Quiet, &title);
            let words = self.words;
            for line in plot::lines(figure, self.paper.width() - 4, &|phrase| words.say(phrase).text) {
                self.paper.line(Ink::Plain, &format!("    {line}"));
            }
        }
        for statement in &stream.statements {
            let guarantee = format!("{}: {}", statement.method, self.say(&statement.guarantee.text));
            self.paper.item(&guarantee);
            if let Some(interval) = &statement.interval {
                let level = number::per_cent(interval.level);
                let label = self.words.label_with("interval", &[("level", &level)]);
                self.paper.indented(Ink::Plain, &format!("{label} {}", number::interval(interval)));
            }
            for note in &statement.notes {
                let note = self.say(note);
                self.paper.indented(Ink::Quiet, &note);
            }
        }
        let mut origins = stream.files.clone();
        origins.extend(stream.sources.iter().map(|id| format!("[{id}]")));
        if !origins.is_empty() {
            let text = format!("{}: {}", self.label("from"), origins.join(", "));
            self.paper.paragraph(Ink::Quiet, &text);
        }
    }
}
