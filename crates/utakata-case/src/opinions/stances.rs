//! The camps, over independent speakers.

use utakata::{
    Phrase,
    forecast::{Voice, disagreement},
};

use crate::{
    findings::{StanceMap, StanceRow},
    folder::Case,
    ledger::{Entry, Kind, Person, Stance},
};

/// Stances in the order of [`StanceMap::counts`].
const STANCES: [Stance; 4] = [Stance::Bursting, Stance::NotBursting, Stance::Ambivalent, Stance::Neutral];

/// Who says what: one row per person of the ledger who judges or forecasts, or whose words point one way.
///
/// A person's stance is the one that all their pointed entries share; entries that point different ways make it
/// ambivalent; without a pointed entry it is neutral. Disagreement is the entropy of these stances in bits, each
/// person counted once however often they are quoted.
pub fn stance_map(case: &Case) -> StanceMap {
    let mut rows: Vec<StanceRow> = case
        .ledger
        .people
        .iter()
        .filter_map(|(id, person)| {
            let said =
                case.ledger.entries.iter().filter(|e| e.speaker.as_ref() == Some(id)).collect::<Vec<_>>();
            row(id, person, &said)
        })
        .collect();
    let order = |stance: Stance| STANCES.iter().position(|&s| s == stance);
    rows.sort_by(|a, b| (order(a.stance), &a.name).cmp(&(order(b.stance), &b.name)));
    let counts = STANCES.map(|stance| rows.iter().filter(|row| row.stance == stance).count());
    let voices: Vec<Voice<'_>> =
        rows.iter().map(|row| Voice { origin: &row.person, stance: name(row.stance) }).collect();
    // Without a single speaker there is nobody to disagree.
    let bits = disagreement(&voices).map_or(0.0, |d| d.entropy / std::f64::consts::LN_2);
    let largest_bits = (STANCES.len() as f64).log2();
    let text = text(&counts, bits, largest_bits);
    StanceMap { rows, counts, disagreement_bits: bits, largest_bits, text }
}

fn row(id: &str, person: &Person, said: &[&Entry]) -> Option<StanceRow> {
    let stance = overall(said);
    let judges = said.iter().any(|e| matches!(e.kind, Kind::Opinion | Kind::Forecast));
    let shown = said.iter().find(|e| e.stance == stance).or(said.first())?;
    if !judges && stance == Stance::Neutral {
        return None;
    }
    let role = [person.role.as_str(), person.organisation.as_str()];
    Some(StanceRow {
        person: id.to_owned(),
        name: person.name.clone(),
        names: person.names.clone(),
        role: role.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        interest: person.interest.clone(),
        stance,
        says: shown.statement.clone(),
        entries: said.iter().map(|e| e.id.clone()).collect(),
    })
}

fn overall(said: &[&Entry]) -> Stance {
    let mut pointed = said.iter().map(|e| e.stance).filter(|&s| s != Stance::Neutral);
    match pointed.next() {
        None => Stance::Neutral,
        Some(first) if pointed.all(|s| s == first) => first,
        Some(_) => Stance::Ambivalent,
    }
}

fn name(stance: Stance) -> &'static str {
    match stance {
        Stance::Bursting => "bursting",
        Stance::NotBursting => "not-bursting",
        Stance::Ambivalent => "ambivalent",
        Stance::Neutral => "neutral",
    }
}

fn text(counts: &[usize; 4], bits: f64, largest: f64) -> Phrase {
    let speakers: usize = counts.iter().sum();
    if speakers == 0 {
        return Phrase::new("opinions-nobody", "Nobody in the ledger takes a stance.");
    }
    Phrase::fill(
        "opinions-camps",
        "Of {speakers} independent speakers {bursting} see it bursting, {not} do not, {ambivalent} see both and \
         {neutral} take no side; their disagreement is {bits} of at most {largest} bits.",
        [
            ("speakers", speakers.to_string()),
            ("bursting", counts[0].to_string()),
            ("not", counts[1].to_string()),
            ("ambivalent", counts[2].to_string()),
            ("neutral", counts[3].to_string()),
            ("bits", format!("{bits:.2}")),
            ("largest", format!("{largest:.0}")),
        ],
    )
}
