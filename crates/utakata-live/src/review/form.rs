//! What the form of a review sends.

use thiserror::Error;
use utakata_report::html::review::Answers;
use utakata_text::Reading;
use utakata_text::draft::has_entry;

/// The answers, and what becomes of the undecided.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Posted {
    pub(super) answers: Answers,
    pub(super) rest: Option<bool>,
}

/// What the page does not send.
#[derive(Debug, PartialEq, Eq, Error)]
pub(super) enum FormError {
    #[error("there is no line {0} to decide on")]
    Unknown(String),
    #[error("{0} is answered with {1}; the answers are y and n")]
    Answer(String, String),
    #[error("{0} is answered twice")]
    Twice(String),
}

/// Reads `1=y&3=n&P1=y&rest=n`.
pub(super) fn read(body: &[u8], reading: &Reading) -> Result<Posted, FormError> {
    let mut posted = Posted { answers: Answers::none(reading), rest: None };
    for (name, value) in form_urlencoded::parse(body) {
        let answer = match &*value {
            "y" => true,
            "n" => false,
            _ => return Err(FormError::Answer(short(&name), short(&value))),
        };
        let place = place(&mut posted, &name, reading).ok_or_else(|| FormError::Unknown(short(&name)))?;
        if place.replace(answer).is_some() {
            return Err(FormError::Twice(short(&name)));
        }
    }
    Ok(posted)
}

fn place<'p>(posted: &'p mut Posted, name: &str, reading: &Reading) -> Option<&'p mut Option<bool>> {
    if name == "rest" {
        return Some(&mut posted.rest);
    }
    let (digits, opinion) = name.strip_prefix('P').map_or((name, false), |digits| (digits, true));
    // As the page writes it: no sign, no leading zero.
    let at = digits.parse::<usize>().ok().filter(|n| n.to_string() == digits)?.checked_sub(1)?;
    if opinion {
        return posted.answers.opinions.get_mut(at);
    }
    reading.items.get(at).filter(|item| has_entry(item))?;
    posted.answers.items.get_mut(at)
}

/// No more of what was sent than tells it apart.
fn short(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_of_the_page_are_answered_and_once() {
        let text = "On 26 June 2023 visits fell 9.7%. \"The bubble is bursting,\" said Li Wei.";
        let reading = utakata_text::read(text, None);
        assert_eq!((reading.items.len(), reading.opinions.len()), (2, 1));
        let posted = read(b"2=y&P1=n&rest=y", &reading).unwrap();
        let answers = Answers { items: vec![None, Some(true)], opinions: vec![Some(false)] };
        assert_eq!(posted, Posted { answers, rest: Some(true) });
        // Item 1 is a date.
        for unknown in ["0", "1", "3", "02", "+2", "P0", "P2", "p1", "", "99999999999999999999"] {
            let error = read(format!("{unknown}=y").as_bytes(), &reading);
            // A plus is a space in a form.
            assert_eq!(error, Err(FormError::Unknown(unknown.replace('+', " "))));
        }
        assert_eq!(read(b"2=y&2=n", &reading), Err(FormError::Twice("2".to_owned())));
        assert_eq!(read(b"2=yes", &reading), Err(FormError::Answer("2".to_owned(), "yes".to_owned())));
        assert_eq!(read(b"\xff=y", &reading), Err(FormError::Unknown("\u{fffd}".to_owned())));
    }
}
