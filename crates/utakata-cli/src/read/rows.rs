//! A reading as a page and as rows.

use utakata_report::html;
use utakata_text::{Reading, Verified};

use crate::failure::Failure;
use crate::text::{Page, name_of};

/// Longest quote in the table, in characters.
const QUOTE: usize = 28;

pub(super) fn page(reading: &Reading, claims: Option<&[Verified]>) -> String {
    let mut page = Page::default();
    page.heading("Reading:");
    page.fact("found", &format!("{} numbers and dates", reading.items.len()));
    let short = |text: &str| text.replace(char::is_control, " ").chars().take(QUOTE).collect::<String>();
    let rows = reading.items.iter().enumerate().map(|(place, item)| {
        vec![
            (place + 1).to_string(),
            short(&item.quote),
            name_of(&item.kind),
            html::value(item),
            short(item.speaker.as_deref().unwrap_or_default()),
            short(item.relayed_by.as_deref().unwrap_or_default()),
            item.flags.join(", "),
        ]
    });
    page.table(&["", "quote", "kind", "value", "speaker", "relayed by", "flags"], rows);
    let opinions = reading.opinions.iter().enumerate().map(|(place, opinion)| {
        let hedge = opinion.hedge.as_deref().unwrap_or_default();
        vec![
            format!("P{}", place + 1),
            short(&opinion.speaker),
            name_of(&opinion.stance),
            short(&opinion.quote),
            hedge.to_owned(),
        ]
    });
    page.table(&["", "speaker", "points", "sentence", "hedge"], opinions);
    for lint in &reading.lints {
        page.fact(
            lint.kind.name(),
            &format!("{} (byte {}): {}", short(&lint.quote), lint.byte_start, lint.text),
        );
    }
    for alias in &reading.aliases {
        page.fact("perhaps one name", &format!("{}, {}: {}", alias.name, alias.other, alias.reason));
    }
    for verified in claims.unwrap_or_default() {
        let doubts: Vec<String> = verified.doubts.iter().map(name_of).collect();
        let judged = if verified.counts() {
            "borne out".to_owned()
        } else {
            format!("not counted: {}", doubts.join(", "))
        };
        page.fact("model", &format!("{}: {judged}", short(&verified.claim.quote)));
    }
    page.finish()
}

pub(super) fn rows(reading: &Reading) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "number",
        "byte_start",
        "byte_end",
        "quote",
        "kind",
        "value",
        "speaker",
        "relayed_by",
        "hedge",
        "stance",
        "flags",
    ];
    writer.write_record(head).map_err(Failure::runtime)?;
    for (place, item) in reading.items.iter().enumerate() {
        let stance = item.stance.map(|stance| name_of(&stance)).unwrap_or_default();
        let record = [
            (place + 1).to_string(),
            item.byte_start.to_string(),
            item.byte_end.to_string(),
            item.quote.clone(),
            name_of(&item.kind),
            html::value(item),
            item.speaker.clone().unwrap_or_default(),
            item.relayed_by.clone().unwrap_or_default(),
            item.hedge.clone().unwrap_or_default(),
            stance,
            item.flags.join(" "),
        ];
        writer.write_record(record).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::runtime(anyhow::anyhow!("{error}")))
}
