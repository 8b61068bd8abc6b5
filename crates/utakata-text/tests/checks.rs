//! Which checks against closes follow from the words, and which do not.
#![allow(clippy::unwrap_used)] // a failing test may panic

use jiff::civil::date;
use toml::Value;
use utakata_text::draft::{Article, draft};

/// The checks of a draft of `text`, published on Tuesday 27 June 2023, one a line: kind, symbol, days, bounds.
fn checks(text: &str) -> Vec<String> {
    let names = [("Intel", "INTC"), ("AMD", "AMD"), ("英特尔", "INTC"), ("インテル", "INTC")];
    let symbols: Vec<(String, String)> =
        names.iter().map(|(name, symbol)| ((*name).to_owned(), (*symbol).to_owned())).collect();
    let published = date(2023, 6, 27);
    let article = Article { text, title: "t", published, address: None, symbols: &symbols };
    let reading = utakata_text::read(text, Some(published));
    let files = draft(&article, &reading, None).unwrap();
    let ledger: toml::Table = files["ledger.toml"].parse().unwrap();
    let entries = ledger.get("entry").and_then(Value::as_array).cloned().unwrap_or_default();
    entries.iter().filter_map(|entry| entry.get("check")).map(line).collect()
}

fn line(check: &Value) -> String {
    let text = |name: &str| check.get(name).map(|value| value.to_string().replace('"', ""));
    assert!(text("window").is_some_and(|rule| !rule.is_empty()), "every check says which rule: {check}");
    let mut words = vec![text("by").unwrap(), text("symbol").unwrap()];
    let windows = check.get("windows").and_then(Value::as_array).cloned().unwrap_or_default();
    words.extend(windows.iter().map(|window| {
        let from = window
            .get("from")
            .and_then(Value::as_str)
            .map_or_else(|| window["closes"].to_string(), str::to_owned);
        format!("{from}/{}", window["to"].as_str().unwrap())
    }));
    let days = [text("since"), text("from"), text("to")].into_iter().flatten().collect::<Vec<_>>();
    words.extend((!days.is_empty()).then(|| days.join("/")));
    words.extend([text("side"), text("direction"), text("length")].into_iter().flatten());
    if let (low, high) = (text("low"), text("high"))
        && (low.is_some() || high.is_some())
    {
        words.push(format!("{}…{}", low.unwrap_or_default(), high.unwrap_or_default()));
    }
    words.extend(text("during_day").map(|_| "reached".to_owned()));
    words.join(" ")
}

const WEEK: &str = "2023-06-25/2023-06-27 2023-06-25/2023-06-26";
const YEAR: &str = "2022-12-31/2023-06-27 2022-12-31/2023-06-26";

