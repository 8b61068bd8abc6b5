//! The page and its form, asked without a network; the whole loop over one.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode};
use tokio::sync::mpsc;
use tower::ServiceExt as _;

use super::{Finished, Kept, Subject, Written, routes};
use crate::guard::Guard;

const TEXT: &str = "On 26 June 2023 visits fell 9.7% <b>again</b>. A part of 71% & more. \
                    \"The bubble is bursting,\" said Li Wei.";
const HOST: &str = "127.0.0.1:8080";
const ORIGIN: &str = "http://127.0.0.1:8080";

struct Served {
    app: Router,
    path: String,
    finished: mpsc::Receiver<Finished>,
}

fn served() -> Served {
    let served: SocketAddr = HOST.parse().unwrap();
    let guard = Guard::new(served).unwrap();
    let path = guard.address().strip_prefix(ORIGIN).unwrap().to_owned();
    let (finish, finished) = mpsc::channel(1);
    let subject =
        Subject { title: "A & B".to_owned(), text: TEXT.to_owned(), reading: utakata_text::read(TEXT, None) };
    Served { app: routes::routes(guard, Arc::new(subject), finish), path, finished }
}

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

async fn ask(app: &Router, request: Request<Body>) -> Response<Body> {
    app.clone().oneshot(request).await.unwrap()
}

