//! Fetching an article from an address.

use std::io::Read as _;
use std::time::Duration;

use anyhow::anyhow;
use ureq::ResponseExt as _;
use ureq::http::{Response, StatusCode, header::CONTENT_TYPE};
use utakata_page::{LONGEST, charset_of};

use crate::failure::Failure;

/// Longest wait for the whole of an article.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most addresses that one may send on to.
const REDIRECTS: u32 = 5;
/// What is read, most wanted first.
const KINDS: [&str; 4] = ["text/html", "application/xhtml+xml", "text/markdown", "text/plain"];

const INSTEAD: &str = "or save the page in a browser and give the file";

/// What an address gave.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    /// The address that it was found at in the end.
    pub(super) address: String,
    /// Whether the server says that it is a web page, and not a plain text.
    pub(super) is_page: bool,
    /// The charset that the server names.
    pub(super) charset: Option<String>,
}

/// Whether an argument is an address and no file.
pub(super) fn is_address(article: &str) -> bool {
    let begins = |scheme: &str| article.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// Fetches an article.
pub(super) fn fetch(address: &str) -> Result<Fetched, Failure> {
    let secure = address.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
    if secure && !cfg!(feature = "tls") {
        return Err(without_tls(address));
    }
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(REDIRECTS)
        .http_status_as_error(false)
        // What began in private does not go on in the open.
        .https_only(secure)
        .user_agent(concat!("utakata/", env!("CARGO_PKG_VERSION")))
        .accept(KINDS.join(", "))
        .build();
    let agent: ureq::Agent = config.into();
    let mut answer = agent.get(address).call().map_err(|error| told(address, error))?;
    let reached = answer.get_uri().to_string();
    let status = answer.status();
    if !status.is_success() {
        return Err(refused(address, &reached, status));
    }
    let content_type = content_type(&answer);
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        let what = if kind.is_empty() { "does not say what it is".to_owned() } else { format!("is {kind}") };
        return Err(Failure::Input(anyhow!(
            "{reached} {what}; web pages, Markdown and plain text are read. Save its text and give the file"
        )));
    }
    let mut bytes = Vec::new();
    let limited = answer.body_mut().as_reader().take(LONGEST as u64 + 1).read_to_end(&mut bytes);
    limited.map_err(|error| told(address, ureq::Error::from(error)))?;
    if bytes.len() > LONGEST {
        return Err(Failure::Input(anyhow!(
            "{reached} is longer than {} MB, the most that is read; save the article alone and give the file",
            LONGEST >> 20
        )));
    }
    let is_page = kind.ends_with("html") || kind.ends_with("xml");
    Ok(Fetched { bytes, address: reached, is_page, charset: charset_of(&content_type) })
}

fn content_type<B>(answer: &Response<B>) -> String {
    let value = answer.headers().get(CONTENT_TYPE);
    value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
}

fn refused(address: &str, reached: &str, status: StatusCode) -> Failure {
    let by_way = if reached == address { String::new() } else { format!(" (by way of {reached})") };
    let error = anyhow!("{address}{by_way} answers {status}; look whether it opens in a browser, {INSTEAD}");
    if status.is_client_error() { Failure::Input(error) } else { Failure::Runtime(error) }
}

fn without_tls(address: &str) -> Failure {
    Failure::Input(anyhow!(
        "{address}: https needs TLS, which this build leaves out; build with `cargo build --release --features tls`, {INSTEAD}"
    ))
}

/// An error of the network in words that say what to do.
fn told(address: &str, error: ureq::Error) -> Failure {
    match error {
        ureq::Error::TlsRequired if !cfg!(feature = "tls") => without_tls(address),
        ureq::Error::TooManyRedirects => Failure::Input(anyhow!(
            "{address} sends on more than {REDIRECTS} times; give the address that a browser ends at, {INSTEAD}"
        )),
        ureq::Error::RequireHttpsOnly(to) => Failure::Input(anyhow!(
            "{address} sends on to {to}, which is not private as https is; give that address if you trust it"
        )),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Failure::Input(anyhow!(
            "{address} is no address; it should look like https://example.com/article"
        )),
        ureq::Error::Timeout(_) => Failure::Runtime(anyhow!(
            "{address} was not there whole after {} seconds; try again, {INSTEAD}",
            PATIENCE.as_secs()
        )),
        error => Failure::Runtime(
            anyhow::Error::new(error)
                .context(format!("cannot fetch {address}; look at the address and the network, {INSTEAD}")),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files() {
        assert!(is_address("http://127.0.0.1/x") && is_address("HTTPS://example.com"));
        assert!(
            !is_address("http.txt") && !is_address("-") && !is_address("ftp://x") && !is_address("あhttp://")
        );
    }

    #[cfg(not(feature = "tls"))]
    #[test]
    fn a_build_without_tls_says_how_to_get_it() {
        let message = fetch("https://example.com/a").unwrap_err().text();
        assert!(message.contains("--features tls") && message.contains("https://example.com/a"), "{message}");
    }
}
