//! How well a reading, or a language model's claims, agree with what an annotator took from the first part of the
//! founding article.

use serde_json::Value as Json;
use utakata_text::{Bound, Claim, Item, Lint, Value, Verified};

/// The grammar drops spaces beside Japanese characters; a model quotes them.
const BCG: &[&str] = &[
    "ボストンコンサルティンググループ",
    "ボストン コンサルティング グループ",
    "ボストン コンサルティング グループ (BCG)",
    "BCG",
];

/// Names of the annotation and how the article spells them.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("Zhu Xiaohu", &["朱暁湖", "朱暁虎", "Zhu Xiaohu"]),
    ("Fu Sheng", &["傅生", "傅勝", "Fu Sheng"]),
    ("Wei Zhe", &["Wei Zhe"]),
    ("BCG", BCG),
    ("McKinsey", &["マッキンゼー"]),
    ("Accenture", &["アクセンチュア"]),
    ("SimilarWeb", &["SimilarWeb"]),
    ("Bloomberg", &["ブルームバーグ"]),
    ("TMTPost", &["Titanium Media App", "チタニウム・メディア・アプリ", "チタンメディア"]),
];

/// So many of so many.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) of: usize,
    pub(crate) hits: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.of += 1;
        self.hits += usize::from(hit);
    }
}

/// A number found: by the grammar, or by a model.
#[derive(Debug)]
pub(crate) struct Found {
    byte_start: usize,
    byte_end: usize,
    quote: String,
    values: Vec<Value>,
    bound: Option<Json>,
    speaker: Option<String>,
}

impl From<&Item> for Found {
    fn from(item: &Item) -> Found {
        Found {
            byte_start: item.byte_start,
            byte_end: item.byte_end,
            quote: item.quote.clone(),
            values: [&item.value, &item.low, &item.high].into_iter().flatten().cloned().collect(),
            bound: serde_json::to_value(item.bound).ok(),
            speaker: item.speaker.clone(),
        }
    }
}

impl Found {
    /// A claim of a number whose place is known.
    pub(crate) fn of(text: &str, verified: &Verified) -> Option<Found> {
        let Claim { kind, value, bound, speaker, .. } = &verified.claim;
        let (byte_start, byte_end) = (verified.byte_start?, verified.byte_end?);
        kind.as_ref()?;
        Some(Found {
            byte_start,
            byte_end,
            quote: text.get(byte_start..byte_end)?.to_owned(),
            values: vec![value.clone()?],
            bound: serde_json::to_value(bound.map(|bound| of_value(bound, value.as_ref()))).ok(),
            speaker: speaker.clone(),
        })
    }
}

/// Claims bound a fall by its size, the annotation by its value.
fn of_value(bound: Bound, value: Option<&Value>) -> Bound {
    match (bound, value) {
        (Bound::AtLeast, Some(Value::Number(x))) if *x < 0.0 => Bound::AtMost,
        (Bound::AtMost, Some(Value::Number(x))) if *x < 0.0 => Bound::AtLeast,
        (bound, _) => bound,
    }
}

/// All scores of the first part.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Numbers found.
    pub(crate) items: usize,
    /// Those whose quote is their bytes of the file.
    pub(crate) grounded: usize,
    /// Of the annotator's quotes, those found to the byte.
    pub(crate) exact: Share,
    /// Of the annotator's quotes, those with an item inside.
    pub(crate) recall: Share,
    /// Of the items, those inside one of the annotator's quotes.
    pub(crate) precision: Share,
    /// Of the quotes with an item inside, those with the annotator's value.
    pub(crate) value: Share,
    /// Of those with a bound, those with the annotator's.
    pub(crate) bound: Share,
    /// Of those with a speaker or source, those attributed to them.
    pub(crate) speaker: Share,
    /// Of the annotator's damaged sentences, those with a doubt.
    pub(crate) damage: Share,
    /// Doubts elsewhere, as quoted.
    pub(crate) elsewhere: Vec<String>,
    /// What was missed, a line each.
    pub(crate) missed: Vec<String>,
}

