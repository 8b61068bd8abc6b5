//! The part of the page on probabilities after entry.

use utakata::reference_class::{AfterEntry, LandmarkModel, LandmarkSkill};

use super::library_page::{model_row, percent, range, reliability};
use crate::text::Page;

/// Prints what every model gains after entry, over all days together and day by day.
pub(super) fn after_entry(page: &mut Page, after: &AfterEntry) {
    page.heading("Probability after entry");
    page.fact(
        "judged",
        "on each day only booms that had not burst by then, each by those of other eras that had not; the gain is over \
         the frequency among these; days are trading days of 504",
    );
    page.table(
        &["day", "booms", "burst later", "share", "by era"],
        after.landmarks.iter().map(|landmark| {
            let frequency = landmark.frequency.as_ref();
            vec![
                landmark.day.to_string(),
                landmark.survivors.to_string(),
                landmark.bursting.to_string(),
                frequency.map_or_else(|| "–".to_owned(), |f| percent(f.estimate)),
                frequency.map_or_else(|| "–".to_owned(), |f| range(&f.interval)),
            ]
        }),
    );
    if after.pooled.is_empty() {
        page.fact(
            "printed",
            "the frequency among the booms alive: they are too few of both kinds to judge a model",
        );
        return;
    }
    let header = [
        "model",
        "day",
        "Brier",
        "frequency's",
        "gain",
        "95 % by era",
        "all together",
        "log score",
        "enters",
    ];
    let pooled = after.pooled.iter().map(|model| model_row(model, Some("all")));
    page.table(&header, pooled.chain(by_day(&after.landmarks)));
    let printed = after.printed.map(LandmarkModel::name);
    let Some(skill) = after.pooled.iter().map(|m| &m.skill).find(|s| Some(s.model.as_str()) == printed)
    else {
        page.fact(
            "printed",
            "the frequency among the booms alive: over all days together no model has beaten it",
        );
        return;
    };
    page.fact("printed", &format!("over all days together, {}", skill.verdict.english));
    reliability(page, skill);
}

fn by_day(landmarks: &[LandmarkSkill]) -> impl Iterator<Item = Vec<String>> {
    landmarks.iter().flat_map(|l| l.models.iter().map(|model| model_row(model, Some(&l.day.to_string()))))
}