#[test]
fn moves_over_a_window_that_the_words_give() {
    let cases = [
        ("Intel shares fell 4.7% this week.", format!("move INTC {WEEK} -4.75…-4.65")),
        ("Intelの株価は今週4.7%下落した。", format!("move INTC {WEEK} -4.75…-4.65")),
        ("英特尔股价本周下跌4.7%。", format!("move INTC {WEEK} -4.75…-4.65")),
        ("Intel stock lost more than 3% last week.", "move INTC 2023-06-18/2023-06-25 …-3.0".to_owned()),
        ("AMDは先週、約10%上昇した。", "move AMD 2023-06-18/2023-06-25 9.0…11.0".to_owned()),
        ("AMD上周大涨12.5%。", "move AMD 2023-06-18/2023-06-25 12.45…12.55".to_owned()),
        ("AMD is up 60% this year.", format!("move AMD {YEAR} 59.5…60.5")),
        ("AMD shares have gained 60% year to date.", format!("move AMD {YEAR} 59.5…60.5")),
        ("AMD株は年初来60%上昇している。", format!("move AMD {YEAR} 59.5…60.5")),
        ("AMD株は今年に入って6割上昇した。", format!("move AMD {YEAR} 55.0…65.0")),
        ("AMD今年以来股价上涨60%。", format!("move AMD {YEAR} 59.5…60.5")),
        ("Intel's stock dropped 5% in May.", "move INTC 2023-04-30/2023-05-31 -5.5…-4.5".to_owned()),
        ("インテル株は5月に5%下落した。", "move INTC 2023-04-30/2023-05-31 -5.5…-4.5".to_owned()),
        ("英特尔股价5月下跌5%。", "move INTC 2023-04-30/2023-05-31 -5.5…-4.5".to_owned()),
        ("Intel shares fell 45% in 2022.", "move INTC 2021-12-31/2022-12-31 -45.5…-44.5".to_owned()),
        (
            "AMD shares rose 9% in the first quarter of 2023.",
            "move AMD 2022-12-31/2023-03-31 8.5…9.5".to_owned(),
        ),
        (
            "AMD shares have slid 8% since Friday.",
            "move AMD 2023-06-22/2023-06-27 2023-06-23/2023-06-27 2023-06-22/2023-06-26 2023-06-23/2023-06-26 -8.5…-7.5"
                .to_owned(),
        ),
        (
            "AMD shares have gained 60% since January.",
            "move AMD 2022-12-31/2023-06-27 2023-01-31/2023-06-27 2022-12-31/2023-06-26 2023-01-31/2023-06-26 59.5…60.5"
                .to_owned(),
        ),
        (
            "AMD股价自1月以来上涨60%。",
            "move AMD 2022-12-31/2023-06-27 2023-01-31/2023-06-27 2022-12-31/2023-06-26 2023-01-31/2023-06-26 59.5…60.5"
                .to_owned(),
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(checks(text), [wanted], "{text}");
    }
}

#[test]
fn moves_over_a_stretch_of_time() {
    let days = "2023-06-22/2023-06-27 5/2023-06-27 2023-06-21/2023-06-26 5/2023-06-26";
    let cases = [
        (
            "AMD stock fell 4.7% in one week.",
            "move AMD 2023-06-20/2023-06-27 2023-06-19/2023-06-26 -4.75…-4.65".to_owned(),
        ),
        (
            "AMD株は1週間で4.7%下落した。",
            "move AMD 2023-06-20/2023-06-27 2023-06-19/2023-06-26 -4.75…-4.65".to_owned(),
        ),
        ("AMD shares rose 6% in the past five days.", format!("move AMD {days} 5.5…6.5")),
        ("AMD股价在过去五天内上涨6%。", format!("move AMD {days} 5.5…6.5")),
        (
            "AMD shares rose 6% over the last five sessions.",
            "move AMD 5/2023-06-27 5/2023-06-26 5.5…6.5".to_owned(),
        ),
        ("AMD近5个交易日股价上涨6%。", "move AMD 5/2023-06-27 5/2023-06-26 5.5…6.5".to_owned()),
        // A day named before ends the stretch.
        (
            "6月23日、AMDの株価は1週間以内に4.7%下落した。",
            "move AMD 2023-06-16/2023-06-23 -4.75…-4.65".to_owned(),
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(checks(text), [wanted], "{text}");
    }
}

#[test]
fn moves_of_a_day() {
    let cases = [
        ("Intel fell 3.6% on Friday.", "return INTC 2023-06-23 -3.65…-3.55"),
        ("26日、インテル株は3.6%安で取引を終えた。", "return INTC 2023-06-26 -3.65…-3.55"),
        ("6月26日，英特尔股价下跌3.6%。", "return INTC 2023-06-26 -3.65…-3.55"),
        ("Intel shares slumped more than 3% overnight.", "move INTC 1/2023-06-27 1/2023-06-26 …-3.0"),
        ("インテル株は前日比3.6%安だった。", "move INTC 1/2023-06-27 1/2023-06-26 -3.65…-3.55"),
        ("On 22 June 2023 it began. Intel fell 3.6% overnight.", "return INTC 2023-06-22 -3.65…-3.55"),
    ];
    for (text, wanted) in cases {
        assert_eq!(checks(text), [wanted], "{text}");
    }
}

#[test]
fn each_number_has_its_own_window_and_name() {
    let both = checks("AMD fell 3% this week and Intel lost 5% in May.");
    assert_eq!(
        both,
        [format!("move AMD {WEEK} -3.5…-2.5"), "move INTC 2023-04-30/2023-05-31 -5.5…-4.5".to_owned()]
    );
    let day = checks("6月26日，AMD股价下跌3%，今年以来上涨60%；英特尔股价下跌2%。");
    assert_eq!(day, ["return AMD 2023-06-26 -3.5…-2.5", "return INTC 2023-06-26 -2.5…-1.5"]);
    // A time behind another number is that number's.
    assert_eq!(checks("AMD fell 3% this week and Intel lost 5%."), [format!("move AMD {WEEK} -3.5…-2.5")]);
    // At the head of the sentence it is that of all.
    let head = checks("This week AMD shares fell 3% and Intel shares lost 5%.");
    assert_eq!(head, [format!("move AMD {WEEK} -3.5…-2.5"), format!("move INTC {WEEK} -5.5…-4.5")]);
}

#[test]
fn multiples() {
    let cases = [
        ("AMD shares have doubled this year.", format!("move AMD {YEAR} 80.0…120.0")),
        ("AMD株は今年に入って2倍になった。", format!("move AMD {YEAR} 80.0…120.0")),
        ("AMD股价今年以来翻了一番。", format!("move AMD {YEAR} 80.0…120.0")),
        ("AMD shares more than tripled in 2022.", "move AMD 2021-12-31/2022-12-31 200.0…".to_owned()),
    ];
    for (text, wanted) in cases {
        assert_eq!(checks(text), [wanted], "{text}");
    }
}

#[test]
fn levels() {
    let close = "2023-06-26/2023-06-27";
    let cases = [
        ("Intel closed at $31.85.", format!("level INTC {close} 31.845…31.855")),
        (
            "Intel closed down 2% at $31.85 on Friday.",
            "level INTC 2023-06-23/2023-06-23 31.845…31.855".to_owned(),
        ),
        ("インテル株の終値は31.85ドルだった。", format!("level INTC {close} 31.845…31.855")),
        (
            "23日のインテル株は2%安の31.85ドルで取引を終えた。",
            "level INTC 2023-06-23/2023-06-23 31.845…31.855".to_owned(),
        ),
        ("英特尔收于31.85美元。", format!("level INTC {close} 31.845…31.855")),
        ("Intel shares rose to 35 dollars.", format!("level INTC {close} 34.5…35.5 reached")),
        ("英特尔股价涨至35美元。", format!("level INTC {close} 34.5…35.5 reached")),
        ("インテル株は一時35ドルまで上昇した。", format!("level INTC {close} 34.5…35.5 reached")),
    ];
    for (text, wanted) in cases {
        let found: Vec<String> = checks(text).into_iter().filter(|line| line.starts_with("level")).collect();
        assert_eq!(found, [wanted], "{text}");
    }
}

#[test]
fn highs_and_lows() {
    let days = "2023-06-26/2023-06-27";
    let cases = [
        ("AMD hit a record high.", format!("extreme AMD {days} high reached")),
        ("AMD closed at a record high.", format!("extreme AMD {days} high")),
        ("Intel shares fell to a new 52-week low.", format!("extreme INTC 2022-06-28/{days} low reached")),
        ("AMD株は上場来高値を更新した。", format!("extreme AMD {days} high reached")),
        ("AMD株は年初来高値をつけた。", format!("extreme AMD 2023-01-01/{days} high reached")),
        ("AMD股价创历史新高。", format!("extreme AMD {days} high reached")),
        ("6月23日，AMD收盘创历史新高。", "extreme AMD 2023-06-23/2023-06-23 high".to_owned()),
    ];
    for (text, wanted) in cases {
        assert_eq!(checks(text), [wanted], "{text}");
    }
}

#[test]
fn nothing_is_guessed() {
    let texts = [
        // No window, or two of them.
        "Intel shares fell 4.7%.",
        "インテル株は4.7%下落した。",
        "英特尔股价下跌4.7%。",
        "Intel shares fell 4.7% this week in May.",
        "AMD shares have slid 8% since last Friday.",
        // A date that is not the time of the move.
        "Intel shares are down 4.7% from May.",
        "インテル株は5月比4.7%下落した。",
        "英特尔股价较5月下跌4.7%。",
        // Not the price of a share.
        "Intel's revenue fell 4.7% this year.",
        "インテルの売上高は今年に入って4.7%減少した。",
        "英特尔今年以来营收下降4.7%。",
        "Intel cut 5% of its staff this week.",
        "AMD doubled its sales this year.",
        // Not yet, or perhaps.
        "Intel shares could fall 4.7% this week.",
        "インテル株は今週4.7%下落する見通しだ。",
        "英特尔股价本周可能下跌4.7%。",
        // From a year ago.
        "Intel shares fell 4.7% year on year in May.",
        // Near a high is no high.
        "AMD trades near its record high.",
        "AMD shares are 20% below their 52-week high.",
        "AMD株は最高値に迫る。",
        "AMD股价接近历史新高。",
        // An amount that is no price of a share.
        "Intel closed a deal at $31.85 billion in revenue.",
        "Intel fell to third place with sales of $35.",
    ];
    for text in texts {
        assert_eq!(checks(text), Vec::<String>::new(), "{text}");
    }
}
