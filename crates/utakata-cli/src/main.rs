//! The `utakata` command.

fn main() {}
