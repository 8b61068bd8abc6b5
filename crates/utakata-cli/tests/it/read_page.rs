//! `utakata read` of web pages: files and addresses.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::command::{file, json, refusal, run, text};

fn page(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../utakata-page/tests/pages");
    folder.join(name).to_str().unwrap().to_owned()
}

/// The characters of a stretch of a file outside tags and comments, white space aside. Enough for stretches without
/// references and hidden elements.
fn undone(bytes: &[u8], decode: impl Fn(&[u8]) -> String) -> String {
    let mut outside = Vec::new();
    let mut depth = 0;
    for byte in bytes {
        match byte {
            b'<' => depth += 1,
            b'>' => depth -= 1,
            other if depth == 0 => outside.push(*other),
            _ => {}
        }
    }
    decode(&outside)
        .replace("&#xFF05;", "％")
        .replace("&#37;", "%")
        .replace("&percnt;", "%")
        .replace("&minus;", "−")
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn stretch<'a>(item: &Value, bytes: &'a [u8]) -> &'a [u8] {
    let place = |key: &str| item[key].as_u64().unwrap() as usize;
    &bytes[place("byte_start")..place("byte_end")]
}

#[test]
fn every_quote_of_a_page_stands_in_its_file() {
    for name in ["en.html", "ja.html", "zh.html"] {
        let path = page(name);
        let bytes = std::fs::read(&path).unwrap();
        let reading = json(&["read", &path]);
        let items = reading["items"].as_array().unwrap();
        assert!(items.len() >= 12, "{name}: {}", items.len());
        for item in items {
            let wanted: String =
                item["quote"].as_str().unwrap().chars().filter(|c| !c.is_whitespace()).collect();
            let found: String =
                undone(stretch(item, &bytes), utf8).chars().filter(|c| !c.is_whitespace()).collect();
            let found = found.replace("&thinsp;", "").replace("&nbsp;", "");
            assert_eq!(found, wanted, "{name}");
            assert!(!wanted.contains("77"), "{name}: {item}");
        }
        for found in reading["opinions"].as_array().unwrap() {
            assert!(!stretch(found, &bytes).is_empty());
        }
    }
    let falls = json(&["read", &page("en.html")]);
    let first = &falls["items"][0];
    assert_eq!((&first["quote"], &first["direction"]), (&"9.7%".into(), &"down".into()), "{first}");
    assert_eq!(falls["page"]["published_in"], "meta article:published_time");
}

#[test]
fn a_page_in_shift_jis_has_its_offsets_in_its_own_bytes() {
    let path = page("ja-shift-jis.html");
    let bytes = std::fs::read(&path).unwrap();
    let reading = json(&["read", &path]);
    assert_eq!(reading["page"]["encoding"], "Shift_JIS");
    let items = reading["items"].as_array().unwrap();
    let fall = items.iter().find(|item| item["quote"] == "9.7％").unwrap();
    assert_eq!(stretch(fall, &bytes), b"9</b>.<b>7</b>\x81\x93");
    let same = json(&["read", &page("ja.html")]);
    let quotes = |reading: &Value| -> Vec<Value> {
        reading["items"].as_array().unwrap().iter().map(|item| item["quote"].clone()).collect()
    };
    assert_eq!(quotes(&reading), quotes(&same));
}

#[test]
fn the_day_of_publication_is_the_pages_and_is_told() {
    let output = run(&["read", &page("en.html")]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success());
    assert!(told.contains("published 2023-07-05, as the page says (meta article:published_time)"), "{told}");
    assert!(told.contains("also says 2023-07-06 (JSON-LD datePublished)"), "{told}");
    let output = run(&["read", &page("en.html"), "--published", "2024-01-01"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let (_folder, path) = file("a.htm", "<p>Sales fell 3% in June.</p>");
    assert!(refusal(&["read", &path]).contains("--published DATE"));
    let output = run(&["read", &path, "--undated"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && told.contains("its whole body was read"), "{told}");
}

#[test]
fn a_page_goes_in_and_a_draft_and_a_marked_text_come_out() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("case");
    let draft = draft.to_str().unwrap();
    text(&["read", &page("en.html"), "--draft", draft]);
    let case = std::fs::read_to_string(format!("{draft}/case.toml")).unwrap();
    assert!(
        case.contains("Visits to chatbots fall for a second month") && case.contains("2023-07-05"),
        "{case}"
    );
    let ledger = std::fs::read_to_string(format!("{draft}/ledger.toml")).unwrap();
    assert!(ledger.contains("9.7%") && !ledger.contains("77") && !ledger.contains("byte"), "{ledger}");
    json(&["report", draft]);
    let marked = text(&["read", &page("ja.html"), "--format", "html"]);
    assert!(marked.matches("<mark").count() >= 12 && !marked.contains("77"), "{marked}");
}

#[test]
fn a_page_is_known_by_how_it_begins_and_a_charset_can_be_named() {
    let html = "\u{feff}\n<!-- saved --><!DOCTYPE html><p>Sales fell 3% in June.</p>";
    let output = crate::command::utakata(&["read", "-", "--published", "2023-07-01", "--format", "json"])
        .write_stdin(html)
        .output()
        .unwrap();
    let reading: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(stretch(&reading["items"][0], html.as_bytes()), b"3%");
    let (_folder, path) = file("a.txt", b"6\x8c\x8e\x82\xcd3\x81\x93\x91\x9d\x82\xa6\x82\xbd\x81B");
    let asked = ["read", path.as_str(), "--published", "2023-07-01"];
    assert!(refusal(&asked).contains("--charset"));
    let reading = json(&[asked.as_slice(), &["--charset", "Shift_JIS"]].concat());
    let items = reading["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["quote"] == "3％" && item["byte_start"] == 5), "{reading}");
    assert!(refusal(&[asked.as_slice(), &["--charset", "klingon"]].concat()).contains("klingon"));
    assert!(refusal(&[asked.as_slice(), &["--save", "x"]].concat()).contains("at hand already"));
    let (_folder, path) = file("a.html", b"<p>\x8c\x8e\xff");
    assert!(refusal(&["read", &path, "--undated"]).contains("names no known charset"));
}

/// Serves `answer(path)` on this machine until the test ends; gives back the address.
fn serve(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve_one(stream.unwrap(), &answer);
        }
    });
    address
}

