//! Sentences that can be said in several languages.

use std::collections::BTreeMap;

use serde::Serialize;

/// One sentence of a result: a stable key, the arguments already formatted, and the English text.
///
/// The engine speaks English; the report looks the key up in its Japanese and Chinese messages and fills in the
/// same arguments. A key without a translation falls back to [`Phrase::english`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Phrase {
    /// Stable message key in kebab case, for example `usage-slowdown-null`.
    pub key: String,
    /// Arguments by name, formatted for display (numbers with the digits that are meant).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
    /// The sentence in English, arguments filled in.
    pub english: String,
}

impl Phrase {
    /// A sentence without arguments.
    pub fn new(key: &str, english: impl Into<String>) -> Self {
        Self { key: key.to_owned(), args: BTreeMap::new(), english: english.into() }
    }

    /// A sentence with arguments: every `{name}` in `template` is replaced by the argument of that name.
    ///
    /// ```
    /// let p = utakata::Phrase::fill("too-short", "{n} observations are too few", [("n", 3.to_string())]);
    /// assert_eq!(p.english, "3 observations are too few");
    /// ```
    pub fn fill<const N: usize>(key: &str, template: &str, args: [(&str, String); N]) -> Self {
        let mut english = template.to_owned();
        for (name, value) in &args {
            english = english.replace(&format!("{{{name}}}"), value);
        }
        let args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { key: key.to_owned(), args, english }
    }

    /// Fills `{name}` with `value` and records it as an argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        self.english = self.english.replace(&format!("{{{name}}}"), &value);
        self.args.insert(name.to_owned(), value);
        self
    }

    /// Fills `{name}` with texts in the case author's words, joined by `; `. Their own translations are recorded as
    /// the arguments `name-ja` and `name-zh`, which a renderer in that language prefers to `name`.
    #[must_use]
    pub fn with_texts(self, name: &str, texts: &[&Self]) -> Self {
        let join =
            |said: &dyn Fn(&Self) -> String| texts.iter().map(|t| said(t)).collect::<Vec<_>>().join("; ");
        let english = join(&|text| text.english.clone());
        let mut filled = self.with(name, english);
        for language in ["ja", "zh"] {
            let translated = join(&|text| text.args.get(language).unwrap_or(&text.english).clone());
            filled.args.insert(format!("{name}-{language}"), translated);
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_carry_their_own_translations() {
        let mut usage = Phrase::new("own-words", "usage");
        usage.args.insert("ja".into(), "利用".into());
        let deals = Phrase::new("own-words", "deals");
        let said = Phrase::new("turned", "{n} turned: {which}")
            .with("n", "2")
            .with_texts("which", &[&usage, &deals]);
        assert_eq!(said.english, "2 turned: usage; deals");
        assert_eq!(said.args["which-ja"], "利用; deals");
        assert_eq!(said.args["n"], "2");
    }
}
