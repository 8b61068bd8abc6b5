//! The figures for people.

use utakata::adoption::{BreakTest, Dating, DatingOutcome, NextNegative, ReferenceSummary};

use super::Detail;
use super::ceilings::CurveCeiling;
use crate::answer::Figures;
use crate::text::{Page, name_of, number, optional};

impl Figures for Detail {
    fn figures(&self, page: &mut Page) {
        let rows = self.growth.iter().zip(&self.e_process.path).enumerate();
        let rows = rows.map(|(i, (growth, capital))| {
            vec![(i + 1).to_string(), number(growth * 100.0, 5), number(*capital, 5)]
        });
        page.table(&["period", "growth %", "e-process"], rows);
        match &self.since_when {
            Some(dating) => page.fact("since when", &since_when(dating)),
            None => page.fact("since when", "not enumerated: the series is too long"),
        }
        if let Some(test) = &self.break_test {
            page.fact("break", &break_test(test));
        }
        ceilings(page, &self.ceilings);
        if let Some(next) = &self.next_negative {
            next_negative(page, next);
        }
        if let Some(class) = &self.reference_class {
            reference_class(page, class, self.weighted_probability);
        }
    }
}

fn since_when(dating: &Dating) -> String {
    match dating.outcome {
        DatingOutcome::Dated => format!(
            "after period {} (the other splits are excluded at {} %)",
            dating.possible.iter().map(usize::to_string).collect::<Vec<_>>().join(" or "),
            number(dating.confidence * 100.0, 3)
        ),
        DatingOutcome::EverySplitPossible => {
            "cannot be dated with this data: no split is excluded".to_owned()
        }
        DatingOutcome::NoChangeShown => format!(
            "no single change is shown (p = {} over all splits), so there is none to date",
            number(dating.p_change, 5)
        ),
        DatingOutcome::NoSingleChange => "every split is excluded: the fall is no single step".to_owned(),
    }
}

fn break_test(test: &BreakTest) -> String {
    match *test {
        BreakTest::NotTestable { needed, smallest_p, .. } => format!(
            "not testable below {needed} periods; no split named in advance could give p below {}",
            number(smallest_p, 3)
        ),
        BreakTest::Tested { sup_f, before, p_value, .. } => format!(
            "largest F {} at the split after period {before}, p = {} over all splits",
            number(sup_f, 5),
            number(p_value, 4)
        ),
    }
}

fn ceilings(page: &mut Page, ceilings: &[CurveCeiling]) {
    let mut rows = Vec::new();
    let mut refusals = Vec::new();
    for one in ceilings {
        match one {
            CurveCeiling::Fitted(fit) => rows.push(vec![
                name_of(&fit.curve),
                optional(fit.ratio, 5),
                fit.interval.low.map_or_else(|| "reached".to_owned(), |low| number(low, 5)),
                fit.interval.high.map_or_else(|| "none".to_owned(), |high| number(high, 5)),
                name_of(&fit.options.scale),
                name_of(&fit.options.counting),
            ]),
            CurveCeiling::Refused { refused, .. } => refusals.push(refused.as_str()),
        }
    }
    if !rows.is_empty() {
        page.fact(
            "ceiling",
            "over what was reached so far, with its 95 % set; the curve is assumed, not found",
        );
        page.table(&["curve", "ceiling", "not below", "not above", "scale", "read as"], rows);
    }
    for refused in refusals {
        page.fact("no ceiling", refused);
    }
}

fn next_negative(page: &mut Page, next: &NextNegative) {
    let range = format!(
        "probability {} to {} that usage falls in the next period, depending on the model",
        number(next.low, 3),
        number(next.high, 3)
    );
    page.fact("next period", &range);
    let rows = next.forecasts.iter().map(|f| {
        let error = optional(f.standard_error, 4);
        vec![name_of(&f.model), number(f.prediction, 4), error, number(f.probability, 4)]
    });
    page.table(&["model", "log growth", "its error", "P(negative)"], rows);
}

fn reference_class(page: &mut Page, class: &ReferenceSummary, weighted: Option<f64>) {
    let set = |low: Option<f64>, high: Option<f64>| format!("[{}, {}]", optional(low, 3), optional(high, 3));
    let clustered = class.clustered.map_or_else(String::new, |interval| {
        format!(", {} with the {} series resampled whole", set(interval.low, interval.high), class.series)
    });
    let text = format!(
        "{} of {} windows turned negative: {} {} (Wilson){clustered}",
        class.negatives,
        class.windows,
        number(class.share, 3),
        set(class.interval.low, class.interval.high)
    );
    page.fact("reference class", &text);
    let climatology = vec![
        "the class's share".to_owned(),
        number(class.climatology_brier, 4),
        String::new(),
        String::new(),
    ];
    let rows = class.models.iter().map(|score| {
        vec![score.model.clone(), number(score.brier, 4), number(score.gain, 3), number(score.weight, 3)]
    });
    page.table(&["model", "Brier", "gain", "weight"], std::iter::once(climatology).chain(rows));
    page.fact(
        "weighted by gain",
        &weighted.map_or_else(
            || "no model beat the class's share: that share is the forecast".to_owned(),
            |p| format!("probability {} that usage falls in the next period", number(p, 4)),
        ),
    );
}
