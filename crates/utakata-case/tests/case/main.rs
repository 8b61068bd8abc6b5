//! Opening cases and tables, and auditing claims.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod bad_input;
mod claims;
mod example;
mod format_page;
mod prices;
mod random_bytes;
mod shared_prices;
mod tables;
