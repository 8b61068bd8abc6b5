//! The price claims of the founding article, audited on the shared price series where they are at hand.
//!
//! Expected figures: reference table of the evidence methods, part 0, and the series' manifest.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use utakata_case::{
    Case,
    audit::{Audit, audit},
    findings::{AuditOutcome, ClaimAudit},
};

const CASE: &str = r#"
schema = 1
id = "claims"
as_of = "2023-06-27"
sector = "AI"
title = { en = "Claims" }
question = { en = "Are they true?" }
broad_turn = { required = 1, level = 0.05, streams = ["prices"] }
[[basket]]
id = "cn-ai"
name = { en = "A-share AI names" }
members = [
  "000938.SZ", "000977.SZ", "002230.SZ", "002415.SZ", "002624.SZ", "300033.SZ", "300058.SZ", "300079.SZ", "300188.SZ",
  "300229.SZ", "300308.SZ", "300364.SZ", "300418.SZ", "300474.SZ", "300624.SZ", "601138.SH", "601360.SH", "603019.SH",
  "603083.SH", "688041.SH", "688111.SH", "688256.SH", "688327.SH",
]
frozen = "2022-12-30"
weighting = "equal-buy-and-hold"
[[stream]]
id = "prices"
name = { en = "Prices" }
kind = "price"
registered = "2023-06-01"
null = { name = "ordinary-week", basket = "cn-ai", horizon = 5, history = 250 }
"#;

const LEDGER_HEAD: &str = "schema = 1\n[sources.a]\ntitle = \"t\"\npublisher = \"p\"\n";

const CHECKS: [(&str, &str); 8] = [
    (
        "amd-23",
        r#"by = "streak", symbol = "AMD", direction = "down", length = 6, from = "2023-06-23", to = "2023-06-23""#,
    ),
    (
        "amd",
        r#"by = "streak", symbol = "AMD", direction = "down", length = 6, from = "2023-06-23", to = "2023-06-26""#,
    ),
    (
        "intel",
        r#"by = "streak", symbol = "INTC", direction = "down", length = 6, from = "2023-06-23", to = "2023-06-26""#,
    ),
    ("c3-26", r#"by = "return", symbol = "AI", to = "2023-06-26", high = -3.0"#),
    ("c3-23", r#"by = "return", symbol = "AI", to = "2023-06-23", high = -3.0"#),
    (
        "kunlun",
        r#"by = "plunge", symbol = "300418.SZ", from = "2023-06-19", to = "2023-06-26", at_least = 10.0, limit = 20.0"#,
    ),
    (
        "cn",
        r#"by = "basket-return", basket = "cn-ai", from = "2023-06-19", to = "2023-06-26", quoted = -4.7, members_given = false"#,
    ),
    (
        "cn-breadth",
        r#"by = "breadth", basket = "cn-ai", from = "2023-06-19", to = "2023-06-26", below = -10.0, count = 20, members_given = false"#,
    ),
];

fn ledger() -> String {
    let entry = |(id, check): &(&str, &str)| {
        format!(
            "[[entry]]\nid = \"{id}\"\nkind = \"price\"\nsubject = \"s\"\nstatement = \"s\"\nsource = \"a\"\n\
             date = \"2023-06-26\"\nstance = \"bursting\"\ncheck = {{ {check} }}\n"
        )
    };
    CHECKS.iter().fold(LEDGER_HEAD.to_owned(), |text, check| text + &entry(check))
}

fn audited(extra: &[PathBuf]) -> Audit {
    let ledger = ledger();
    audit(
        &Case::embedded(&[("case.toml", CASE.as_bytes()), ("ledger.toml", ledger.as_bytes())], extra)
            .unwrap(),
    )
}

fn claim<'a>(audit: &'a Audit, id: &str) -> &'a ClaimAudit {
    audit.claims.iter().find(|c| c.entry == id).unwrap()
}

/// The shared price files, or a word that the test is skipped.
fn shared() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/github");
    let file = |name: &str| folder.join(name);
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let kunlun = file("kunlun_300418_daily_raw_valuation_2015_2025.csv");
    Some(vec![
        file("us_ai_stocks_ohlcv_2018_2024.csv"),
        file("china_a_share_ai_daily_2019_2025.csv"),
        PathBuf::from(format!("300418.SZ={}", kunlun.display())),
    ])
}

