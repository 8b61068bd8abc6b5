//! SHA-256 and the one spelling of a JSON value that is hashed.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// SHA-256 (FIPS 180-4) in small hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The canonical spelling: no white space, the keys of every object in byte order, numbers in the shortest form that
/// reads back as the same `f64`, strings escaped only where JSON demands it.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(fields) => {
            let mut pairs: Vec<_> = fields.iter().collect();
            pairs.sort_by_key(|(key, _)| key.as_str());
            let pair = |(key, value): &(&String, &Value)| {
                format!("{}:{}", Value::String((*key).clone()), canonical(value))
            };
            format!("{{{}}}", pairs.iter().map(pair).collect::<Vec<_>>().join(","))
        }
        leaf => leaf.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn known_answers_of_the_standard() {
        // FIPS 180-4 example: "abc"; and the empty message.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn one_value_has_one_spelling() {
        let value = json!({"b": [1.0, 0.1, null, true], "a": {"d": "é\n\"", "c": 3}});
        assert_eq!(canonical(&value), r#"{"a":{"c":3,"d":"é\n\""},"b":[1.0,0.1,null,true]}"#);
        let again: Value = serde_json::from_str(&canonical(&value)).unwrap();
        assert_eq!(canonical(&again), canonical(&value));
    }
}
