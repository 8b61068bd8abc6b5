//! Prints the reading of a file.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let t = std::time::Instant::now();
    let reading = utakata_text::read(&text, Some(jiff::civil::date(2023, 6, 27)));
    eprintln!("{:?} {}", t.elapsed(), text.len());
    println!("{}", serde_json::to_string(&reading).unwrap());
}
