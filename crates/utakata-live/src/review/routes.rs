//! The page and its form.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use tokio::sync::{mpsc, oneshot};
use utakata_report::html::review::{Answers, Frame, review, told};

use super::{Finished, Subject, Written, form};
use crate::guard::{self, Guard};

/// Most bytes that one line takes in the form: `&P18446744073709551615=y`.
const FIELD: usize = 24;

#[derive(Debug, Clone)]
struct Table {
    subject: Arc<Subject>,
    finish: mpsc::Sender<Finished>,
}

/// One path, behind the guard: GET is the page, POST finishes.
pub(super) fn routes(guard: Guard, subject: Arc<Subject>, finish: mpsc::Sender<Finished>) -> Router {
    // As many fields as the page has, and `rest`.
    let fields = subject.reading.items.len() + subject.reading.opinions.len() + 1;
    Router::new()
        .route("/{token}/", get(page).post(finished))
        .layer(DefaultBodyLimit::max(fields * FIELD))
        .layer(middleware::from_fn_with_state(guard, guard::watch))
        .with_state(Table { subject, finish })
}

async fn page(State(table): State<Table>) -> Response {
    table.form(StatusCode::OK, &Answers::none(&table.subject.reading), None)
}

async fn finished(State(table): State<Table>, body: Bytes) -> Response {
    let reading = &table.subject.reading;
    let posted = match form::read(&body, reading) {
        Ok(posted) => posted,
        Err(error) => {
            let told = format!("Nothing was written: {error}. Go back and load the page again.");
            return tell(StatusCode::BAD_REQUEST, "Not understood", &[told], None);
        }
    };
    let undecided = posted.answers.undecided(reading);
    let rest = match posted.rest {
        None if undecided > 0 => {
            let notice = format!(
                "Nothing is written yet: {undecided} of the lines are undecided. Decide on them, or say below what \
                 becomes of the rest, and finish again."
            );
            return table.form(StatusCode::UNPROCESSABLE_ENTITY, &posted.answers, Some(&notice));
        }
        rest => rest.unwrap_or(false),
    };
    match table.finish(&posted.answers, rest).await {
        Some(Ok(Written { told, next })) => tell(StatusCode::OK, "Finished", &told, next.as_deref()),
        Some(Err(reason)) => {
            let notice = format!("Nothing was written: {reason}. Put it right and finish again.");
            table.form(StatusCode::INTERNAL_SERVER_ERROR, &posted.answers, Some(&notice))
        }
        None => {
            let told = "This review was finished before; what was accepted then is written.".to_owned();
            tell(StatusCode::CONFLICT, "Finished before", &[told], None)
        }
    }
}

impl Table {
    fn form(&self, status: StatusCode, answers: &Answers, notice: Option<&str>) -> Response {
        let Subject { title, text, reading } = &*self.subject;
        guard::page(status, |nonce| review(Frame { title, nonce }, text, reading, answers, notice))
    }

    /// What came of it; `None` when the review is over.
    async fn finish(&self, answers: &Answers, rest: bool) -> Option<Result<Written, String>> {
        let (reply, replied) = oneshot::channel();
        self.finish.send(Finished { kept: answers.kept(rest), reply }).await.ok()?;
        replied.await.ok()
    }
}

fn tell(status: StatusCode, title: &str, paragraphs: &[String], next: Option<&str>) -> Response {
    guard::page(status, |nonce| told(Frame { title, nonce }, paragraphs, next))
}
