//! Units: what follows (or, for money, precedes) a number.

use crate::cursor::Cursor;
use crate::words::{Vocabulary as _, Words};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Time {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Seconds, for those that make up clock times.
    pub(crate) fn seconds(self) -> Option<f64> {
        match self {
            Self::Second => Some(1.0),
            Self::Minute => Some(60.0),
            Self::Hour => Some(3600.0),
            _ => None,
        }
    }
}

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Unit<'a> {
    /// Divided by this is a fraction.
    Percent(f64),
    Points(f64),
    Money(&'a str),
    Time(Time),
    Multiple,
    Count(&'a str),
}

static TABLE: Words<Unit<'static>> = Words::new(&[
    ("%ポイント", Unit::Points(100.0)),
    ("パーセントポイント", Unit::Points(100.0)),
    ("个百分点", Unit::Points(100.0)),
    ("個百分點", Unit::Points(100.0)),
    ("百分点", Unit::Points(100.0)),
    ("percentage points", Unit::Points(100.0)),
    ("percentage point", Unit::Points(100.0)),
    ("pp", Unit::Points(100.0)),
    ("ppt", Unit::Points(100.0)),
    ("ベーシスポイント", Unit::Points(10_000.0)),
    ("个基点", Unit::Points(10_000.0)),
    ("basis points", Unit::Points(10_000.0)),
    ("bps", Unit::Points(10_000.0)),
    ("%", Unit::Percent(100.0)),
    ("パーセント", Unit::Percent(100.0)),
    ("percent", Unit::Percent(100.0)),
    ("per cent", Unit::Percent(100.0)),
    ("pct", Unit::Percent(100.0)),
    ("割", Unit::Percent(10.0)),
    ("成", Unit::Percent(10.0)),
    ("元", Unit::Money("CNY")),
    ("人民元", Unit::Money("CNY")),
    ("元人民币", Unit::Money("CNY")),
    ("人民币", Unit::Money("CNY")),
    ("yuan", Unit::Money("CNY")),
    ("rmb", Unit::Money("CNY")),
    ("cny", Unit::Money("CNY")),
    ("円", Unit::Money("JPY")),
    ("日元", Unit::Money("JPY")),
    ("yen", Unit::Money("JPY")),
    ("jpy", Unit::Money("JPY")),
    ("ドル", Unit::Money("USD")),
    ("米ドル", Unit::Money("USD")),
    ("美元", Unit::Money("USD")),
    ("美金", Unit::Money("USD")),
    ("dollars", Unit::Money("USD")),
    ("us dollars", Unit::Money("USD")),
    ("usd", Unit::Money("USD")),
    ("香港ドル", Unit::Money("HKD")),
    ("港ドル", Unit::Money("HKD")),
    ("港元", Unit::Money("HKD")),
    ("ユーロ", Unit::Money("EUR")),
    ("欧元", Unit::Money("EUR")),
    ("euros", Unit::Money("EUR")),
    ("eur", Unit::Money("EUR")),
    ("ポンド", Unit::Money("GBP")),
    ("英镑", Unit::Money("GBP")),
    ("pounds", Unit::Money("GBP")),
    ("台湾ドル", Unit::Money("TWD")),
    ("新台币", Unit::Money("TWD")),
    ("元新台币", Unit::Money("TWD")),
    ("豪ドル", Unit::Money("AUD")),
    ("澳元", Unit::Money("AUD")),
    ("カナダドル", Unit::Money("CAD")),
    ("加元", Unit::Money("CAD")),
    ("シンガポールドル", Unit::Money("SGD")),
    ("新加坡元", Unit::Money("SGD")),
    ("スイスフラン", Unit::Money("CHF")),
    ("瑞郎", Unit::Money("CHF")),
    ("swiss francs", Unit::Money("CHF")),
    ("ルピー", Unit::Money("INR")),
    ("卢比", Unit::Money("INR")),
    ("rupees", Unit::Money("INR")),
    ("ルーブル", Unit::Money("RUB")),
    ("卢布", Unit::Money("RUB")),
    ("块钱", Unit::Money("CNY")),
    ("元钱", Unit::Money("CNY")),
    ("个点", Unit::Percent(100.0)),
    ("percentage-point", Unit::Points(100.0)),
    ("basis-point", Unit::Points(10_000.0)),
    ("basis point", Unit::Points(10_000.0)),
    ("bp", Unit::Points(10_000.0)),
    ("ウォン", Unit::Money("KRW")),
    ("韩元", Unit::Money("KRW")),
    ("won", Unit::Money("KRW")),
    ("秒", Unit::Time(Time::Second)),
    ("秒間", Unit::Time(Time::Second)),
    ("seconds", Unit::Time(Time::Second)),
    ("second", Unit::Time(Time::Second)),
    ("分", Unit::Time(Time::Minute)),
    ("分間", Unit::Time(Time::Minute)),
    ("分钟", Unit::Time(Time::Minute)),
    ("分鐘", Unit::Time(Time::Minute)),
    ("minutes", Unit::Time(Time::Minute)),
    ("minute", Unit::Time(Time::Minute)),
    ("min", Unit::Time(Time::Minute)),
    ("時間", Unit::Time(Time::Hour)),
    ("小时", Unit::Time(Time::Hour)),
    ("个小时", Unit::Time(Time::Hour)),
    ("hours", Unit::Time(Time::Hour)),
    ("hour", Unit::Time(Time::Hour)),
    ("日間", Unit::Time(Time::Day)),
    ("日", Unit::Time(Time::Day)),
    ("営業日", Unit::Time(Time::Day)),
    ("取引日", Unit::Time(Time::Day)),
    ("天", Unit::Time(Time::Day)),
    ("个交易日", Unit::Time(Time::Day)),
    ("days", Unit::Time(Time::Day)),
    ("day", Unit::Time(Time::Day)),
    ("trading days", Unit::Time(Time::Day)),
    ("sessions", Unit::Time(Time::Day)),
    ("週間", Unit::Time(Time::Week)),
    ("週", Unit::Time(Time::Week)),
    ("周", Unit::Time(Time::Week)),
    ("个星期", Unit::Time(Time::Week)),
    ("weeks", Unit::Time(Time::Week)),
    ("week", Unit::Time(Time::Week)),
    ("ヶ月", Unit::Time(Time::Month)),
    ("ケ月", Unit::Time(Time::Month)),
    ("カ月", Unit::Time(Time::Month)),
    ("か月", Unit::Time(Time::Month)),
    ("ヵ月", Unit::Time(Time::Month)),
    ("箇月", Unit::Time(Time::Month)),
    ("カ月間", Unit::Time(Time::Month)),
    ("か月間", Unit::Time(Time::Month)),
    ("个月", Unit::Time(Time::Month)),
    ("個月", Unit::Time(Time::Month)),
    ("months", Unit::Time(Time::Month)),
    ("month", Unit::Time(Time::Month)),
    ("四半期", Unit::Time(Time::Quarter)),
    ("个季度", Unit::Time(Time::Quarter)),
    ("quarters", Unit::Time(Time::Quarter)),
    ("年", Unit::Time(Time::Year)),
    ("年間", Unit::Time(Time::Year)),
    ("years", Unit::Time(Time::Year)),
    ("year", Unit::Time(Time::Year)),
    ("倍", Unit::Multiple),
    ("times", Unit::Multiple),
    ("x", Unit::Multiple),
    ("fold", Unit::Multiple),
]);

