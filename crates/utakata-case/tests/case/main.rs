//! Opening cases and tables, and auditing claims.

mod bad_input;
mod example;
mod format_page;
mod prices;
mod random_bytes;
mod tables;
