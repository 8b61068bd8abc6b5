//! Conclusions for people.

use utakata::lppls::inference::TrendModel;

use super::inference::{Conclusions, DatedPiece, Start};
use super::scenarios::DatedScenarios;
use crate::text::{Page, number};

/// The conclusions of one fit.
pub(super) fn conclusions(page: &mut Page, found: &Conclusions) {
    let set = &found.critical_times;
    let level = number(100.0 * set.level, 3);
    let pieces: Vec<String> = found.critical_dates.iter().map(piece).collect();
    page.fact(&format!("{level} % set of tc"), &pieces.join("; and "));
    page.fact(
        "residuals",
        &format!("autocorrelation {} (restricted likelihood), which the set allows for", number(set.phi, 3)),
    );
    page.table(
        &["residuals revert?", "statistic", "p"],
        found.statements.iter().map(|statement| {
            let value = |value: Option<f64>| value.map_or_else(String::new, |v| number(v, 3));
            vec![statement.method.clone(), value(statement.statistic), value(statement.p_value)]
        }),
    );
    let source = if found.residuals.from_table { "stored" } else { "simulated for this window" };
    page.fact(
        "p against",
        &format!(
            "a random walk without drift, fitted in the same way ({} walks, {source})",
            found.residuals.paths
        ),
    );
    page.table(
        &["model", "parameters", "ln L", "AIC", "BIC", "autocorrelation"],
        found.comparison.models.iter().map(|score| {
            vec![
                name(score.model).to_owned(),
                score.parameters.to_string(),
                number(score.log_likelihood, 6),
                number(score.aic, 6),
                number(score.bic, 6),
                number(score.phi, 3),
            ]
        }),
    );
    for test in &found.comparison.tests {
        let text = format!(
            "ratio {}, p {} from {} simulated paths",
            number(test.ratio, 4),
            number(test.p_value, 3),
            test.replications
        );
        page.fact(&format!("not a {}?", name(test.null)), &text);
    }
    scenarios(page, &found.scenarios);
}

/// Where windows of several lengths place the critical time.
fn scenarios(page: &mut Page, found: &DatedScenarios) {
    let date = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |d| d.to_string());
    page.table(
        &["tc by windows", "windows", "median", "to"],
        found.scenarios.iter().map(|scenario| {
            let windows = scenario.windows.to_string();
            vec![date(scenario.from), windows, date(scenario.median), date(scenario.to)]
        }),
    );
    let text =
        format!("{} of {} windows are in none: their tc lies on a bound", found.at_bound, found.windows);
    page.fact("scenarios", &text);
}

/// The start of one bubble.
pub(super) fn start(page: &mut Page, found: &Start) {
    let text =
        format!("{} ({} observations; lambda {})", found.t1, found.observations, number(found.lambda, 4));
    page.fact("bubble began", &text);
}

fn piece(piece: &DatedPiece) -> String {
    let date = |date: Option<jiff::civil::Date>| {
        date.map_or_else(|| "beyond the calendar".to_owned(), |d| d.to_string())
    };
    let low = if piece.open_low { " or before, the box ends there," } else { "" };
    let high = if piece.open_high { " or later, the box ends there" } else { "" };
    format!("{}{low} to {}{high}", date(piece.from), date(piece.to))
}

fn name(model: TrendModel) -> &'static str {
    match model {
        TrendModel::Lppls => "LPPLS",
        TrendModel::PowerLaw => "power law",
        TrendModel::Exponential => "exponential",
        TrendModel::RandomWalkWithDrift => "random walk",
    }
}