#[test]
fn without_prices_every_claim_says_what_it_lacks() {
    let audit = audited(&[]);
    assert!(audit.claims.iter().all(|c| c.outcome == AuditOutcome::NotCheckable && c.numbers.is_empty()));
    let waiting: usize = audit.missing.iter().map(|m| m.needed_by.len()).sum();
    assert_eq!(waiting, CHECKS.len());
    let members = audit.missing.iter().find(|m| m.needed_by == ["cn", "cn-breadth"]).unwrap();
    assert!(members.what.english.contains("688327.SH"), "{members:?}");
}

#[test]
fn the_founding_case_audits_what_ships_and_with_prices_the_rest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/ai-2023");
    let shipped = audit(&Case::open(&folder, &[]).unwrap());
    let outcome = |audit: &Audit, id: &str| claim(audit, id).outcome;
    assert_eq!(outcome(&shipped, "M003"), AuditOutcome::Contradicted);
    assert!((claim(&shipped, "M003").numbers[0].found - 12.6).abs() < 1e-9);
    assert_eq!(outcome(&shipped, "S002"), AuditOutcome::Garbled);
    assert_eq!(outcome(&shipped, "S005"), AuditOutcome::Garbled);
    for id in ["M007", "M009-amd", "M009-intel", "M010"] {
        assert_eq!(outcome(&shipped, id), AuditOutcome::NotCheckable);
        assert!(shipped.missing.iter().any(|m| m.needed_by.iter().any(|n| n == id)), "{id}");
    }
    let Some(extra) = shared() else { return };
    let supplied = audit(&Case::open(&folder, &extra).unwrap());
    assert_eq!(outcome(&supplied, "M009-amd"), AuditOutcome::Confirmed);
    assert_eq!(outcome(&supplied, "M009-intel"), AuditOutcome::Contradicted);
    assert_eq!(claim(&supplied, "M010").text.key, "audit-return-understated");
    assert!((claim(&supplied, "M007").numbers[0].found - -12.87).abs() < 0.005);
    assert!(supplied.missing.is_empty(), "{:?}", supplied.missing);
}

#[test]
fn streaks_and_falls_of_the_article() {
    let Some(extra) = shared() else { return };
    let audit = audited(&extra);
    let amd = claim(&audit, "amd-23");
    assert_eq!((amd.outcome, amd.numbers[0].found), (AuditOutcome::Confirmed, 6.0));
    let amd = claim(&audit, "amd");
    assert_eq!((amd.numbers[0].found, amd.numbers[0].on), (7.0, Some(date(2023, 6, 26))));
    let intel = claim(&audit, "intel");
    assert_eq!((intel.outcome, intel.numbers[0].found), (AuditOutcome::Contradicted, 0.0));
    assert!((intel.numbers[1].found - 0.89).abs() < 0.005, "{intel:?}");
    for (id, fall) in [("c3-26", -4.28), ("c3-23", -10.82)] {
        let c3 = claim(&audit, id);
        assert_eq!((c3.outcome, c3.text.key.as_str()), (AuditOutcome::Confirmed, "audit-return-understated"));
        assert!((c3.numbers[0].found - fall).abs() < 0.005, "{c3:?}");
    }
}

#[test]
fn the_limit_down_of_kunlun_and_the_week_of_the_a_shares() {
    let Some(extra) = shared() else { return };
    let audit = audited(&extra);
    let kunlun = claim(&audit, "kunlun");
    assert_eq!((kunlun.outcome, kunlun.text.key.as_str()), (AuditOutcome::Confirmed, "audit-plunge-limit"));
    assert_eq!(kunlun.numbers[0].on, Some(date(2023, 6, 21)));
    assert!((kunlun.numbers[0].found - 20.0064).abs() < 5e-5, "{kunlun:?}");
    let week = claim(&audit, "cn");
    assert_eq!(week.outcome, AuditOutcome::NotCheckable, "members not given: no contradiction");
    assert!((week.numbers[0].found - -12.87).abs() < 0.005, "{week:?}");
    assert_eq!(claim(&audit, "cn-breadth").numbers[0].found, 16.0);
    assert!(audit.missing.is_empty());
}
