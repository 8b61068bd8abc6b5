//! Opening cases and tables, and auditing claims.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test may stop and speak"
)]

mod bad_input;
mod boom_alarm;
mod claims;
mod example;
mod forecasts;
mod format_page;
mod kinds;
mod prices;
mod probability;
mod random_bytes;
mod shared_prices;
mod tables;
mod usage;
mod voices;
mod windows;
