//! The `utakata` command.

fn main() -> std::process::ExitCode {
    utakata_cli::main()
}
