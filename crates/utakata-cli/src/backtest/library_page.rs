//! The results on a library as a page and as rows.

use utakata::Interval;
use utakata::reference_class::{AlarmRates, Backtest, BacktestEpisode, ModelSkill, Skill};

use super::after_entry_page::after_entry;
use super::library::Answer;
use crate::failure::Failure;
use crate::text::{Page, full, optional};

/// Neighbours named on the page; the JSON has them all.
const NAMED: usize = 3;

/// Results for people.
pub(super) fn page(answer: &Answer<'_>) -> String {
    let result = &answer.result;
    let mut page = Page::default();
    page.heading(&answer.library);
    let eras = &result.base_rate;
    page.fact(
        "booms",
        &format!(
            "{}, of which {} burst: {} %, 95 % interval {} with whole eras resampled ({} of them), {} if booms were \
             independent",
            result.booms,
            result.bursting,
            percent(eras.estimate),
            range(&eras.interval),
            eras.eras,
            range(&result.independent),
        ),
    );
    let left_out = &answer.left_out;
    page.fact(
        "left out",
        &format!(
            "{} of other rules than {}, {} of other groups, {} whose two years are not over, {} with a suspected split",
            left_out.other_rules,
            answer.rule.name(),
            left_out.other_groups,
            left_out.censored,
            left_out.suspected_split
        ),
    );
    page.fact("read", "every boom is judged by booms of other eras only; shares in %");
    alarms(&mut page, result);
    probability(&mut page, result);
    falls(&mut page, result);
    after_entry(&mut page, &result.after_entry);
    page.heading("Booms");
    page.table(&["boom", "entered", "burst", "alarm p", "P(burst) %", "most alike"], episode_rows(result));
    page.finish()
}

