//! Findings made by hand. The figures are those of the worked verdict; the prices are drawn by formula.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use utakata::{Interval, Phrase};
use utakata_case::Findings;
use utakata_case::findings::{
    Action, BroadTurn, CaseHeader, Climatology, DateSet, FirstPassage, Gate, GateCriterion, Label,
    LensAnswer, Missing, PriceState, ResolvableEvent, SCHEMA, StreamEvidence, Verdict,
};

use crate::sample_ledger::{claims, forecasts, ledger, sources, stances};
use crate::sample_streams;

pub(crate) const AS_OF: Date = date(2023, 6, 27);

/// A text in the case author's own three languages.
pub(crate) fn own(en: &str, ja: &str, zh: &str) -> Phrase {
    let args = BTreeMap::from([("ja".to_owned(), ja.to_owned()), ("zh".to_owned(), zh.to_owned())]);
    Phrase { key: "own-words".into(), args, english: en.into() }
}

pub(crate) fn within(low: f64, high: f64) -> Interval {
    Interval { low: Some(low), high: Some(high), level: 0.95 }
}

pub(crate) fn usage_name() -> Phrase {
    own("ChatGPT visits", "ChatGPTの訪問数", "ChatGPT 访问量")
}

fn us_basket() -> Phrase {
    own("listed US AI names", "米国上場のAI関連銘柄", "美国上市AI股")
}

fn china_basket() -> Phrase {
    own("A-share AI names", "中国A株のAI関連銘柄", "A股AI概念股")
}

pub(crate) fn findings() -> Findings {
    let streams = sample_streams::streams();
    let broad_turn = broad_turn();
    Findings {
        schema: SCHEMA,
        program: "0.1.0".into(),
        case: CaseHeader {
            id: "ai-2023".into(),
            title: own(
                "Is the AI large-model bubble bursting?",
                "AI大規模モデルのバブルは弾けつつあるか",
                "AI 大模型泡沫正在破裂吗？",
            ),
            question: own(
                "Is there a bubble in AI large models, is it bursting as of 27 June 2023, and since when?",
                "2023年6月27日の時点で、AI大規模モデルにバブルはあるか。弾けつつあるか。いつからか。",
                "截至2023年6月27日，AI大模型是否存在泡沫？是否正在破裂？从何时开始？",
            ),
            as_of: AS_OF,
            sector: "AI large models".into(),
        },
        verdict: verdict(&streams[0].summary, &streams[0].statements[0].guarantee.text, &broad_turn.text),
        gates: gates(),
        streams,
        broad_turn,
        climatology: climatology(),
        probabilities: vec![],
        lenses: vec![lens("vc", "0.75"), lens("corporate", "0.50")],
        events: vec![ResolvableEvent {
            id: "B1".into(),
            text: own(
                "The basket falls 40 % or more from its running peak within 504 trading days.",
                "バスケットが504取引日以内に直近の高値から40 %以上下落する。",
                "篮子在504个交易日内从运行高点下跌40 %以上。",
            ),
            happened: Some(false),
            evidence: None,
            likelihood: Phrase::new(
                "event-likelihood-library",
                "What became of earlier booms (layer C) speaks of this fall, there counted from the start of the boom.",
            ),
        }],
        claims: claims(),
        stances: stances(),
        forecasts: forecasts(),
        ledger: ledger(),
        sources: sources(),
        missing: vec![Missing {
            what: own(
                "closes of 300418.SZ, 2022-06-01 to 2023-06-26",
                "300418.SZの終値（2022-06-01〜2023-06-26）",
                "300418.SZ 的收盘价（2022-06-01 至 2023-06-26）",
            ),
            settles: own(
                "whether there was a run-up in A-share AI names",
                "A株のAI関連銘柄に急騰があったかどうか",
                "A股AI概念股是否出现过大涨",
            ),
            needed_by: vec!["kunlun-limit-down".into()],
        }],
    }
}

