//! Times nested LPPLS fits for `benches/lppls_peers.py`: `bench_lppls LONGEST SHORTEST STEP DATES THREADS [whole] < LOGARITHMS`
//! prints milliseconds to prepare and in all, fits and the sum of their costs. With `whole` every window is a series of its own,
//! as resamples are.
#![allow(clippy::print_stdout)] // its output is the point

use std::error::Error;
use std::io::Read;
use std::time::Instant;

use utakata::Execution;
use utakata::lppls::{Nested, SearchBox};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let whole = words.pop_if(|word| word == "whole").is_some();
    let arguments: Vec<usize> = words.iter().map(|a| a.parse()).collect::<Result<_, _>>()?;
    let &[longest, shortest, step, dates, threads] = arguments.as_slice() else {
        return Err("usage: bench_lppls LONGEST SHORTEST STEP DATES THREADS [whole]".into());
    };
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let logs: Vec<f64> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let start = Instant::now();
    let lengths: Vec<usize> = (shortest..=longest).step_by(step).collect();
    let nested = Nested::new(&SearchBox::WIDE, &lengths)?;
    let prepared = start.elapsed();
    let ends: Vec<usize> = (logs.len().saturating_sub(dates)..logs.len()).collect();
    let fits = if whole {
        let windows = lengths.iter().flat_map(|length| ends.iter().map(move |end| (length, end)));
        let series: Vec<&[f64]> = windows.map(|(length, end)| &logs[end + 1 - length..=*end]).collect();
        nested.fit_whole(&series, &Execution::on(&pool))?
    } else {
        nested.fit(&logs, &ends, &Execution::on(&pool))?
    };
    let total: f64 = fits.iter().filter_map(|f| f.best.as_ref()).map(|best| best.sse).sum();
    println!(
        "{:.3} {:.3} {} {total:e}",
        prepared.as_secs_f64() * 1e3,
        start.elapsed().as_secs_f64() * 1e3,
        fits.len()
    );
    Ok(())
}
