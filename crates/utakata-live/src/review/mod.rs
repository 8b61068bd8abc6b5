//! The review of one reading in the browser: what `utakata read --review=web` waits for.

mod form;
mod routes;
#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::future::IntoFuture as _;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use utakata_text::Reading;
use utakata_text::draft::Kept;

use crate::LiveError;
use crate::guard::Guard;

/// How long open connections keep the program after the last answer; browsers hold some open that ask nothing.
const FAREWELL: Duration = Duration::from_secs(2);

/// What is reviewed.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Title of the article.
    pub title: String,
    /// Its text.
    pub text: String,
    /// What was read in that text.
    pub reading: Reading,
}

/// What was done with the lines accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What was written, and where.
    pub told: Vec<String>,
    /// The command to go on with.
    pub next: Option<String>,
}

/// A person has finished; the answer is what was written, or why nothing was.
#[derive(Debug)]
struct Finished {
    kept: Kept,
    reply: oneshot::Sender<Result<Written, String>>,
}

/// Serves the review on a free port of 127.0.0.1 until a person has finished it and what they accepted is written.
///
/// `ready` is told the address. `write` runs on the calling thread when the person finishes; when it fails the page says
/// why, and the person can finish again. Without an end the call goes on until the process ends, with nothing written.
///
/// # Errors
/// [`LiveError`] when nothing can be served.
pub fn review<E: Display>(
    subject: Subject,
    ready: impl FnOnce(&str),
    mut write: impl FnMut(&Kept) -> Result<Written, E>,
) -> Result<(), LiveError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let guard = Guard::new(listener.local_addr()?)?;
        let (finish, mut finished) = mpsc::channel(1);
        let (end, ended) = oneshot::channel::<()>();
        let address = guard.address();
        let app = routes::routes(guard, Arc::new(subject), finish);
        let until = async {
            // Dropping the sender is the sign.
            let _ = ended.await;
        };
        let server = tokio::spawn(axum::serve(listener, app).with_graceful_shutdown(until).into_future());
        ready(&address);
        while let Some(Finished { kept, reply }) = finished.recv().await {
            let result = write(&kept).map_err(|error| error.to_string());
            let done = result.is_ok();
            // A browser that went away does not undo what is written.
            let _ = reply.send(result);
            if done {
                break;
            }
        }
        drop((finished, end));
        let _ = tokio::time::timeout(FAREWELL, server).await;
        Ok(())
    })
}
