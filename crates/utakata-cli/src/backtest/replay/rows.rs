//! A replay as rows.

use utakata::replay::{Alert, Method};

use super::Answer;
use crate::failure::Failure;
use crate::text::full;

/// One row per boom; shares between 0 and 1, leads in trading days.
pub(super) fn rows(answer: &Answer<'_>) -> Result<Vec<u8>, Failure> {
    let mut header: Vec<String> = [
        "asset",
        "group",
        "start",
        "burst",
        "counted",
        "known",
        "peak",
        "burst_date",
        "deepest",
        "entry_p",
        "watched_p",
        "as_of_p",
        "as_of_references",
    ]
    .map(str::to_owned)
    .to_vec();
    for alert in Alert::ALL {
        let name = alert.name().replace('-', "_");
        header.extend(["date", "drawdown", "lead", "to_come"].map(|column| format!("{name}_{column}")));
    }
    header.extend(Method::ALL.map(|method| format!("said_{}", method.name())));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(Failure::runtime)?;
    for boom in &answer.booms {
        let mut row = vec![
            boom.asset.clone(),
            boom.group.clone(),
            boom.start.to_string(),
            boom.burst.map(|burst| burst.to_string()).unwrap_or_default(),
            boom.counted.to_string(),
            boom.known.to_string(),
            boom.peak.to_string(),
            boom.burst_date.map(|date| date.to_string()).unwrap_or_default(),
            full(Some(boom.deepest)),
            full(boom.entry_p),
            full(boom.watched_p),
            full(boom.as_of_p),
            boom.as_of_references.map(|n| n.to_string()).unwrap_or_default(),
        ];
        for alert in Alert::ALL {
            let sounding = boom.sounding(&alert.name());
            let lead = sounding.and_then(|s| s.lead);
            row.push(sounding.map(|s| s.date.to_string()).unwrap_or_default());
            row.extend(
                [sounding.map(|s| s.drawdown), lead.map(|l| l.days), lead.map(|l| l.to_come)].map(full),
            );
        }
        row.extend(Method::ALL.map(|method| boom.said(method)));
        writer.write_record(row).map_err(Failure::runtime)?;
    }
    writer.into_inner().map_err(|error| Failure::Runtime(anyhow::anyhow!("{error}")))
}
