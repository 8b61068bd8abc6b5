//! `utakata read`: from an article to a verdict.

use crate::command::{file, json, refusal, text, utakata};

const ARTICLE: &str = "ChatGPTの「熱」は冷めたか\n\n\
    SimilarWebのデータによると、訪問数の増加率は1月の130%から2月と3月には約60%に落ち、4月には10%を下回り、5月は3%だった。\
    71%の一部は利益が大きいと信じている。\n\n\
    朱暁湖氏は「バブルは崩壊しつつある」と述べた。\n";

#[test]
fn every_item_is_a_quote_of_the_file() {
    let (_folder, path) = file("article.txt", ARTICLE);
    let reading = json(&["read", &path, "--published", "2023-06-27"]);
    let items = reading["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    for item in items {
        let (start, end) =
            (item["byte_start"].as_u64().unwrap() as usize, item["byte_end"].as_u64().unwrap() as usize);
        assert_eq!(&ARTICLE[start..end], item["quote"].as_str().unwrap());
        assert_eq!(item["speaker"], "SimilarWeb", "{item}");
    }
    assert_eq!(items[2]["bound"], "<");
    assert_eq!(items[4]["flags"][0], "part-of-share");
    let opinion = &reading["opinions"][0];
    assert_eq!((opinion["speaker"].as_str(), opinion["stance"].as_str()), (Some("朱暁湖"), Some("bearish")));
    insta::assert_snapshot!(text(&["read", &path, "--published", "2023-06-27"]));
}

#[test]
fn an_article_goes_in_and_a_verdict_comes_out() {
    let (folder, path) = file("article.txt", ARTICLE);
    let draft = folder.path().join("case");
    let draft = draft.to_str().unwrap();
    text(&["read", &path, "--published", "2023-06-27", "--draft", draft]);
    let report = json(&["report", draft]);
    // Growth 130, 60, 60, 10, 3: the order of the article, with its tie.
    let growth = report["streams"].as_array().unwrap().iter().find(|s| s["id"] == "growth").unwrap();
    assert!((growth["statements"][0]["p_value"].as_f64().unwrap() - 1.0 / 60.0).abs() < 1e-12);
    assert_eq!(report["stances"]["counts"][0], 1, "{}", report["stances"]);
    let message = refusal(&["read", &path, "--published", "2023-06-27", "--draft", draft]);
    assert!(message.contains("exists already"), "{message}");

    let bundle = text(&["read", &path, "--published", "2023-06-27", "--draft", "-"]);
    let piped = utakata(&["report", "-", "--format", "json"]).write_stdin(bundle).output().unwrap();
    let piped: serde_json::Value = serde_json::from_slice(&piped.stdout).unwrap();
    assert_eq!(piped["verdict"], report["verdict"]);
}

#[test]
fn a_person_decides_what_counts() {
    let (folder, path) = file("article.txt", ARTICLE);
    let draft = folder.path().join("case");
    let draft = draft.to_str().unwrap();
    let asked = ["read", path.as_str(), "--published", "2023-06-27", "--review", "--draft", draft];
    let output = utakata(&asked).write_stdin("y\nn\nq\n").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1. 130% = percent 1.3, says SimilarWeb"));
    let ledger = std::fs::read_to_string(folder.path().join("case/ledger.toml")).unwrap();
    assert!(ledger.contains("A001") && !ledger.contains("A002") && !ledger.contains("A003"), "{ledger}");
    assert!(!folder.path().join("case/series").exists(), "one month is no series");
    // An empty answer is no yes.
    let second = folder.path().join("second");
    let asked =
        ["read", path.as_str(), "--published", "2023-06-27", "--review", "--draft", second.to_str().unwrap()];
    assert!(utakata(&asked).write_stdin("\ny\n").output().unwrap().status.success());
    let ledger = std::fs::read_to_string(second.join("ledger.toml")).unwrap();
    assert!(!ledger.contains("A001") && ledger.contains("A002"), "{ledger}");
    let beyond = ["read", path.as_str(), "--published", "2023-06-27", "--draft", "x", "--accept", "9"];
    assert!(refusal(&beyond).contains("items 1 to 5"));
    let beyond = ["read", path.as_str(), "--published", "2023-06-27", "--draft", "x", "--accept", "P2"];
    assert!(refusal(&beyond).contains("opinions P1 to P1"));
    // Told before anything is asked.
    assert!(refusal(&asked).contains("exists already"));
}

#[test]
fn what_is_no_text_is_refused() {
    let (_folder, path) = file("article.txt", b"one\ntwo \xff three");
    let message = refusal(&["read", &path, "--published", "2023-06-27"]);
    assert!(message.contains("line 2: byte 8 is not UTF-8"), "{message}");
    let (_folder, path) = file("article.txt", ARTICLE);
    assert!(refusal(&["read", &path]).contains("--published"));
    let piped = utakata(&["report", "-"]).write_stdin("no case").output().unwrap();
    assert_eq!(piped.status.code(), Some(2));
}

#[test]
fn the_marked_page_holds_the_text() {
    let (_folder, path) = file("article.txt", ARTICLE);
    let page = text(&["read", &path, "--published", "2023-06-27", "--format", "html"]);
    assert_eq!(page.matches("<mark").count(), 5);
    assert!(page.contains("lang=\"ja\"") && page.contains("part of a share"));
}

