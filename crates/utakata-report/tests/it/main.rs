//! Renderings of a hand-made sample that imitates the worked verdict of 27 June 2023.

mod founding_case;
mod html;
mod json;
mod kinds;
mod sample;
mod sample_ledger;
mod sample_streams;
mod terminal;
mod translations;