/// Counters of Japanese and Chinese.
static COUNTERS: Words<&str> = Words::new(&[
    ("件", "件"),
    ("人", "人"),
    ("名", "名"),
    ("社", "社"),
    ("銘柄", "銘柄"),
    ("公里", "公里"),
    ("株", "株"),
    ("股", "股"),
    ("本", "本"),
    ("台", "台"),
    ("個", "個"),
    ("个", "个"),
    ("家", "家"),
    ("只", "只"),
    ("支", "支"),
    ("位", "位"),
    ("款", "款"),
    ("起", "起"),
    ("项", "项"),
    ("項", "項"),
    ("项目", "项目"),
    ("回", "回"),
    ("次", "次"),
    ("カ国", "カ国"),
    ("か国", "か国"),
    ("ヶ国", "ヶ国"),
    ("カ国・地域", "カ国・地域"),
    ("つ", "つ"),
    ("店", "店"),
    ("店舗", "店舗"),
    ("枚", "枚"),
    ("冊", "冊"),
    ("校", "校"),
    ("戸", "戸"),
    ("户", "户"),
    ("种", "种"),
    ("種", "種"),
    ("種類", "種類"),
    ("份", "份"),
    ("笔", "笔"),
    ("筆", "筆"),
    ("辆", "辆"),
    ("部", "部"),
    ("点", "点"),
    ("万人", "万人"),
    ("頭", "頭"),
    ("組", "組"),
    ("カ所", "カ所"),
    ("か所", "か所"),
    ("ヶ所", "ヶ所"),
    ("国", "国"),
    ("トン", "トン"),
    ("吨", "吨"),
    ("基", "基"),
    ("块", "块"),
    ("張", "張"),
    ("张", "张"),
    ("例", "例"),
    ("票", "票"),
    ("語", "語"),
    ("字", "字"),
    ("轮", "轮"),
    ("ラウンド", "ラウンド"),
    ("城", "城"),
    ("所", "所"),
    ("座", "座"),
    ("套", "套"),
    ("ポイント", "ポイント"),
    ("世帯", "世帯"),
    ("箱", "箱"),
    ("匹", "匹"),
    ("杯", "杯"),
    ("隻", "隻"),
]);