fn serve_one(stream: TcpStream, answer: &impl Fn(&str) -> Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first).unwrap();
    while reader.read_line(&mut line).unwrap() > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    // One that was told enough may hang up before the end.
    let _ = reader.get_mut().write_all(&answer(path));
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn an_article_is_fetched_and_kept_as_it_came() {
    let page = std::fs::read(page("ja-shift-jis.html")).unwrap();
    // What the page says of itself is gone: the server alone knows the charset.
    let silent = String::from_utf8_lossy(&page).contains("charset=Shift_JIS");
    assert!(silent);
    let at = page.windows(17).position(|w| w == b"charset=Shift_JIS").unwrap();
    let mut body = page.clone();
    body[at..at + 17].fill(b' ');
    let served = body.clone();
    let address = serve(move |path| match path {
        "/old" => answer("301 Moved Permanently", "location: /new\r\n", b""),
        "/new" => {
            let headers = "content-type: text/html; charset=\"shift_jis\"\r\ncontent-encoding: gzip\r\n";
            answer("200 OK", headers, &packed(&served))
        }
        _ => answer("200 OK", "content-type: text/markdown\r\n", b"# Sales\n\nSales fell 3% in June.\n"),
    });
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("kept.html");
    let reading = json(&["read", &format!("{address}/old"), "--save", kept.to_str().unwrap()]);
    assert_eq!(std::fs::read(&kept).unwrap(), body);
    assert_eq!(reading["page"]["name"], format!("{address}/new"));
    assert_eq!(reading["page"]["encoding"], "Shift_JIS");
    let items = reading["items"].as_array().unwrap();
    let fall = items.iter().find(|item| item["quote"] == "9.7％").unwrap();
    assert_eq!(stretch(fall, &body), b"9</b>.<b>7</b>\x81\x93");
    let plain = json(&["read", &format!("{address}/a.md"), "--published", "2023-07-01"]);
    assert_eq!(plain["items"][0]["quote"], "3%");
    assert!(
        refusal(&["read", &address, "--save", "-", "--undated"]).contains("--save needs the name of a file")
    );
}

#[test]
fn what_cannot_be_fetched_is_told_with_the_address_and_what_to_do() {
    let elsewhere = serve(|_| Vec::new()).replace("http:", "https:");
    let address = serve(move |path| match path {
        "/loop" => answer("302 Found", "location: /loop\r\n", b""),
        "/secure" => answer("302 Found", &format!("location: {elsewhere}/\r\n"), b""),
        "/pdf" => answer("200 OK", "content-type: application/pdf\r\n", b"%PDF"),
        "/untold" => answer("200 OK", "", b"<html>"),
        "/long" => answer("200 OK", "content-type: text/html\r\n", &vec![b' '; (16 << 20) + 1]),
        "/bomb" => {
            let headers = "content-type: text/html\r\ncontent-encoding: gzip\r\n";
            answer("200 OK", headers, &packed(&vec![b' '; (16 << 20) + 1]))
        }
        _ => answer("404 Not Found", "content-type: text/html\r\n", b"<p>Sales fell 3% in June.</p>"),
    });
    for (path, told) in [
        ("/loop", "sends on more than 5 times"),
        ("/pdf", "is application/pdf"),
        ("/untold", "does not say what it is"),
        ("/long", "longer than 16 MB"),
        ("/bomb", "longer than 16 MB"),
        ("/gone", "answers 404 Not Found"),
    ] {
        let asked = format!("{address}{path}");
        let message = refusal(&["read", &asked, "--undated"]);
        assert!(
            message.contains(&asked) && message.contains(told) && message.contains("give the"),
            "{message}"
        );
    }
    assert!(refusal(&["read", "http://", "--undated"]).contains("is no address"));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let output = run(&["read", &format!("http://{nobody}/"), "--undated"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot fetch http://127.0.0.1:"));
    if !cfg!(feature = "tls") {
        for asked in ["https://127.0.0.1:9/".to_owned(), format!("{address}/secure")] {
            assert!(refusal(&["read", &asked, "--undated"]).contains("cargo build --release --features tls"));
        }
    }
}
