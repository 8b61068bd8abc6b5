//! What people said in the sample: claims, stances, forecasts, ledger and sources.

use jiff::civil::date;
use utakata_case::findings::{
    AuditOutcome, CitedSource, ClaimAudit, Comparison, ForecastLine, Hindsight, LedgerLine, StanceMap,
    StanceRow,
};
use utakata_case::ledger::{Bound, Kind, Outcome, Source, Stance, Value};

use crate::sample::{AS_OF, own};

pub(crate) fn claims() -> Vec<ClaimAudit> {
    let claim = |entry: &str, subject: &str, claim: &str, outcome, text, numbers| ClaimAudit {
        entry: entry.into(),
        subject: subject.into(),
        claim: claim.into(),
        outcome,
        text,
        numbers,
        files: vec!["series/visits.csv".into()],
    };
    vec![
        claim(
            "visits-april",
            "April visits growth",
            "Growth of visits in April was below 10 per cent.",
            AuditOutcome::Contradicted,
            own("12.6 %, not below 10 %.", "10 %未満ではなく12.6 %。", "为12.6 %，并非低于10 %。"),
            vec![Comparison {
                what: "growth, per cent".into(),
                claimed_low: None,
                claimed_high: Some(10.0),
                found: 12.6,
                on: Some(date(2023, 4, 1)),
            }],
        ),
        claim(
            "bcg-86",
            "BCG survey, 86 per cent",
            "86 per cent of workers received training.",
            AuditOutcome::Garbled,
            own(
                "The source says they will need training.",
                "原典では「訓練が必要になる」。",
                "原文说的是“将需要培训”。",
            ),
            vec![],
        ),
        claim(
            "kunlun-limit-down",
            "Kunlun plunges",
            "Kunlun Tech fell by the limit after the filing.",
            AuditOutcome::NotCheckable,
            own("Closes are missing.", "終値がない。", "缺少收盘价。"),
            vec![],
        ),
    ]
}

pub(crate) fn stances() -> StanceMap {
    let row = |name: &str, names: &[&str], stance, says: &str| StanceRow {
        person: name.to_lowercase().replace(' ', "-"),
        name: name.into(),
        names: names.iter().map(|&s| s.to_owned()).collect(),
        role: "Founding partner, Vision Knight Capital".into(),
        interest: "RMB fund".into(),
        stance,
        says: says.into(),
        entries: vec!["visits-april".into()],
    };
    StanceMap {
        rows: vec![
            row("Wei Zhe", &["卫哲"], Stance::Bursting, "Of a hundred large models only two will survive."),
            row("Zhu Xiaohu", &["朱啸虎"], Stance::Bursting, "Most start-ups on GPT have no moat."),
            row("Lu Zhiwu", &["卢志武"], Stance::Ambivalent, "There is a bubble, and it is not always bad."),
            row("David Rosenberg", &[], Stance::NotBursting, "It will burst soon, not yet."),
        ],
        counts: [2, 1, 1, 0],
        disagreement_bits: 1.5,
        largest_bits: 2.0,
        text: own(
            "Four independent speakers, divided: 1.5 of at most 2 bits.",
            "独立した4人の発言者の見方は割れている（最大2ビットのうち1.5ビット）。",
            "四位独立发言者意见分歧：1.5比特（最大2比特）。",
        ),
    }
}

pub(crate) fn forecasts() -> Vec<ForecastLine> {
    vec![
        ForecastLine {
            entry: "visits-april".into(),
            speaker: "SimilarWeb".into(),
            statement: "Growth of visits may turn negative in June.".into(),
            rule: Some("Month-on-month growth of visits in June 2023 is below zero.".into()),
            due: Some(date(2023, 7, 31)),
            due_proposed: true,
            outcome: Outcome::Open,
            hindsight: Some(Hindsight {
                outcome: Outcome::True,
                known_on: Some(date(2023, 7, 5)),
                evidence: Some("Visits fell by 9.7 per cent in June.".into()),
            }),
        },
        ForecastLine {
            entry: "bcg-86".into(),
            speaker: "Lu Zhiwu".into(),
            statement: "A bubble is not always bad.".into(),
            rule: None,
            due: None,
            due_proposed: false,
            outcome: Outcome::Unresolvable,
            hindsight: None,
        },
    ]
}

pub(crate) fn ledger() -> Vec<LedgerLine> {
    let line = |id: &str, kind, subject: &str, at| LedgerLine {
        id: id.into(),
        kind,
        subject: subject.into(),
        statement: format!("{subject}, as the article tells it."),
        speaker: None,
        relayed_by: Some("36Kr".into()),
        source: "article".into(),
        date: AS_OF,
        stance: Stance::Neutral,
        values: vec![Value {
            what: "growth".into(),
            low: None,
            high: Some(10.0),
            unit: "per cent per month".into(),
            bound: Bound::AtMost,
        }],
        damage: (id == "bcg-86").then(|| "says received; the source says will need".to_owned()),
        primary: (id == "visits-april").then(|| "12.6 per cent".to_owned()),
        line: at,
    };
    vec![
        line("visits-april", Kind::Usage, "April visits growth", 40),
        line("bcg-86", Kind::Survey, "BCG survey, 86 per cent", 62),
        line("kunlun-limit-down", Kind::Price, "Kunlun plunges", 90),
    ]
}

pub(crate) fn sources() -> Vec<CitedSource> {
    let source = |id: &str, title: &str, url: Option<&str>| CitedSource {
        id: id.into(),
        source: Source {
            title: title.into(),
            publisher: "36Kr".into(),
            author: Some("A. Writer".into()),
            published: Some(AS_OF),
            url: url.map(str::to_owned),
            note: Some("in Japanese".into()),
        },
    };
    vec![
        source(
            "article",
            "<script>alert('bubble')</script> & \"the\" article",
            Some("https://example.org/a?b=1&c=2"),
        ),
        source("hostile", "A\u{1b}[31m red source", Some("javascript:alert(1)")),
        source("similarweb", "ChatGPT traffic, monthly", None),
    ]
}
