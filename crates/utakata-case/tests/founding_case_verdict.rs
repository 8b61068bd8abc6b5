//! The verdict on the founding case, from the files that ship and with the series that may not.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may stop and speak")]

use std::path::{Path, PathBuf};

use jiff::civil::date;
use utakata::{Execution, Statement};
use utakata_case::{
    Case, Findings,
    findings::{AuditOutcome, Label, StreamStanding},
    verdict::{InquiryOptions, inquire},
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/ai-2023")
}

/// Price files that stand beside the repository, the later ones winning.
fn shared() -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    [
        "reference/evidence/basket_us_ai_adjclose_2022-06_2023-06.csv",
        "data/github/us_ai_stocks_ohlcv_2018_2024.csv",
        "data/github/china_a_share_ai_daily_2019_2025.csv",
    ]
    .map(|name| shared.join(name))
    .to_vec()
}

fn findings(extra: &[PathBuf], execution: &Execution<'_>) -> Findings {
    let case = Case::open(&folder(), extra).unwrap();
    inquire(&case, &InquiryOptions { replications: 199, seed: 7 }, execution).unwrap()
}

fn statements(findings: &Findings) -> impl Iterator<Item = &Statement> {
    findings.streams.iter().flat_map(|stream| &stream.statements)
}

/// The layers of the value chain in the order foretold: identifier, members with prices, day of the first fall.
fn chain(findings: &Findings) -> Vec<(&str, usize, Option<jiff::civil::Date>)> {
    let stream = findings.streams.iter().find(|s| s.id == "value-chain").unwrap();
    assert_eq!(stream.standing, StreamStanding::Descriptive);
    stream.layers.iter().map(|l| (l.id.as_str(), l.members.len(), l.fell)).collect()
}

fn outcome(findings: &Findings, entry: &str) -> AuditOutcome {
    findings.claims.iter().find(|c| c.entry == entry).unwrap().outcome
}

#[test]
fn from_what_ships_usage_has_slowed_and_nothing_is_there_to_burst() {
    let findings = findings(&[], &Execution::serial());
    let verdict = &findings.verdict;
    assert_eq!(verdict.label, Label::NoRunUp);

    // No boom, no alarm on one.
    assert!(statements(&findings).all(|s| s.method != "boom-alarm"));

    // Usage: established by its own e-process (1, 1.5, 3, 7.5, 22.5), undatable within January to May.
    let usage = findings.streams.iter().find(|s| s.id == "usage").unwrap();
    assert_eq!(usage.standing, StreamStanding::Turned);
    assert_eq!(usage.statements[0].e_value, Some(22.5));
    assert!((usage.statements[0].p_value.unwrap() - 1.0 / 120.0).abs() < 1e-12);
    assert_eq!(verdict.since.len(), 1);
    assert!(!verdict.since[0].datable);
    assert_eq!(verdict.since[0].earliest, Some(date(2023, 1, 1)));
    assert_eq!(verdict.since[0].latest, Some(date(2023, 5, 1)));

    assert!(!findings.broad_turn.shown);
    assert!(findings.broad_turn.listed.is_empty());
    let gate = |id: &str| findings.gates.iter().find(|g| g.basket == id).unwrap().qualifies;
    assert_eq!(gate("us-ai"), Some(false));
    assert_eq!(gate("us-ai-wide"), None);
    assert_eq!(gate("cn-ai"), None);
    assert!(!findings.climatology.applies);

    assert_eq!(outcome(&findings, "M003"), AuditOutcome::Contradicted);
    assert_eq!(outcome(&findings, "S002"), AuditOutcome::Garbled);
    assert_eq!(outcome(&findings, "S005"), AuditOutcome::Garbled);
    assert_eq!(outcome(&findings, "M009-intel"), AuditOutcome::NotCheckable);
    assert!(findings.missing.iter().any(|m| m.what.english.contains("300418.SZ")));
}

