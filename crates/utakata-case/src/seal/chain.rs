//! The log: one record per line, each with the hash of the one before.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{BrokenBy, ChainError, SealedVerdict, canonical, sha256};

/// What the first record carries in place of a predecessor's hash.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Version of a record.
const SCHEMA: u32 = 1;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Version; 1.
    pub schema: u32,
    /// Its line, counted from 1.
    pub sequence: usize,
    /// When it was sealed (UTC).
    pub sealed_at: Timestamp,
    /// The `hash` of the record before it; [`GENESIS`] for the first.
    pub previous: String,
    /// What was sealed.
    pub verdict: SealedVerdict,
    /// SHA-256 of the canonical bytes of this record without this field.
    pub hash: String,
}

/// A log whose every line has been checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    file: String,
    records: Vec<Record>,
}

impl Chain {
    /// Reads and checks the bytes of a log; none are an empty chain. `file` is what messages call it.
    ///
    /// # Errors
    /// [`ChainError::Broken`], naming the first line that is wrong.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, ChainError> {
        let mut chain = Self { file: file.to_owned(), records: Vec::new() };
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = rest.iter().position(|&b| b == b'\n');
            let line = &rest[..end.unwrap_or(rest.len())];
            let record = chain.check(line, end.is_some()).map_err(|by| ChainError::Broken {
                file: chain.file.clone(),
                line: chain.records.len() + 1,
                by,
            })?;
            chain.records.push(record);
            rest = &rest[end.map_or(rest.len(), |end| end + 1)..];
        }
        Ok(chain)
    }

    /// The records, oldest first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The file as it was named to us.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Hash of the last record: whoever keeps it can tell whether anything above was changed. [`GENESIS`] when empty.
    pub fn head(&self) -> &str {
        self.records.last().map_or(GENESIS, |record| &record.hash)
    }

    /// The line to write below the others, with its line break, for `verdict` sealed at `sealed_at`.
    ///
    /// # Errors
    /// [`ChainError::Earlier`] when `sealed_at` lies before the last record, [`ChainError::Unwritable`].
    pub fn next(&self, verdict: SealedVerdict, sealed_at: Timestamp) -> Result<(Record, String), ChainError> {
        if let Some(last) = self.records.last()
            && last.sealed_at > sealed_at
        {
            return Err(ChainError::Earlier {
                file: self.file.clone(),
                line: self.records.len(),
                last: last.sealed_at,
                now: sealed_at,
            });
        }
        let mut record = Record {
            schema: SCHEMA,
            sequence: self.records.len() + 1,
            sealed_at,
            previous: self.head().to_owned(),
            verdict,
            hash: String::new(),
        };
        let unwritable = |error: serde_json::Error| ChainError::Unwritable { reason: error.to_string() };
        let value = serde_json::to_value(&record).map_err(unwritable)?;
        record.hash = hash_without_itself(&value);
        let line = canonical(&serde_json::to_value(&record).map_err(unwritable)?);
        Ok((record, line + "\n"))
    }

    fn check(&self, line: &[u8], finished: bool) -> Result<Record, BrokenBy> {
        let text = std::str::from_utf8(line).map_err(|_| BrokenBy::Encoding)?;
        let shape = |error: serde_json::Error| BrokenBy::Shape(error.to_string());
        let value: Value = serde_json::from_str(text).map_err(shape)?;
        match value.get("schema").and_then(Value::as_u64) {
            Some(1) | None => {}
            Some(other) => return Err(BrokenBy::Schema(u32::try_from(other).unwrap_or(u32::MAX))),
        }
        let record: Record = serde_json::from_value(value.clone()).map_err(shape)?;
        if hash_without_itself(&value) != record.hash {
            return Err(BrokenBy::Content);
        }
        if canonical(&value) != text {
            return Err(BrokenBy::Spelling);
        }
        if record.previous != self.head() {
            return Err(BrokenBy::Link);
        }
        let expected = self.records.len() + 1;
        if record.sequence != expected {
            return Err(BrokenBy::Sequence { found: record.sequence, expected });
        }
        if self.records.last().is_some_and(|last| last.sealed_at > record.sealed_at) {
            return Err(BrokenBy::Time);
        }
        if finished { Ok(record) } else { Err(BrokenBy::Unfinished) }
    }
}

fn hash_without_itself(record: &Value) -> String {
    let mut content = record.clone();
    if let Some(fields) = content.as_object_mut() {
        fields.remove("hash");
    }
    sha256(canonical(&content).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::tests::verdict;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn log(records: usize) -> String {
        let mut text = String::new();
        for i in 0..records {
            let chain = Chain::parse("log", text.as_bytes()).unwrap();
            text += &chain.next(verdict("demo"), at(1_700_000_000 + i as i64)).unwrap().1;
        }
        text
    }

    fn broken(text: &str) -> (usize, BrokenBy) {
        match Chain::parse("log", text.as_bytes()) {
            Err(ChainError::Broken { line, by, .. }) => (line, by),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_sealed_is_read_back() {
        let text = log(3);
        let chain = Chain::parse("log", text.as_bytes()).unwrap();
        assert_eq!(chain.records().len(), 3);
        assert_eq!(chain.records()[0].previous, GENESIS);
        assert_eq!(chain.records()[2].previous, chain.records()[1].hash);
        assert_eq!(chain.head(), chain.records()[2].hash);
        assert_eq!(chain.records()[0].verdict, verdict("demo"));
        assert_eq!(Chain::parse("log", b"").unwrap().head(), GENESIS);
    }

    #[test]
    fn any_changed_byte_is_found_on_its_line() {
        let text = log(3);
        let starts: Vec<usize> = text.match_indices('\n').map(|(i, _)| i).collect();
        // Each byte of the second line, changed to another printable one.
        for at in starts[0] + 1..starts[1] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
            let Err(ChainError::Broken { line, .. }) = Chain::parse("log", &bytes) else {
                panic!("byte {at} may be changed")
            };
            assert_eq!(line, 2);
        }
    }

    #[test]
    fn removal_insertion_order_and_rewriting_are_found() {
        let text = log(3);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        assert_eq!(broken(&[lines[0], lines[2]].concat()), (2, BrokenBy::Link));
        assert_eq!(broken(&[lines[1], lines[2]].concat()), (1, BrokenBy::Link));
        assert_eq!(broken(&[lines[0], lines[0], lines[1]].concat()), (2, BrokenBy::Link));
        assert_eq!(broken(&[lines[0], "\n", lines[1]].concat()).0, 2);
        assert_eq!(broken(&text[..text.len() - 1]), (3, BrokenBy::Unfinished));
        assert_eq!(broken(&text[..text.len() - 9]).0, 3);
        assert_eq!(broken(&text.replacen("{\"hash\"", "{ \"hash\"", 1)), (1, BrokenBy::Spelling));
        assert_eq!(broken(&text.replacen("\"schema\":1", "\"schema\":2", 1)), (1, BrokenBy::Schema(2)));
        assert_eq!(broken("nonsense\n").0, 1);
        // What no chain can find by itself: the last records cut off whole. The head kept elsewhere tells.
        let cut = Chain::parse("log", [lines[0], lines[1]].concat().as_bytes()).unwrap();
        assert_ne!(cut.head(), Chain::parse("log", text.as_bytes()).unwrap().head());
    }

    #[test]
    fn time_does_not_run_backwards() {
        let chain = Chain::parse("log", log(1).as_bytes()).unwrap();
        assert!(matches!(chain.next(verdict("demo"), at(1)), Err(ChainError::Earlier { line: 1, .. })));
    }
}