fn verdict(usage: &Phrase, guarantee: &Phrase, broad: &Phrase) -> Verdict {
    Verdict {
        label: Label::NoRunUp,
        answer: Phrase::new(
            "answer-no-run-up-some-turned",
            "Not shown. One part has turned ({turned}), but there is no broad turn, and no basket with prices at \
             hand has the run-up that a bursting bubble needs.",
        )
        .with_texts("turned", &[&usage_name()])
        .with("required", "3")
        .with("registered", "5"),
        reasons: vec![
            usage.clone(),
            broad.clone(),
            gates()[0].text.clone(),
            Phrase::fill(
                "reason-claims",
                "Of {all} checkable claims, {confirmed} are confirmed, {contradicted} contradicted{which}, \
                 {garbled} garbled{damaged}, {open} cannot be checked with the data at hand.",
                [
                    ("all", "3".to_owned()),
                    ("confirmed", "0".to_owned()),
                    ("contradicted", "1".to_owned()),
                    ("which", " (visits-april)".to_owned()),
                    ("garbled", "1".to_owned()),
                    ("damaged", " (bcg-86)".to_owned()),
                    ("open", "1".to_owned()),
                ],
            ),
        ],
        states: vec![PriceState {
            stream: "us-ai".into(),
            state: "calm".into(),
            since: None,
            text: Phrase::new("state-calm", "{basket}: calm; no explosive episode established.")
                .with_texts("basket", &[&us_basket()]),
        }],
        since: vec![DateSet {
            what: Phrase::new("since-usage", "slowdown of usage growth"),
            stream: "usage".into(),
            earliest: Some(date(2023, 1, 1)),
            latest: Some(date(2023, 5, 1)),
            datable: false,
            text: Phrase::fill(
                "since-undatable",
                "somewhere between {from} and {to}; it cannot be dated with {n} points (permutation p of a break \
                 after each period: {p})",
                [
                    ("from", "2023-01-01".to_owned()),
                    ("to", "2023-05-01".to_owned()),
                    ("n", "5".to_owned()),
                    ("p", "0.20, 0.10, 0.10, 0.20".to_owned()),
                ],
            ),
        }],
        certainty: vec![
            guarantee.clone(),
            Phrase::fill(
                "certainty-broad-turn",
                "If fewer than {u} kinds had turned, the chance of ever calling a broad turn would be at most \
                 {level} %, however the streams depend on one another.",
                [("u", "3".to_owned()), ("level", "5".to_owned())],
            ),
        ],
        against: vec![
            usage.clone(),
            Phrase::fill(
                "against-missing",
                "What is missing could point the other way: {count} data sets named below were not at hand.",
                [("count", "1".to_owned())],
            ),
        ],
        would_change: vec![Phrase::fill(
            "flip-broad-turn-won",
            "A broad turn would be shown if the e-values of {streams}, which average {e}, averaged {threshold} or \
             more.",
            [
                ("streams", "surveys, us-price, deals".to_owned()),
                ("e", "1.76".to_owned()),
                ("threshold", "20".to_owned()),
            ],
        )],
    }
}

fn gates() -> Vec<Gate> {
    let criterion = |value, holds, text| GateCriterion {
        name: "run-up-504".into(),
        value,
        threshold: Some(1.0),
        holds,
        text,
    };
    vec![
        Gate {
            basket: "us-ai".into(),
            name: us_basket(),
            members: ["NVDA", "MSFT", "GOOGL", "AI", "AMD", "INTC"].map(str::to_owned).to_vec(),
            qualifies: Some(false),
            criteria: vec![criterion(
                Some(0.19),
                Some(false),
                own(
                    "504-day return +19 %, needed +100 %",
                    "504日リターン +19 %（基準 +100 %）",
                    "504日收益 +19 %（标准 +100 %）",
                ),
            )],
            text: own(
                "Listed US AI names rose 19 % in two years; a run-up needs 100 %.",
                "米国上場のAI関連銘柄は2年で19 %上昇。急騰とみなすには100 %が必要。",
                "美国上市AI股两年上涨19 %；构成大涨需要100 %。",
            ),
        },
        Gate {
            basket: "cn-ai".into(),
            name: china_basket(),
            members: vec![],
            qualifies: None,
            criteria: vec![criterion(None, None, own("504-day return", "504日リターン", "504日收益"))],
            text: own("Prices are missing.", "価格データがない。", "缺少价格数据。"),
        },
    ]
}

