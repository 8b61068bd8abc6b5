//! How well a reading agrees with what an annotator took from the first part of the founding article.

use jiff::civil::date;
use serde_json::Value as Json;
use utakata_text::{Item, Reading, Value, read};

/// Names of the annotation and how the article spells them.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("Zhu Xiaohu", &["朱暁湖", "朱暁虎", "Zhu Xiaohu"]),
    ("Fu Sheng", &["傅生", "傅勝", "Fu Sheng"]),
    ("Wei Zhe", &["Wei Zhe"]),
    ("BCG", &["ボストン コンサルティング グループ", "ボストンコンサルティンググループ", "BCG"]),
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

/// All scores of the first part.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Items found.
    pub(crate) items: usize,
    /// Items whose quote is their bytes of the file.
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

/// Scores the grammar on the annotated part of `article`.
pub(crate) fn score(article: &str, gold: &Json) -> Scores {
    let split = gold["split_char"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
    let end = article.char_indices().nth(split).map_or(article.len(), |(at, _)| at);
    let reading = read(article, Some(date(2023, 6, 27)));
    let items: Vec<&Item> = reading.items.iter().filter(|item| item.byte_start < end).collect();
    let empty = Vec::new();
    let wanted = gold["numeric"].as_array().unwrap_or(&empty);
    let mut scores = Scores { items: items.len(), ..Scores::default() };
    for item in &items {
        scores.grounded += usize::from(article.get(item.byte_start..item.byte_end) == Some(&item.quote));
        scores.precision.count(wanted.iter().any(|one| inside(item, one)));
    }
    for one in wanted {
        one_quote(&mut scores, &reading, &items, one);
    }
    let damaged = |start, stop| wanted.iter().any(|one| garbled(one) && overlaps(one, start, stop));
    let others = reading.lints.iter().filter(|l| l.byte_start < end && !damaged(l.byte_start, l.byte_end));
    scores.elsewhere = others.map(|lint| format!("{}: {}", lint.kind.name(), lint.quote)).collect();
    scores
}

fn one_quote(scores: &mut Scores, reading: &Reading, items: &[&Item], one: &Json) {
    let name = format!("{} {}", text(one, "id"), text(one, "quote"));
    let (start, stop) = span(one);
    scores.exact.count(items.iter().any(|item| (item.byte_start, item.byte_end) == (start, stop)));
    let own: Vec<&&Item> = items.iter().filter(|item| inside(item, one)).collect();
    scores.recall.count(!own.is_empty());
    if garbled(one) {
        scores.damage.count(reading.lints.iter().any(|lint| overlaps(one, lint.byte_start, lint.byte_end)));
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
        let spelled = |item: &Item| serde_json::to_value(item.bound).ok();
        // Of a fall the annotation bounds the value, the grammar its size.
        let same = |item: &Item| {
            let own = spelled(item).and_then(|b| b.as_str().map(str::to_owned)).unwrap_or_default();
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

fn inside(item: &Item, one: &Json) -> bool {
    let (start, stop) = span(one);
    start <= item.byte_start && item.byte_end <= stop
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

fn has(item: &Item, value: &Value) -> bool {
    [&item.value, &item.low, &item.high].into_iter().flatten().any(|own| match (own, value) {
        (Value::Number(a), Value::Number(b)) => (a - b).abs() <= 1e-9 * b.abs(),
        (own, value) => own == value,
    })
}
