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
}