/// Answers one request with `content` as a model's message; gives back the request's body.
fn model(content: &str) -> (String, std::thread::JoinHandle<String>) {
    use std::io::{BufRead, BufReader, Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    let answer = serde_json::json!({"choices": [{"message": {"content": content}}]}).to_string();
    let served = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while reader.read_line(&mut line).unwrap() > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
        reader.get_mut().write_all(format!("{head}{answer}").as_bytes()).unwrap();
        String::from_utf8(body).unwrap()
    });
    (address, served)
}

#[test]
fn a_model_is_believed_only_where_the_text_bears_it_out() {
    let (folder, path) = file("article.txt", ARTICLE);
    let claims = r#"{"claims": [
        {"quote": "5月は3%", "kind": "percent", "value": 0.03, "speaker": "SimilarWeb", "subject": "visits"},
        {"quote": "5月は3%", "kind": "percent", "value": 0.3, "speaker": null, "subject": "visits"},
        {"quote": "6月は2%", "kind": "percent", "value": 0.02, "speaker": null, "subject": "visits"},
        {"nonsense": true}
    ]}"#;
    let (address, served) = model(claims);
    let asked = ["read", &path, "--published", "2023-06-27", "--endpoint", &address, "--model", "m"];
    let output = utakata(&[asked.as_slice(), &["--format", "json"]].concat()).output().unwrap();
    let warning = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(warning.contains("1 of the model's 4 claims"), "{warning}");
    let reading: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(served.join().unwrap().contains("json_schema"));
    assert!(refusal(&[asked.as_slice(), &["--format", "csv"]].concat()).contains("--endpoint has no effect"));
    let found = reading["claims"].as_array().unwrap();
    let doubts: Vec<&serde_json::Value> = found.iter().map(|claim| &claim["doubts"]).collect();
    assert_eq!(found.len(), 3);
    assert_eq!(*doubts[0], serde_json::json!([]));
    assert_eq!(*doubts[1], serde_json::json!(["other-value"]));
    assert_eq!(doubts[2][0], "not-verbatim");
    // What counts is entered in a draft, and all of it is kept there with what speaks against it.
    let (address, served) = model(claims);
    let draft = folder.path().join("case");
    let asked = ["read", &path, "--published", "2023-06-27", "--endpoint", &address, "--model", "m"];
    text(&[asked.as_slice(), &["--draft", draft.to_str().unwrap()]].concat());
    served.join().unwrap();
    let ledger = std::fs::read_to_string(draft.join("ledger.toml")).unwrap();
    assert_eq!(ledger.matches("subject = \"visits\"").count(), 1, "{ledger}");
    let kept = std::fs::read_to_string(draft.join("claims.json")).unwrap();
    assert!(kept.contains("not-verbatim") && kept.contains("other-value"), "{kept}");
    let (address, served) = model("no JSON");
    let asked = ["read", &path, "--published", "2023-06-27", "--endpoint", &address, "--model", "m"];
    let output = utakata(&asked).output().unwrap();
    served.join().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not the JSON asked for"));
}

#[test]
fn what_closes_can_check_is_checked() {
    let article = "Chip stocks slip\n\nOn 26 June 2023, Alpha and Beta were on a six-day losing streak. Gamma fell 5% overnight. \
                   Alpha shares rose 8% last week. Gamma hit a record high.\n";
    let (folder, path) = file("article.txt", article);
    let mut closes = "date,ALP,BET,GAM\n".to_owned();
    let days = [1, 2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 20, 21, 22, 23, 26];
    for (place, day) in days.into_iter().enumerate() {
        use std::fmt::Write as _;
        // Beta rose on the 23rd.
        let beta = if day == 23 { 90 } else { 80 - place };
        let gamma = if day == 26 { 95 } else { 100 };
        writeln!(closes, "2023-06-{day:02},{},{beta},{gamma}", 200 - place).unwrap();
    }
    let series = folder.path().join("closes.csv");
    std::fs::write(&series, closes).unwrap();
    let draft = folder.path().join("case");
    let (draft, series) = (draft.to_str().unwrap(), series.to_str().unwrap());
    let names = ["--symbol", "Alpha=ALP", "--symbol", "Beta=BET", "--symbol", "Gamma=GAM"];
    let read = ["read", path.as_str(), "--published", "2023-06-27", "--draft", draft];
    text(&[read.as_slice(), &names].concat());
    let report = json(&["report", draft, "--series", series]);
    let outcomes: Vec<(&str, &str)> = report["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| (claim["entry"].as_str().unwrap(), claim["outcome"].as_str().unwrap()))
        .collect();
    let wanted = [
        ("A002-alp", "confirmed"),
        ("A002-bet", "contradicted"),
        ("A003-gam", "confirmed"),
        ("A004-alp", "contradicted"),
        ("H001-gam", "not-checkable"),
    ];
    assert_eq!(outcomes, wanted, "{}", report["claims"]);
    let wrong = ["read", path.as_str(), "--published", "2023-06-27", "--draft", "x", "--symbol", "Alpha"];
    assert!(refusal(&wrong).contains("NAME=SYMBOL"));
}