/// Characters with which a counter or a tenth begins another word (成長, 回答, 部分).
const OTHERWISE: &[(&str, &str)] = &[
    ("成", "立長长功員员分果交本績绩熟為为"),
    ("国", "内産产際际民家立有営"),
    ("部", "分門门署隊品下屋"),
    ("点", "数線线"),
    ("本", "日社人国来年月土"),
    ("次", "第世のに"),
    ("人", "工類类民材気间間事物生员員的"),
    ("分", "の之析布野割配子散类類岐別别"),
    ("回", "答復复落路収转転"),
    ("位", "置于於"),
    ("例", "えば如外"),
    ("元", "妻々気旦素老祖"),
    ("年", "代度以"),
    ("つ", "まもの"),
    ("家", "族庭電电具"),
    ("日", "本"),
    ("週", "末"),
    ("周", "辺边囲围"),
    ("基", "本準准金于礎础"),
];

/// Money marks before a number.
static MARKS: Words<&str> = Words::new(&[
    ("$", "USD"),
    ("nt$", "TWD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("s$", "SGD"),
    ("chf", "CHF"),
    ("₹", "INR"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("hk$", "HKD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₩", "KRW"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("人民币", "CNY"),
]);

/// English words after a number that are no unit.
const NOT_COUNTED: &[&str] = &[
    "and", "or", "to", "in", "of", "on", "at", "by", "the", "a", "an", "from", "for", "with", "as", "is",
    "was", "were", "are", "has", "have", "had", "that", "which", "but", "than", "after", "before", "last",
    "this", "per", "pm", "am", "more", "less", "its", "it", "we", "he", "she", "they", "not", "so", "if",
    "when", "while", "since", "until", "over", "under", "about", "between", "percent", "may", "would",
    "could", "will", "can", "should",
];

/// The same with more than one character: 年前半 is a half of a year, 三位一体 no rank.
const OTHERWISE_WORDS: &[(&str, &str)] = &[("年", "前半"), ("年", "後半"), ("位", "一体")];

fn is_otherwise(cursor: &Cursor<'_>, word: &str, end: usize) -> bool {
    if OTHERWISE_WORDS.iter().any(|(unit, others)| *unit == word && cursor.word(end, others).is_some()) {
        return true;
    }
    let next = cursor.at(end);
    OTHERWISE.iter().any(|(unit, others)| *unit == word && next.is_some_and(|c| others.contains(c)))
}

/// The unit that begins at `at`, after the spaces that languages with spaces put there; with where it ends.
pub(crate) fn unit<'a>(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Unit<'a>)> {
    let start = cursor.past_spaces(at);
    let start = start + usize::from(start == at && cursor.at(at) == Some('-'));
    let own = |word: &str, end: usize| !is_otherwise(cursor, word, end);
    let named = cursor.longest_that(start, &TABLE, own);
    let counted = cursor.longest_that(start, &COUNTERS, own).map(|(end, word)| (end, Unit::Count(word)));
    match (named, counted) {
        (Some(named), Some(counted)) => Some(if counted.0 >= named.0 { counted } else { named }),
        (named, counted) => named.or(counted),
    }
}

/// Whether an English noun in the plural follows.
pub(crate) fn counts(cursor: &Cursor<'_>, at: usize) -> bool {
    counted_noun(cursor, at).is_some_and(|(_, noun)| is_plural(&noun))
}

/// Whether an English word looks like a noun of several things.
pub(crate) fn is_plural(word: &str) -> bool {
    let many = word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
    many || matches!(word, "people" | "men" | "women" | "children")
}

/// Most adjectives between a number and its noun.
const ADJECTIVES: usize = 2;

/// The English noun that begins at `at`, as a counter, with where it ends: the word that follows, or the first plural
/// within a few adjectives (full-time employees).
pub(crate) fn counted_noun(cursor: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    let (mut next, mut first) = (at, None);
    for _ in 0..=ADJECTIVES {
        let start = cursor.past_spaces(next);
        let mut end = start;
        while cursor.at(end).is_some_and(|c| c.is_ascii_alphabetic() || c == '-') {
            end += 1;
        }
        let word = cursor.slice(start, end);
        let small = word.chars().all(|c| c.is_ascii_lowercase() || c == '-') || first.is_none();
        let word = word.to_ascii_lowercase();
        if start == next || word.len() < 2 || !small || NOT_COUNTED.contains(&word.as_str()) {
            break;
        }
        if is_plural(&word) {
            return Some((end, word));
        }
        first = first.or(Some((end, word)));
        next = end;
    }
    first
}

/// The currency mark that ends at `end`, with where it begins.
pub(crate) fn mark_before(cursor: &Cursor<'_>, end: usize) -> Option<(usize, &'static str)> {
    let end = cursor.before_spaces(end);
    cursor.last(end).filter(|last| MARKS.may_end(*last))?;
    let found = MARKS.entries().iter().filter_map(|(mark, currency)| {
        let start = end.checked_sub(mark.chars().count())?;
        cursor.slice(start, end).eq_ignore_ascii_case(mark).then_some((start, *currency))
    });
    found.min_by_key(|(start, _)| *start)
}
