//! The command from the outside: what it prints, what it refuses, how it ends.

mod command;
mod evidence;
mod output;
