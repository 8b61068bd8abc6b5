//! Fits the response surfaces to the simulated quantiles: prints `src/null/surface/coefficients.rs`.
//!
//! ```sh
//! cargo run --release -p utakata --example fit_surface > crates/utakata/src/null/surface/coefficients.rs
//! ```
//!
//! Weighted least squares, each simulated quantile with its precision. The errors are those against the held-out rows.

#![allow(clippy::print_stdout)] // a program that prints its result

use std::error::Error;

use utakata::explosive::Layout;
use utakata::null::surface::{PROBABILITIES, full_sample_terms, window_terms};

/// One row of a table of simulated quantiles.
struct Row {
    layout: Layout,
    statistic: String,
    quantiles: Vec<f64>,
    errors: Vec<f64>,
}

fn rows(text: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    text.lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let layout = Layout::new(fields[0].parse()?, fields[1].parse()?, fields[2].parse()?)?;
            let numbers = fields[5..].iter().map(|f| f.parse()).collect::<Result<Vec<f64>, _>>()?;
            Ok(Row {
                layout,
                statistic: fields[4].to_owned(),
                quantiles: numbers.iter().step_by(2).copied().collect(),
                errors: numbers.iter().skip(1).step_by(2).copied().collect(),
            })
        })
        .collect()
}

fn terms(row: &Row) -> Vec<f64> {
    if row.statistic == "adf" {
        full_sample_terms(&row.layout).to_vec()
    } else {
        window_terms(&row.layout).to_vec()
    }
}

/// Least squares by modified Gram-Schmidt, orthogonalised twice.
fn least_squares(mut columns: Vec<Vec<f64>>, mut response: Vec<f64>) -> Vec<f64> {
    let count = columns.len();
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
    let mut triangle = vec![vec![0.0; count]; count];
    let mut right = vec![0.0; count];
    for j in 0..count {
        for _ in 0..2 {
            for i in 0..j {
                let along = dot(&columns[i], &columns[j]);
                triangle[i][j] += along;
                let basis = columns[i].clone();
                columns[j].iter_mut().zip(basis).for_each(|(c, b)| *c -= along * b);
            }
        }
        triangle[j][j] = dot(&columns[j], &columns[j]).sqrt();
        columns[j].iter_mut().for_each(|c| *c /= triangle[j][j]);
        right[j] = dot(&columns[j], &response);
        response.iter_mut().zip(&columns[j]).for_each(|(r, c)| *r -= right[j] * c);
    }
    for j in (0..count).rev() {
        for later in j + 1..count {
            right[j] -= triangle[j][later] * right[later];
        }
        right[j] /= triangle[j][j];
    }
    right
}

fn fit(rows: &[&Row], level: usize) -> Vec<f64> {
    let weights: Vec<f64> = rows.iter().map(|r| 1.0 / r.errors[level]).collect();
    let all: Vec<Vec<f64>> = rows.iter().map(|r| terms(r)).collect();
    let columns =
        (0..all[0].len()).map(|k| all.iter().zip(&weights).map(|(row, w)| w * row[k]).collect()).collect();
    let response = rows.iter().zip(&weights).map(|(r, w)| w * r.quantiles[level]).collect();
    least_squares(columns, response)
}

/// Root mean square residual on `rows`, weighted by precision.
fn error(rows: &[&Row], coefficients: &[f64], level: usize) -> f64 {
    let (mut squares, mut total) = (0.0, 0.0);
    for row in rows {
        let value: f64 = terms(row).iter().zip(coefficients).map(|(x, c)| x * c).sum();
        let weight = row.errors[level].powi(-2);
        squares += weight * (row.quantiles[level] - value).powi(2);
        total += weight;
    }
    (squares / total).sqrt()
}

fn main() -> Result<(), Box<dyn Error>> {
    let design = rows(include_str!("../src/null/surface/design.csv"))?;
    let held_out = rows(include_str!("../src/null/surface/held_out.csv"))?;
    println!(
        "//! Made by `cargo run -p utakata --example fit_surface` from `design.csv` and `held_out.csv`."
    );
    println!();
    println!("/// Probabilities at which the surfaces are fitted.");
    println!("pub const PROBABILITIES: [f64; 11] = {PROBABILITIES:?};");
    let mut errors = Vec::new();
    for statistic in ["adf", "sadf", "gsadf", "bsadf"] {
        let design: Vec<&Row> = design.iter().filter(|r| r.statistic == statistic).collect();
        let held_out: Vec<&Row> = held_out.iter().filter(|r| r.statistic == statistic).collect();
        let fits: Vec<Vec<f64>> = (0..PROBABILITIES.len()).map(|level| fit(&design, level)).collect();
        println!();
        println!(
            "pub(super) const {}: [[f64; {}]; {}] = [",
            statistic.to_uppercase(),
            fits[0].len(),
            fits.len()
        );
        for coefficients in &fits {
            let list: Vec<String> = coefficients.iter().map(|c| format!("{c:.6e}")).collect();
            println!("    [{}],", list.join(", "));
        }
        println!("];");
        errors.push(
            fits.iter()
                .enumerate()
                .map(|(level, coefficients)| format!("{:.4}", error(&held_out, coefficients, level)))
                .collect::<Vec<_>>()
                .join(", "),
        );
    }
    println!();
    println!("/// Distance from the held-out simulations: ADF, SADF, GSADF, BSADF by probability.");
    println!("pub(super) const ERRORS: [[f64; 11]; 4] = [");
    for row in errors {
        println!("    [{row}],");
    }
    println!("];");
    Ok(())
}
