//! `utakata read --review=web` from start to end.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::command::{file, refusal, text};

const ARTICLE: &str = "Visits\n\nOn 26 June 2023 visits fell 9.7%, by 40,000 people. Revenue rose 30%.\n\n\
                       \"The bubble is bursting,\" said Li Wei.\n";

/// A review that waits in the browser.
struct Waiting {
    command: Child,
    host: String,
    path: String,
}

impl Waiting {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("utakata"))
            .args(arguments)
            .args(["--review=web", "--quiet"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(command.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.split_whitespace().find_map(|word| word.strip_prefix("http://"));
        let (host, path) = address.unwrap_or_else(|| panic!("no address in {line}")).split_once('/').unwrap();
        Self { host: host.to_owned(), path: path.to_owned(), command }
    }

    fn ask(&self, method: &str, body: &str) -> String {
        let Self { host, path, .. } = self;
        let mut stream = TcpStream::connect(host).unwrap();
        let own = format!("host: {host}\r\norigin: http://{host}\r\nconnection: close\r\n");
        let length = body.len();
        write!(stream, "{method} /{path} HTTP/1.1\r\n{own}content-length: {length}\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// How it ends, and what it printed.
    fn end(&mut self) -> (ExitStatus, String) {
        let mut printed = String::new();
        self.command.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
        (self.command.wait().unwrap(), printed)
    }
}

/// A review that no test ends waits for ever.
impl Drop for Waiting {
    fn drop(&mut self) {
        let _ = self.command.kill();
    }
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    files
        .map(|f| (f.file_name().into_string().unwrap(), std::fs::read_to_string(f.path()).unwrap()))
        .collect()
}

#[test]
fn what_is_accepted_in_the_browser_is_what_is_accepted_by_number() {
    let (folder, path) = file("article.txt", ARTICLE);
    let [web, numbers] = ["web", "numbers"].map(|name| folder.path().join(name).display().to_string());
    let read = ["read", path.as_str(), "--published", "2023-06-27"];
    let mut waiting = Waiting::start(&[&read[..], &["--draft", &web]].concat());
    let page = waiting.ask("GET", "");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("name=\"P1\""), "{page}");
    assert!(waiting.ask("POST", "2=y").starts_with("HTTP/1.1 422"));
    assert!(!Path::new(&web).exists(), "not finished");
    let told = waiting.ask("POST", "2=y&3=n&4=y&P1=y");
    assert!(told.contains("2 of 3 items and 1 of 1 opinions accepted"), "{told}");
    assert!(told.contains(&format!("utakata report {web}")), "{told}");
    let (status, printed) = waiting.end();
    assert!(status.success() && printed.is_empty(), "{printed}");
    text(&[&read[..], &["--draft", &numbers, "--accept", "2,4,P1"]].concat());
    let written = files(web.as_ref());
    assert_eq!(written, files(numbers.as_ref()));
    assert!(written["ledger.toml"].contains("P001") && !written["ledger.toml"].contains("A003"));
    assert!(refusal(&[&read[..], &["--draft", &web, "--review=web"]].concat()).contains("exists already"));
}

#[test]
fn what_cannot_be_written_is_told_and_can_be_put_right() {
    let (folder, path) = file("article.txt", ARTICLE);
    let draft = folder.path().join("case");
    let mut waiting =
        Waiting::start(&["read", &path, "--published", "2023-06-27", "--draft", draft.to_str().unwrap()]);
    std::fs::create_dir(&draft).unwrap();
    let told = waiting.ask("POST", "2=y&rest=n");
    assert!(told.starts_with("HTTP/1.1 500") && told.contains("exists already"), "{told}");
    assert!(told.contains("id=\"2-y\" checked"), "the answers are kept: {told}");
    std::fs::remove_dir(&draft).unwrap();
    assert!(waiting.ask("POST", "2=y&rest=n").starts_with("HTTP/1.1 200"));
    assert!(waiting.end().0.success());
    assert!(draft.join("case.toml").exists());
}

#[test]
fn a_draft_to_standard_output_comes_after_the_end() {
    let (_folder, path) = file("article.txt", ARTICLE);
    let read = ["read", path.as_str(), "--published", "2023-06-27", "--draft", "-"];
    let mut waiting = Waiting::start(&read);
    assert!(waiting.ask("POST", "rest=y").contains("3 of 3 items and 1 of 1 opinions"));
    let (status, printed) = waiting.end();
    assert!(status.success());
    assert_eq!(printed, text(&[read.as_slice(), &["--accept", "2,3,4,P1"]].concat()));
}
