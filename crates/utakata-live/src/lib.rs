//! Utakata in the browser, served on the loopback address of this machine only.
//!
//! [`review`] lets a person accept a reading line by line. Whoever may open the page knows its address, which holds a
//! random token; `guard.rs` says what else is asked of a request.

mod guard;
pub mod review;

use std::io;

use thiserror::Error;

/// The page cannot be served.
#[derive(Debug, Error)]
pub enum LiveError {
    /// No port, or no way to wait for requests.
    #[error("cannot serve a page on 127.0.0.1; is the loopback network there?")]
    Serve(#[from] io::Error),
    /// The operating system gives no randomness.
    #[error("the operating system gives no random numbers for the page's address: {0}")]
    Random(getrandom::Error),
}