#[test]
fn supplied_series_judge_china_and_audit_every_price_claim() {
    let extra = shared();
    if !extra.iter().all(|p| p.exists()) {
        eprintln!("skipped: ../shared is not here");
        return;
    }
    let findings = findings(&extra, &Execution::serial());
    // The A-share names had more than doubled in two years; the four US leaders had not.
    let gate = |id: &str| findings.gates.iter().find(|g| g.basket == id).unwrap();
    assert_eq!(gate("us-ai").qualifies, Some(false));
    assert_eq!(gate("cn-ai").qualifies, Some(true), "{:?}", gate("cn-ai"));
    assert!(!findings.broad_turn.shown);
    assert_eq!(findings.verdict.label, Label::TurnInSomeStreams);
    // Only list prices, which begin after the as-of day, are at hand nowhere.
    let without: Vec<&str> = findings
        .streams
        .iter()
        .filter(|s| s.standing == StreamStanding::Insufficient)
        .map(|s| s.id.as_str())
        .collect();
    assert_eq!(without, ["input-prices"]);
    // Kunlun fell by its daily limit on 21 June, further than on any of the 250 days before: p = 1/251.
    let kunlun = findings.streams.iter().find(|s| s.id == "kunlun").unwrap();
    assert!((kunlun.statements[0].p_value.unwrap() - 1.0 / 251.0).abs() < 1e-12);
    assert!((kunlun.statements[0].e_value.unwrap() - 8.007517224473107).abs() < 1e-9);
    assert!(kunlun.summary.english.contains("≤ -20.0"), "{}", kunlun.summary.english);
    assert!(findings.missing.iter().all(|m| m.needed_by == ["input-prices"]), "{:?}", findings.missing);
    // First falls as `tests/data/value_chain.py` computes them from the same files.
    let expected = [
        ("application", 21, Some(date(2022, 12, 22))),
        ("platform", 9, None),
        ("hardware", 10, Some(date(2023, 5, 11))),
        ("compute", 9, Some(date(2022, 12, 22))),
    ];
    assert_eq!(chain(&findings), expected);
    assert_eq!(outcome(&findings, "M009-amd"), AuditOutcome::Confirmed);
    assert_eq!(outcome(&findings, "M009-intel"), AuditOutcome::Contradicted);
    assert_eq!(outcome(&findings, "M010"), AuditOutcome::Confirmed);
    assert_eq!(outcome(&findings, "M007"), AuditOutcome::NotCheckable);
    let claim = |entry: &str| findings.claims.iter().find(|c| c.entry == entry).unwrap();
    assert!(claim("E002").numbers.iter().any(|n| n.on == Some(date(2023, 6, 21))), "{:?}", claim("E002"));
    assert!((claim("M007").numbers[0].found + 12.87).abs() < 0.005);
}

#[test]
fn the_value_chain_shows_what_ships_and_says_what_does_not() {
    let findings = findings(&[], &Execution::serial());
    let chain = chain(&findings);
    // First falls by a direct computation from the shipped closes.
    assert_eq!(chain[0], ("application", 0, None));
    assert_eq!(chain[1], ("platform", 3, Some(date(2022, 12, 28))));
    assert_eq!(chain[2], ("hardware", 0, None));
    assert_eq!(chain[3], ("compute", 1, Some(date(2022, 12, 19))));
    let stream = findings.streams.iter().find(|s| s.id == "value-chain").unwrap();
    assert!(
        (stream.layers[3].period_return.unwrap() - 1.401649112312008).abs() < 1e-9,
        "{:?}",
        stream.layers[3]
    );
    assert!(
        (stream.layers[1].drawdown.unwrap() + 0.02928333452218923).abs() < 1e-9,
        "{:?}",
        stream.layers[1]
    );
    let order = &stream.statements[0];
    assert_eq!((order.statistic, order.p_value, order.smallest_p), (Some(-1.0), Some(1.0), Some(0.5)));
    assert!(
        order.notes.iter().any(|n| n.key == "layers-absent" && n.english.contains("Hardware")),
        "{order:?}"
    );
    assert!(findings.missing.iter().any(|m| m.what.key == "missing-layers"), "{:?}", findings.missing);
    assert_eq!(stream.figures[0].lines.len(), 2);
    // Contagion and migration between the two, on 142 common days.
    let methods: Vec<&str> = stream.statements.iter().map(|s| s.method.as_str()).collect();
    assert_eq!(methods, ["lead-lag-permutation", "contagion", "migration"]);
}

#[test]
fn births_and_survivors_stand_beside_the_verdict() {
    let findings = findings(&[], &Execution::serial());
    let stream = |id: &str| findings.streams.iter().find(|s| s.id == id).unwrap();
    // 29 against 50, of 73 and 61 sampled births: p at φ = 2 as Python computes it. The registered e-value stays.
    let births = stream("births");
    assert!((births.statements[1].p_value.unwrap() - 0.026_047_022_295_227_883).abs() < 1e-9, "{births:?}");
    assert_eq!((births.numbers["peak_count"], births.numbers["recent_total"]), (41.0, 73.0));
    let registered = births.statements[0].e_value;
    let counted = findings.broad_turn.streams.iter().find(|s| s.stream == "births").unwrap();
    assert_eq!(registered, Some(counted.e_value));
    // At most two of a hundred: at the shares left of the four shakeouts P(as few) falls from one half to nothing.
    let survivors = stream("survivors");
    let p: Vec<f64> = survivors.statements.iter().map(|s| s.p_value.unwrap()).collect();
    let expected = [0.528_030, 0.008_054, 0.340_820, 0.000_001];
    for (p, expected) in p.iter().zip(expected) {
        assert!((p - expected).abs() < 1e-6, "{p} {expected}");
    }
    assert!(findings.missing.iter().any(|m| m.what.key == "missing-inputs"));
}

#[test]
fn the_findings_do_not_depend_on_the_number_of_threads() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let one = serde_json::to_string(&findings(&[], &Execution::serial())).unwrap();
    let three = serde_json::to_string(&findings(&[], &Execution::on(&pool))).unwrap();
    assert_eq!(one, three);
}
