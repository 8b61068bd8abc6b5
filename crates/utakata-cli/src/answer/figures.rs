//! The figures behind a statement, for people.

use serde::Serialize;
use serde_json::Value;

use crate::text::{Page, number};

/// Significant digits of figures for people.
const DIGITS: usize = 5;

/// The figures behind a statement, as people want to see them.
pub(crate) trait Figures: Serialize {
    /// Puts them on the page.
    fn figures(&self, page: &mut Page);
}

/// A result of the engine whose fields speak for themselves: each number, word and short list becomes a fact under
/// the field's own name. Long lists are counted here and printed in full by `--format json`.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Plain<T>(pub(crate) T);

/// Longest list that is printed to people.
const LONGEST: usize = 6;

impl<T: Serialize> Figures for Plain<T> {
    fn figures(&self, page: &mut Page) {
        if let Ok(value) = serde_json::to_value(&self.0) {
            tell(page, "", &value);
        }
    }
}

fn tell(page: &mut Page, name: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            for (field, inner) in fields {
                let field = field.replace('_', " ");
                let name = if name.is_empty() { field } else { format!("{name}, {field}") };
                tell(page, &name, inner);
            }
        }
        Value::Array(items)
            if items.iter().any(|i| i.is_object() || i.is_array()) && items.len() <= LONGEST =>
        {
            for (position, item) in items.iter().enumerate() {
                tell(page, &format!("{name} {}", position + 1), item);
            }
        }
        Value::Array(items) if items.len() > LONGEST => {
            page.fact(name, &format!("{} values (--format json prints them)", items.len()));
        }
        Value::Array(items) => {
            page.fact(name, &items.iter().map(scalar).collect::<Vec<_>>().join(", "));
        }
        Value::Null => {}
        scalar_value => page.fact(name, &scalar(scalar_value)),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Number(n) if n.is_u64() || n.is_i64() => n.to_string(),
        Value::Number(n) => n.as_f64().map_or_else(|| n.to_string(), |v| number(v, DIGITS)),
        Value::String(text) => text.clone(),
        Value::Null => "–".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_become_facts_and_long_lists_are_counted() {
        let mut page = Page::default();
        let detail = json!({"layout": {"lag": 1}, "slope": 0.123_456_789, "absent": null, "path": vec![0; 9], "at": [1, 2]});
        Plain(detail).figures(&mut page);
        let text = page.finish();
        for expected in ["layout, lag", "0.12346", "9 values (--format json prints them)", "1, 2"] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
        assert!(!text.contains("absent"));
    }
}