async fn body(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Answers every finished review as `result` has it, until one is written; counts what was asked.
fn writer(
    mut finished: mpsc::Receiver<Finished>,
    result: fn(usize) -> Result<Written, String>,
) -> tokio::task::JoinHandle<Vec<Kept>> {
    tokio::spawn(async move {
        let mut all = Vec::new();
        while let Some(Finished { kept, reply }) = finished.recv().await {
            all.push(kept);
            let result = result(all.len());
            let done = result.is_ok();
            reply.send(result).unwrap();
            if done {
                break;
            }
        }
        all
    })
}

fn written() -> Written {
    Written { told: vec!["2 entries in <case>".to_owned()], next: Some("utakata report case".to_owned()) }
}

const OWN: [(&str, &str); 2] = [("host", HOST), ("origin", ORIGIN)];

#[tokio::test]
async fn the_page_forbids_all_but_its_own_style_and_script() {
    let Served { app, path, .. } = served();
    let response = ask(&app, request("GET", &path, &[("host", HOST)], "")).await;
    assert_eq!(response.status(), StatusCode::OK);
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    let policy = header("content-security-policy");
    for part in ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    let nonce = policy.split('\'').find_map(|part| part.strip_prefix("nonce-")).unwrap().to_owned();
    let page = body(response).await;
    assert_eq!(page.matches(&format!("nonce=\"{nonce}\"")).count(), 2);
    assert!(page.contains("&#60;b&#62;again") && !page.contains("<b>again"));
    let again = body(ask(&app, request("GET", &path, &[("host", HOST)], "")).await).await;
    assert!(!again.contains(&nonce), "a nonce is used once");
}

#[tokio::test]
async fn strangers_are_refused() {
    let Served { app, path, mut finished } = served();
    let wrong = "/00000000000000000000000000000000/";
    for elsewhere in [wrong, "/", "/favicon.ico", path.trim_end_matches('/'), &format!("{path}x")] {
        let response = ask(&app, request("GET", elsewhere, &[("host", HOST)], "")).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{elsewhere}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert_eq!(body(response).await, "", "{elsewhere}");
    }
    let hosts: [&[(&str, &str)]; 5] = [
        &[],
        &[("host", "evil.example:8080")],
        &[("host", "127.0.0.1")],
        &[("host", "127.0.0.1:8081")],
        &[("host", HOST), ("host", "evil.example:8080")],
    ];
    for headers in hosts {
        let response = ask(&app, request("GET", &path, headers, "")).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{headers:?}");
    }
    let origins: [&[(&str, &str)]; 4] = [
        &[("host", HOST)],
        &[("host", HOST), ("origin", "null")],
        &[("host", HOST), ("origin", "http://evil.example:8080")],
        &[("host", "localhost:8080"), ("origin", ORIGIN)],
    ];
    for headers in origins {
        let response = ask(&app, request("POST", &path, headers, "rest=y")).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{headers:?}");
    }
    let deleted = ask(&app, request("DELETE", &path, &OWN, "")).await;
    assert_eq!(deleted.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(finished.try_recv().is_err(), "nobody finished");
    let local = ask(&app, request("GET", &path, &[("host", "localhost:8080")], "")).await;
    assert_eq!(local.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_the_form_writes_nothing() {
    let Served { app, path, mut finished } = served();
    for (sent, status) in [
        ("4=y", StatusCode::BAD_REQUEST),
        ("1=y", StatusCode::BAD_REQUEST),
        ("P2=y", StatusCode::BAD_REQUEST),
        ("2=y&2=n", StatusCode::BAD_REQUEST),
        ("2=<i>", StatusCode::BAD_REQUEST),
        ("2=y", StatusCode::UNPROCESSABLE_ENTITY),
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        (&"2".repeat(2000), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let response = ask(&app, request("POST", &path, &OWN, sent.to_owned())).await;
        assert_eq!(response.status(), status, "{sent}");
        assert!(!body(response).await.contains("<i>"));
    }
    // Two of three are undecided: the page comes back with the one answer and says so.
    let page = body(ask(&app, request("POST", &path, &OWN, "2=y")).await).await;
    assert!(page.contains("2 of the lines are undecided") && page.contains("id=\"2-y\" checked"), "{page}");
    assert!(finished.try_recv().is_err(), "nothing was asked to be written");
}

#[tokio::test]
async fn a_review_is_finished_once() {
    let Served { app, path, finished } = served();
    let writer =
        writer(finished, |count| if count == 1 { Err("disk <full>".to_owned()) } else { Ok(written()) });
    let failed = ask(&app, request("POST", &path, &OWN, "2=y&3=n&P1=y")).await;
    assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = body(failed).await;
    assert!(page.contains("Nothing was written: disk &#60;full&#62;"), "{page}");
    assert_eq!(page.matches(" checked").count(), 3);
    let response = ask(&app, request("POST", &path, &OWN, "2=y&rest=n")).await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = body(response).await;
    assert!(page.contains("2 entries in &#60;case&#62;") && page.contains("utakata report case"), "{page}");
    let again = ask(&app, request("POST", &path, &OWN, "rest=y")).await;
    assert_eq!(again.status(), StatusCode::CONFLICT);
    let kept = |items: [bool; 3], opinion| Kept { items: items.to_vec(), opinions: vec![opinion] };
    assert_eq!(
        writer.await.unwrap(),
        [kept([false, true, false], true), kept([false, true, false], false)],
        "the third was never asked to be written"
    );
}

/// A body that never comes. The clock is tokio's, which runs ahead when nothing else does.
#[tokio::test(start_paused = true)]
async fn a_request_that_does_not_end_is_given_up() {
    let Served { app, path, .. } = served();
    let response = ask(&app, request("POST", &path, &OWN, Body::new(Never))).await;
    assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
}

struct Never;

impl http_body::Body for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

/// Serves a review to `browser`, which is given the address and must finish it; gives what it and the loop end with.
fn reviewed<T: Send + 'static>(browser: impl FnOnce(String) -> T + Send + 'static) -> (T, Kept) {
    let subject =
        Subject { title: "t".to_owned(), text: TEXT.to_owned(), reading: utakata_text::read(TEXT, None) };
    let (mut asking, mut kept) = (None, None);
    let ready = |address: &str| {
        let address = address.to_owned();
        asking = Some(std::thread::spawn(move || browser(address)));
    };
    super::review(subject, ready, |given| {
        kept = Some(given.clone());
        Ok::<_, String>(written())
    })
    .unwrap();
    (asking.unwrap().join().unwrap(), kept.unwrap())
}

/// Asks over the network; gives the whole answer.
fn asked(address: &str, method: &str, body: &str) -> String {
    use std::io::{Read as _, Write as _};
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let own = format!("host: {host}\r\norigin: http://{host}\r\nconnection: close\r\n");
    let length = body.len();
    write!(stream, "{method} /{path} HTTP/1.1\r\n{own}content-length: {length}\r\n\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_loop_ends_when_it_is_written() {
    let (answer, kept) = reviewed(|address| {
        let host = address.strip_prefix("http://").unwrap().split('/').next().unwrap();
        // Held open without a question, as browsers do.
        let mut idle = std::net::TcpStream::connect(host).unwrap();
        let answer = asked(&address, "POST", "2=y&rest=n");
        std::io::Read::read_to_end(&mut idle, &mut Vec::new()).unwrap();
        answer
    });
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("utakata report case"), "{answer}");
    assert_eq!(kept.items, [false, true, false]);
}

/// What a browser makes of a page; `None`, with the reason printed, where there is no browser.
fn dom(address: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("--user-data-dir={}", folder.path().display());
    let browser = std::process::Command::new("chromium")
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", &profile, "--dump-dom", address])
        .output();
    match browser {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(error) => {
            println!("skipped: no chromium to look at the page with ({error})");
            None
        }
    }
}

#[test]
fn the_script_runs_where_the_policy_is() {
    let (page, _) = reviewed(|address| {
        let page = dom(&address);
        asked(&address, "POST", "rest=n");
        page
    });
    let Some(page) = page else { return };
    assert!(page.contains("<output class=\"decided\">0 of 3 decided, 0 accepted</output>"), "{page}");
}

#[test]
fn keys_decide_move_and_undo() {
    let (answer, _) = reviewed(|address| {
        let page = asked(&address, "GET", "");
        asked(&address, "POST", "rest=n");
        page
    });
    // The same page from a file, with somebody typing: no policy stands in the way there.
    let page = answer.split_once("\r\n\r\n").unwrap().1;
    for (keys, decided, current) in [
        ("y", "1 of 3 decided, 1 accepted", "i3"),
        ("yn", "2 of 3 decided, 1 accepted", "iP1"),
        ("jjnk", "1 of 3 decided, 0 accepted", "i3"),
        ("na", "3 of 3 decided, 2 accepted", "i3"),
        ("yq", "3 of 3 decided, 1 accepted", "i3"),
        ("yau", "1 of 3 decided, 1 accepted", "i3"),
        ("yyyn", "3 of 3 decided, 2 accepted", "iP1"),
    ] {
        let typing = format!(
            "<script type=\"module\">for (const key of \"{keys}\") \
             document.body.dispatchEvent(new KeyboardEvent(\"keydown\", {{ key, bubbles: true }}));</script></body>"
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.html");
        std::fs::write(&file, page.replace("</body>", &typing)).unwrap();
        let Some(dom) = dom(&format!("file://{}", file.display())) else { return };
        assert!(dom.contains(&format!("{decided}</output>")), "{keys}: {dom}");
        let at = dom.split("<li ").find(|line| line.contains("aria-current=\"true\"")).unwrap();
        assert!(at.contains(&format!("id=\"{current}\"")), "{keys}: {at}");
    }
}
