//! Words that weaken a statement, and words that say which way it points.

use crate::cursor::Cursor;
use crate::item::Stance;
use crate::sentences::Sentence;
use crate::words::Words;

static HEDGES: Words<()> = Words::new(&[
    ("可能性があ", ()),
    ("かもしれない", ()),
    ("と見られる", ()),
    ("とみられる", ()),
    ("見込まれ", ()),
    ("見込み", ()),
    ("と推定", ()),
    ("だろう", ()),
    ("でしょう", ()),
    ("ようだ", ()),
    ("のではないか", ()),
    ("予測", ()),
    ("と考えられ", ()),
    ("おそらく", ()),
    ("恐れがあ", ()),
    ("恐れも", ()),
    ("おそれがあ", ()),
    ("可能", ()),
    ("或许", ()),
    ("也许", ()),
    ("预计", ()),
    ("有望", ()),
    ("估计", ()),
    ("料将", ()),
    ("大概率", ()),
    ("may", ()),
    ("might", ()),
    ("could", ()),
    ("likely", ()),
    ("unlikely", ()),
    ("probably", ()),
    ("perhaps", ()),
    ("expected to", ()),
    ("is expected", ()),
    ("are expected", ()),
    ("estimated", ()),
    ("forecast", ()),
    ("appears to", ()),
    ("seems to", ()),
]);

static POINTERS: Words<Stance> = Words::new(&[
    ("崩壊しない", Stance::Bullish),
    ("不会破", Stance::Bullish),
    ("not a bubble", Stance::Bullish),
    ("no bubble", Stance::Bullish),
    ("バブルではない", Stance::Bullish),
    ("不是泡沫", Stance::Bullish),
    ("崩壊", Stance::Bearish),
    ("バブル", Stance::Bearish),
    ("泡沫", Stance::Bearish),
    ("破裂", Stance::Bearish),
    ("消滅", Stance::Bearish),
    ("鈍化", Stance::Bearish),
    ("急落", Stance::Bearish),
    ("下落", Stance::Bearish),
    ("下跌", Stance::Bearish),
    ("暴跌", Stance::Bearish),
    ("放缓", Stance::Bearish),
    ("マイナス", Stance::Bearish),
    ("bubble", Stance::Bearish),
    ("crash", Stance::Bearish),
    ("burst", Stance::Bearish),
    ("slump", Stance::Bearish),
    ("plunge", Stance::Bearish),
    ("チャンス", Stance::Bullish),
    ("楽観", Stance::Bullish),
    ("乐观", Stance::Bullish),
    ("机遇", Stance::Bullish),
    ("opportunity", Stance::Bullish),
    ("optimistic", Stance::Bullish),
    ("boom will continue", Stance::Bullish),
]);

/// The hedge nearest after `at`, else before it, in the sentence, as spelled.
pub(super) fn hedge(cursor: &Cursor<'_>, sentence: &Sentence, at: usize) -> Option<String> {
    let span = &sentence.span;
    let hedge_at = |start: usize| {
        let (end, ()) = cursor.longest(start, &HEDGES)?;
        let words = cursor.slice(start, end);
        // A month is no hedge.
        (end <= span.end && words != "May").then_some(words)
    };
    (at..span.end).find_map(hedge_at).or_else(|| (span.start..at).rev().find_map(hedge_at))
}

/// What the sentence says of the bubble, where its words point one way only.
pub(super) fn stance(cursor: &Cursor<'_>, sentence: &Sentence) -> Option<Stance> {
    let (mut bearish, mut bullish, mut at) = (false, false, sentence.span.start);
    while at < sentence.span.end {
        match cursor.longest(at, &POINTERS) {
            Some((end, stance)) => {
                bearish |= stance == Stance::Bearish;
                bullish |= stance == Stance::Bullish;
                at = end;
            }
            None => at += 1,
        }
    }
    match (bearish, bullish) {
        (true, false) => Some(Stance::Bearish),
        (false, true) => Some(Stance::Bullish),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::read;

    #[test]
    fn a_month_and_fear_itself_are_no_hedges() {
        let hedge = |text: &str| read(text, None).items[0].hedge.clone();
        assert_eq!(hedge("Revenue grew 2.8% in May."), None);
        assert_eq!(hedge("Revenue may grow 2.8% next year.").as_deref(), Some("may"));
        assert_eq!(hedge("売上高は3%減る恐れがある。").as_deref(), Some("恐れがあ"));
        assert_eq!(hedge("3%の投資家は恐れを知らない。"), None);
    }
}
