//! What is asked of every request, and what every answer says to the browser.
//!
//! The address holds a token from the operating system's randomness, compared in constant time. `Host` must be the
//! address served, so that no other name can be pointed at it (DNS rebinding); what is not just a look must come from
//! the page itself (`Origin`). A request has [`PATIENCE`] to be read and answered.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use subtle::ConstantTimeEq;

use crate::LiveError;

/// Longest time for one request.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who may ask.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    token: String,
    port: u16,
}

impl Guard {
    /// With a new token, for what is served at that address.
    pub(crate) fn new(served: SocketAddr) -> Result<Self, LiveError> {
        Ok(Self { token: random().map_err(LiveError::Random)?, port: served.port() })
    }

    /// The address for the browser.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    fn refusal(&self, request: &Request) -> Option<StatusCode> {
        let host = only(request.headers(), &header::HOST).unwrap_or_default();
        let ours = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        if !ours.iter().any(|own| own == host) {
            return Some(StatusCode::FORBIDDEN);
        }
        let token = request.uri().path().split('/').nth(1).unwrap_or_default();
        if !bool::from(token.as_bytes().ct_eq(self.token.as_bytes())) {
            return Some(StatusCode::NOT_FOUND);
        }
        let looks = matches!(*request.method(), Method::GET | Method::HEAD);
        let origin = only(request.headers(), &header::ORIGIN).unwrap_or_default();
        (!looks && origin != format!("http://{host}")).then_some(StatusCode::FORBIDDEN)
    }
}

/// The header's value where it stands exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// Lets through what [`Guard`] allows, in time, and tells the browser to keep the answer to itself.
pub(crate) async fn watch(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let mut response = match guard.refusal(&request) {
        Some(refused) => refused.into_response(),
        None => tokio::time::timeout(PATIENCE, next.run(request))
            .await
            .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response()),
    };
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: with that a form's own `Origin` is `null`. No other site learns the address.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    response
}

/// A page whose style and script carry a nonce, made by `render` from that nonce.
pub(crate) fn page<E>(status: StatusCode, render: impl FnOnce(&str) -> Result<String, E>) -> Response {
    let Ok(nonce) = random() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    match render(&nonce) {
        Ok(html) => (status, [(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// 128 random bits in hexadecimal.
fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