fn broad_turn() -> BroadTurn {
    let streams =
        [("usage", 22.5), ("deals", 2.987), ("incidents", 8.008), ("us-price", 1.292), ("surveys", 1.0)];
    BroadTurn {
        required: 3,
        level: 0.05,
        streams: streams
            .into_iter()
            .map(|(stream, e_value)| StreamEvidence {
                stream: stream.into(),
                e_value,
                present: stream != "surveys",
            })
            .collect(),
        e_value: 1.7595979,
        threshold: 20.0,
        shown: false,
        by_required: vec![7.157, 3.322, 1.760, 1.146, 1.0],
        listed: vec![],
        text: Phrase::fill(
            "broad-turn-not-shown",
            "A broad turn is not shown: the e-value for \"at least {u} of {k} kinds have turned\" is {e}, needed \
             {threshold}. Kinds without data ({missing}) count as saying nothing.",
            [
                ("u", "3".to_owned()),
                ("k", "5".to_owned()),
                ("e", "1.76".to_owned()),
                ("threshold", "20".to_owned()),
                ("missing", "1".to_owned()),
            ],
        ),
    }
}

fn climatology() -> Climatology {
    Climatology {
        event: Phrase::new(
            "climatology-event",
            "a fall of 40 % or more from the running peak within 504 trading days",
        ),
        rule: "two-year-double".into(),
        reference: "index".into(),
        booms: 279,
        crashes: 119,
        frequency: 119.0 / 279.0,
        interval: within(0.24, 0.62),
        independent_interval: within(0.37, 0.49),
        first_passage: [(0.1, 279, 0.427, 1.0), (0.2, 258, 0.461, 0.87), (0.3, 191, 0.623, 0.45)]
            .map(|(drawdown, booms, crash_frequency, false_alarm_share)| FirstPassage {
                drawdown,
                booms,
                crash_frequency,
                interval: within(crash_frequency - 0.19, crash_frequency + 0.17),
                false_alarm_share,
            })
            .to_vec(),
        applies: false,
        text: Phrase::fill(
            "climatology-does-not-apply",
            "Of {booms} earlier {class}, {crashes} ({percent} %) fell 40 % within two \
             more years (eras resampled: {low} to {high} %). No basket of this case with prices at hand is such a \
             run-up, so this frequency does not apply to it; it is printed for scale.",
            [
                ("booms", "279".to_owned()),
                ("crashes", "119".to_owned()),
                ("percent", "43".to_owned()),
                ("low", "24".to_owned()),
                ("high", "62".to_owned()),
                ("class", "run-ups of indices that doubled in two years".to_owned()),
                ("rule", "two-year-double".to_owned()),
                ("group", "index".to_owned()),
            ],
        ),
    }
}

fn lens(id: &str, threshold: &str) -> LensAnswer {
    LensAnswer {
        id: id.into(),
        name: own("Dollar venture fund, 7 to 10 years", "ドル建てVC（7〜10年）", "美元风投基金（7–10年）"),
        basket: None,
        act_above: 0.75,
        action: Action::NotApplicable,
        text: Phrase::fill(
            "lens-not-applicable-hold",
            "Not applicable: no basket qualifies. If one did, climatology ({low} to {high} %) would say: hold \
             (threshold {threshold} %).",
            [
                ("low", "24".to_owned()),
                ("high", "62".to_owned()),
                ("threshold", threshold.to_owned()),
                ("up", "51".to_owned()),
                ("down", "0".to_owned()),
            ],
        ),
    }
}