/// Twice the hits over items and quotes together.
pub(crate) fn f1(precision: Share, recall: Share) -> f64 {
    let (p, r) = (ratio(precision), ratio(recall));
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

/// Hits over cases.
pub(crate) fn ratio(share: Share) -> f64 {
    share.hits as f64 / share.of.max(1) as f64
}

/// The claims of a model's answer, `{"claims": [...]}`, each with its `quote` or with the `bytes` of it in `article`.
pub(crate) fn claims(article: &str, answer: &str) -> serde_json::Result<Vec<Claim>> {
    let mut answer: Json = serde_json::from_str(answer)?;
    for claim in answer["claims"].as_array_mut().into_iter().flatten() {
        let byte = |at: usize| claim["bytes"][at].as_u64().and_then(|byte| usize::try_from(byte).ok());
        if let (Some(start), Some(end)) = (byte(0), byte(1)) {
            claim["quote"] = article.get(start..end).unwrap_or_default().into();
        }
    }
    serde_json::from_value(answer["claims"].take())
}

/// Where the annotated part of `article` ends.
pub(crate) fn end(article: &str, gold: &Json) -> usize {
    let split = gold["split_char"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
    article.char_indices().nth(split).map_or(article.len(), |(at, _)| at)
}

/// Scores what was found in the annotated part of `article`. With `place` = `overlap`, a number belongs to an annotator's quote
/// that it shares bytes with, else to one that it lies inside.
pub(crate) fn score(article: &str, gold: &Json, found: &[Found], lints: &[Lint], place: Place) -> Scores {
    let end = end(article, gold);
    let found: Vec<&Found> = found.iter().filter(|one| one.byte_start < end).collect();
    let empty = Vec::new();
    let wanted = gold["numeric"].as_array().unwrap_or(&empty);
    let mut scores = Scores { items: found.len(), ..Scores::default() };
    for one in &found {
        scores.grounded += usize::from(article.get(one.byte_start..one.byte_end) == Some(&one.quote));
        scores.precision.count(wanted.iter().any(|quote| place.belongs(one, quote)));
    }
    for one in wanted {
        one_quote(&mut scores, lints, &found, one, place);
    }
    let damaged = |start, stop| wanted.iter().any(|one| garbled(one) && overlaps(one, start, stop));
    let others = lints.iter().filter(|l| l.byte_start < end && !damaged(l.byte_start, l.byte_end));
    scores.elsewhere = others.map(|lint| format!("{}: {}", lint.kind.name(), lint.quote)).collect();
    scores
}

/// When a number belongs to an annotator's quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It lies inside the quote: the grammar quotes a number, the annotator the words around it.
    Inside,
    /// It shares bytes with the quote: both quote words around a number.
    Overlap,
}

impl Place {
    fn belongs(self, found: &Found, one: &Json) -> bool {
        let (start, stop) = span(one);
        match self {
            Place::Inside => start <= found.byte_start && found.byte_end <= stop,
            Place::Overlap => overlaps(one, found.byte_start, found.byte_end),
        }
    }
}

fn one_quote(scores: &mut Scores, lints: &[Lint], found: &[&Found], one: &Json, place: Place) {
    let name = format!("{} {}", text(one, "id"), text(one, "quote"));
    let (start, stop) = span(one);
    scores.exact.count(found.iter().any(|item| (item.byte_start, item.byte_end) == (start, stop)));
    let own: Vec<&&Found> = found.iter().filter(|item| place.belongs(item, one)).collect();
    scores.recall.count(!own.is_empty());
    if garbled(one) {
        scores.damage.count(lints.iter().any(|lint| overlaps(one, lint.byte_start, lint.byte_end)));
    }
    if own.is_empty() {
        scores.missed.push(format!("{name}: nothing found"));
        return;
    }
    let values = values(one);
    if !values.is_empty() {
        let right = values.iter().all(|value| own.iter().any(|item| has(item, value)));
        scores.value.count(right);
        if !right {
            scores.missed.push(format!("{name}: value"));
        }
    }
    if let Some(bound) = one["bound"].as_str() {
        // Of a fall the annotation bounds the value, the grammar its size.
        let same = |item: &Found| {
            let own = item.bound.as_ref().and_then(Json::as_str).unwrap_or_default();
            own == bound || (own == ">=_abs" && bound == "<=")
        };
        let right = own.iter().any(|item| same(item));
        scores.bound.count(right);
        if !right {
            scores.missed.push(format!("{name}: bound"));
        }
    }
    if let Some(who) = one["speaker"].as_str().or_else(|| one["source"].as_str()) {
        let spellings = SPELLINGS.iter().find(|(known, _)| *known == who).map_or(&[][..], |(_, own)| own);
        let right = own.iter().any(|item| item.speaker.as_deref().is_some_and(|s| spellings.contains(&s)));
        scores.speaker.count(right);
        if !right {
            let found: Vec<_> = own.iter().map(|item| item.speaker.as_deref().unwrap_or("nobody")).collect();
            scores.missed.push(format!("{name}: {who}, found {}", found.join(", ")));
        }
    }
}

fn text<'a>(one: &'a Json, field: &str) -> &'a str {
    one[field].as_str().unwrap_or_default()
}

fn span(one: &Json) -> (usize, usize) {
    let byte = |field: &str| one[field].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
    (byte("byte_start"), byte("byte_end"))
}

fn overlaps(one: &Json, from: usize, to: usize) -> bool {
    let (start, stop) = span(one);
    from < stop && to > start
}

fn garbled(one: &Json) -> bool {
    text(one, "warning").starts_with("garbled")
}

/// Every value that the annotator gave.
fn values(one: &Json) -> Vec<Value> {
    let fields = ["value", "lo", "hi", "from_s", "to_s", "count", "start", "end"];
    let given = fields.iter().filter_map(|field| match &one[*field] {
        Json::Number(number) => number.as_f64().map(Value::Number),
        // 2023-05-early: the part is another field of an item.
        Json::String(date) => Some(Value::Date(date.trim_end_matches("-early").to_owned())),
        _ => None,
    });
    given.collect()
}

fn has(found: &Found, value: &Value) -> bool {
    found.values.iter().any(|own| match (own, value) {
        (Value::Number(a), Value::Number(b)) => (a - b).abs() <= 1e-9 * b.abs(),
        (own, value) => own == value,
    })
}