fn alarms(page: &mut Page, result: &Backtest) {
    page.heading(&format!("Alarm at entry: {}", result.score.name()));
    page.table(
        &[
            "alpha",
            "false alarms",
            "of",
            "if independent",
            "by era",
            "power",
            "of",
            "by era",
            "days before burst",
        ],
        result.alarms.iter().enumerate().map(|(level, rates)| {
            let lead = result.scores.iter().find(|s| s.score == result.score).and_then(|s| s.lead[level]);
            let mut row = rates_row(rates);
            row.push(optional(lead, 3));
            row
        }),
    );
    if let Some(watched) = &result.watched {
        page.heading(&format!("Alarm watched for two years: {}", watched.name));
        page.table(
            &[
                "alpha",
                "ever, if it went on",
                "of",
                "if independent",
                "by era",
                "before the burst",
                "of",
                "by era",
            ],
            watched.alarms.iter().map(rates_row),
        );
    }
    page.heading("Every score tried: false alarms and power");
    let mut header = vec!["score".to_owned()];
    for rates in &result.alarms {
        header.extend([format!("at {}", percent(rates.alpha)), "power".to_owned()]);
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let row = |name: &str, alarms: &[AlarmRates]| {
        let mut row = vec![name.to_owned()];
        row.extend(alarms.iter().flat_map(|r| [percent(r.false_alarm_rate), percent(r.power)]));
        row
    };
    let tried = result.scores.iter().map(|s| row(s.score.name(), &s.alarms));
    let partly =
        result.more_scores.iter().map(|s| row(&format!("{} ({} booms)", s.name, s.booms), &s.alarms));
    page.table(&header, tried.chain(partly).chain([row("chosen without the era", &result.selection.alarms)]));
    let chosen: Vec<String> =
        result.selection.chosen.iter().map(|(score, booms)| format!("{} ({booms})", score.name())).collect();
    page.fact("chosen", &format!("{} booms", chosen.join(", ")));
}

fn rates_row(rates: &AlarmRates) -> Vec<String> {
    vec![
        percent(rates.alpha),
        percent(rates.false_alarm_rate),
        rates.non_bursting.to_string(),
        range(&rates.interval),
        range(&rates.era_interval.interval),
        percent(rates.power),
        rates.bursting.to_string(),
        range(&rates.power_era_interval.interval),
    ]
}

fn probability(page: &mut Page, result: &Backtest) {
    page.heading("Probability of bursting at entry");
    let header = [
        "model",
        "Brier",
        "frequency's",
        "gain",
        "95 % by era",
        "all models together",
        "log score",
        "enters",
    ];
    page.table(&header, result.models.iter().map(|model| model_row(model, None)));
    let printed = result.models.iter().map(|m| &m.skill).find(|s| s.model == result.brier.name);
    if let Some(skill) = printed {
        page.fact("printed", &skill.verdict.english);
        reliability(page, skill);
    }
}

/// How often what was forecast happened.
pub(super) fn reliability(page: &mut Page, skill: &Skill) {
    page.heading(&format!("Reliability of {}", skill.model));
    page.table(
        &["forecast", "booms", "mean forecast", "burst"],
        skill.reliability.bins.iter().map(|bin| {
            vec![
                format!("{} to {}", percent(bin.low), percent(bin.high)),
                bin.forecasts.to_string(),
                percent(bin.mean_probability),
                percent(bin.frequency),
            ]
        }),
    );
}

fn falls(page: &mut Page, result: &Backtest) {
    page.heading("After a fall from the peak");
    page.table(
        &["fall", "booms", "burst", "share", "by era", "of those that went on"],
        result.first_passage.iter().map(|row| {
            vec![
                percent(row.drawdown),
                row.reached.to_string(),
                row.burst.to_string(),
                percent(row.probability.estimate),
                range(&row.probability.interval),
                percent(row.false_alarm_share),
            ]
        }),
    );
    page.table(
        &["model", "Brier", "frequency's", "gain", "95 % by era", "log score", "enters"],
        result.given_drawdown.iter().map(skill_row),
    );
}

/// [`skill_row`] of a model tried together with others, with the day on which it was where there are several.
pub(super) fn model_row(model: &ModelSkill, day: Option<&str>) -> Vec<String> {
    let mut row = skill_row(&model.skill);
    row.insert(5, digits(&model.simultaneous));
    if let Some(day) = day {
        row.insert(1, day.to_owned());
    }
    row
}

fn skill_row(skill: &Skill) -> Vec<String> {
    vec![
        skill.model.clone(),
        format!("{:.3}", skill.brier),
        format!("{:.3}", skill.climatology),
        format!("{:.3}", skill.gain.estimate),
        digits(&skill.gain.interval),
        optional(skill.log_score, 3),
        if skill.enters { "yes" } else { "no" }.to_owned(),
    ]
}

fn episode_rows(result: &Backtest) -> Vec<Vec<String>> {
    let row = |episode: &BacktestEpisode| {
        let burst = if episode.burst { "burst" } else { "went on" };
        vec![
            episode.asset.clone(),
            episode.start.to_string(),
            episode.burst_day.map_or_else(|| burst.to_owned(), |day| format!("day {day}")),
            format!("{:.3}", episode.p_value),
            percent(episode.probability),
            neighbours(result, episode, NAMED),
        ]
    };
    result.episodes.iter().map(row).collect()
}

/// The nearest booms by name, `*` for those that burst.
fn neighbours(result: &Backtest, episode: &BacktestEpisode, count: usize) -> String {
    let name = |neighbour: &utakata::reference_class::Neighbour| {
        let like = &result.episodes[neighbour.boom];
        format!("{} {}{}", like.asset, like.start.year(), if neighbour.burst { "*" } else { "" })
    };
    let names: Vec<String> = episode.neighbours.iter().take(count).map(name).collect();
    names.join(", ")
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

pub(super) fn range(interval: &Interval) -> String {
    let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), percent);
    format!("{} … {}", end(interval.low), end(interval.high))
}

fn digits(interval: &Interval) -> String {
    let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), |end| format!("{end:.3}"));
    format!("{} … {}", end(interval.low), end(interval.high))
}

/// One row per boom; shares between 0 and 1.
pub(super) fn rows(answer: &Answer<'_>) -> Result<Vec<u8>, Failure> {
    const HEADER: [&str; 9] = [
        "asset",
        "start",
        "burst",
        "burst_day",
        "score",
        "p_value",
        "climatology",
        "probability",
        "neighbours",
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(Failure::runtime)?;
    for episode in &answer.result.episodes {
        let row = [
            episode.asset.clone(),
            episode.start.to_string(),
            u8::from(episode.burst).to_string(),
            episode.burst_day.map(|day| day.to_string()).unwrap_or_default(),
            full(Some(episode.score)),
            full(Some(episode.p_value)),
            full(Some(episode.climatology)),
            full(Some(episode.probability)),
            neighbours(&answer.result, episode, usize::MAX),
        ];
        writer.write_record(row).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
