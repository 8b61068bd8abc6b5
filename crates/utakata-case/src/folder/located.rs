//! TOML with the place of every field kept.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{At, CaseError, Flaw, LocatedFlaw};

/// Fields of both files that hold a date.
const DATE_FIELDS: [&str; 11] =
    ["as_of", "frozen", "registered", "from", "to", "date", "event", "month", "due", "known_on", "published"];

/// A parsed file that knows where its fields stand, and collects what is wrong with them.
#[derive(Debug)]
pub(crate) struct Located<'a> {
    file: String,
    text: &'a str,
    root: Spanned<DeTable<'a>>,
    flaws: Vec<LocatedFlaw>,
}

impl<'a> Located<'a> {
    /// Parses the TOML in `bytes`.
    pub(crate) fn parse(file: &str, bytes: &'a [u8]) -> Result<Self, CaseError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let at = at(file, &before, before.len(), String::new());
            CaseError::Toml { at, message: "not UTF-8 text; save the file as UTF-8".to_owned() }
        })?;
        let root = DeTable::parse(text).map_err(|error| toml_error(file, text, &error))?;
        Ok(Self { file: file.to_owned(), text, root, flaws: Vec::new() })
    }

    /// The file as a value of the format; dates may be written with or without quotes.
    pub(crate) fn read<T: DeserializeOwned>(&mut self) -> Result<T, CaseError> {
        let mut root = self.root.clone();
        let mut bad = Vec::new();
        for (key, value) in root.get_mut().iter_mut() {
            dates(key.get_ref(), value, key.get_ref(), &mut bad);
        }
        for (path, text) in bad {
            self.flaw(&path, Flaw::NotADate { text });
        }
        if !self.flaws.is_empty() {
            return Err(CaseError::Flaws(self.take_flaws()));
        }
        T::deserialize(toml::Deserializer::from(root)).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let at = at(&self.file, self.text, offset, readable(&self.path_at(offset)));
            CaseError::Toml { at, message: error.message().to_owned() }
        })
    }

    /// Notes a flaw of the field at `path`, whose steps (keys, and positions in arrays) are separated by `/`.
    pub(super) fn flaw(&mut self, path: &str, flaw: Flaw) {
        let at = self.at(path);
        self.flaws.push(LocatedFlaw { at, flaw });
    }

    /// Notes a flaw unless `good`.
    pub(super) fn demand(&mut self, good: bool, path: &str, flaw: impl FnOnce() -> Flaw) {
        if !good {
            self.flaw(path, flaw());
        }
    }

    /// Where the field at `path` stands; if it is absent, where the table that should hold it stands.
    pub(crate) fn at(&self, path: &str) -> At {
        at(&self.file, self.text, self.span(path).start, readable(path))
    }

    /// The flaws found since the last call.
    pub(super) fn take_flaws(&mut self) -> Vec<LocatedFlaw> {
        std::mem::take(&mut self.flaws)
    }

    /// Path of the innermost field that holds the byte at `offset`.
    fn path_at(&self, offset: usize) -> String {
        let mut steps: Vec<String> = Vec::new();
        let inside = |key: &Range<usize>, value: &Range<usize>| (key.start..value.end).contains(&offset);
        let mut table = self.root.get_ref().iter().find(|(k, v)| inside(&k.span(), &v.span()));
        while let Some((key, value)) = table {
            steps.push(key.get_ref().to_string());
            let mut value = value;
            while let DeValue::Array(array) = value.get_ref() {
                let Some(i) = array.iter().position(|v| v.span().contains(&offset)) else { break };
                steps.push(i.to_string());
                value = &array[i];
            }
            table = match value.get_ref() {
                DeValue::Table(inner) => inner.iter().find(|(k, v)| inside(&k.span(), &v.span())),
                _ => None,
            };
        }
        steps.join("/")
    }

    fn span(&self, path: &str) -> Range<usize> {
        let mut steps = path.split('/');
        let Some((key, mut value)) = steps.next().and_then(|step| self.root.get_ref().get_key_value(step))
        else {
            return 0..0;
        };
        let mut span = key.span();
        for step in steps {
            let next = match value.get_ref() {
                DeValue::Table(table) => table.get_key_value(step).map(|(key, value)| (key.span(), value)),
                DeValue::Array(array) => {
                    step.parse().ok().and_then(|i: usize| array.get(i)).map(|value| (value.span(), value))
                }
                _ => None,
            };
            let Some((place, inner)) = next else { return span };
            (span, value) = (place, inner);
        }
        span
    }
}

/// Turns TOML's own dates into text, so that both spellings reach the same reader, and collects the path and text of
/// every field of the format that should be a date and is not.
fn dates(key: &str, value: &mut Spanned<DeValue<'_>>, path: &str, bad: &mut Vec<(String, String)>) {
    match value.get_mut() {
        DeValue::Array(array) => {
            for (i, inner) in array.iter_mut().enumerate() {
                dates("", inner, &format!("{path}/{i}"), bad);
            }
        }
        DeValue::Table(table) => {
            for (inner_key, inner) in table.iter_mut() {
                dates(inner_key.get_ref(), inner, &format!("{path}/{}", inner_key.get_ref()), bad);
            }
        }
        DeValue::Datetime(date) => *value.get_mut() = DeValue::String(date.to_string().into()),
        _ => {}
    }
    if let DeValue::String(text) = value.get_ref()
        && DATE_FIELDS.contains(&key)
        && !crate::table::is_day(text)
    {
        bad.push((path.to_owned(), text.to_string()));
    }
}

fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> CaseError {
    let offset = error.span().map_or(0, |span| span.start);
    CaseError::Toml { at: at(file, text, offset, String::new()), message: error.message().to_owned() }
}

/// `offset` in bytes → line and column, counted from 1.
fn at(file: &str, text: &str, offset: usize, field: String) -> At {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    At {
        file: file.to_owned(),
        line: 1 + before.matches('\n').count(),
        column: 1 + before[line_start..].chars().count(),
        field,
    }
}

/// `entry/3/source` → `entry[3].source`.
fn readable(path: &str) -> String {
    let mut text = String::new();
    for step in path.split('/') {
        if !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit()) {
            text.extend(["[", step, "]"]);
        } else {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(step);
        }
    }
    text
}
