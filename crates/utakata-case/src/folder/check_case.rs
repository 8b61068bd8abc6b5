//! What `case.toml` must mean, beyond its shape.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CaseFile, CountBounds, EventRule, Flaw, Null, Stream, Text,
    check::{duplicates, interval, later, range, reference},
    located::Located,
};
use crate::{findings::StreamKind, ledger::Ledger};

/// Notes every flaw of `case.toml`; references into the ledger are checked too.
pub(super) fn check_case(case: &CaseFile, ledger: &Ledger, toml: &mut Located<'_>) {
    toml.demand(case.schema == 1, "schema", || Flaw::Schema { found: case.schema });
    identifier(&case.id, "id", toml);
    text(&case.title, "title", toml);
    text(&case.question, "question", toml);
    toml.demand(!case.sector.trim().is_empty(), "sector", || Flaw::Empty);
    duplicates(case.baskets.iter().map(|b| b.id.as_str()), "basket", toml);
    duplicates(case.streams.iter().map(|s| s.id.as_str()), "stream", toml);
    duplicates(case.layers.iter().map(|l| l.id.as_str()), "layer", toml);
    duplicates(case.events.iter().map(|e| e.id.as_str()), "event", toml);
    duplicates(case.lenses.iter().map(|l| l.id.as_str()), "lens", toml);
    baskets(case, toml);
    layers(case, toml);
    for (i, stream) in case.streams.iter().enumerate() {
        check_stream(case, ledger, i, stream, toml);
    }
    broad_turn(case, toml);
    events(case, toml);
    for (i, lens) in case.lenses.iter().enumerate() {
        for (name, cost) in [("false_alarm_cost", lens.false_alarm_cost), ("miss_cost", lens.miss_cost)] {
            range(cost, cost > 0.0, "a positive cost", &format!("lens/{i}/{name}"), toml);
        }
    }
}

/// The kind of stream a null speaks of.
fn kind_of(null: &Null) -> StreamKind {
    match null {
        Null::OrdinaryWeek { .. } => StreamKind::Price,
        Null::OrdinaryBreadth { .. } => StreamKind::Breadth,
        Null::ExchangeableGrowth { .. } => StreamKind::Usage,
        Null::RateNotFallen { .. } | Null::RateComparison { .. } => StreamKind::Deals,
        Null::OrdinaryDay { .. } => StreamKind::Incidents,
        Null::SurveyShares { .. } => StreamKind::Surveys,
        Null::BirthsNotFallen { .. } => StreamKind::Births,
        Null::PricesAsBefore { .. } => StreamKind::InputPrices,
        Null::SharesDescribed { .. } => StreamKind::Concentration,
        Null::SurvivorsForetold { .. } => StreamKind::Survival,
        Null::GrowthImplied { .. } => StreamKind::Valuation,
        Null::PredictedOrder { .. } => StreamKind::Layers,
        Null::Opinions => StreamKind::Forecasts,
    }
}

fn kebab(kind: StreamKind) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn identifier(id: &str, path: &str, toml: &mut Located<'_>) {
    let good = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    toml.demand(good, path, || Flaw::Identifier { id: id.to_owned() });
}

fn text(text: &Text, path: &str, toml: &mut Located<'_>) {
    toml.demand(!text.en.trim().is_empty(), &format!("{path}/en"), || Flaw::Empty);
}

fn baskets(case: &CaseFile, toml: &mut Located<'_>) {
    for (i, basket) in case.baskets.iter().enumerate() {
        let path = format!("basket/{i}");
        toml.demand(!basket.members.is_empty(), &format!("{path}/members"), || Flaw::Empty);
        let mut seen = BTreeSet::new();
        for (j, member) in basket.members.iter().enumerate() {
            let twice = || Flaw::Duplicate { id: member.clone() };
            toml.demand(seen.insert(member), &format!("{path}/members/{j}"), twice);
        }
        let hint = "membership is frozen before the window that is tested";
        later(basket.frozen, case.as_of, &format!("{path}/frozen"), hint, toml);
    }
}

/// A member of two layers would make them fall together.
fn layers(case: &CaseFile, toml: &mut Located<'_>) {
    let mut owner: BTreeMap<&String, &String> = BTreeMap::new();
    for (i, layer) in case.layers.iter().enumerate() {
        let path = format!("layer/{i}");
        toml.demand(!layer.members.is_empty(), &format!("{path}/members"), || Flaw::Empty);
        for (j, member) in layer.members.iter().enumerate() {
            let first = *owner.entry(member).or_insert(&layer.id);
            let path = format!("{path}/members/{j}");
            let again = layer.members[..j].contains(member);
            toml.demand(!again, &path, || Flaw::Duplicate { id: member.clone() });
            toml.demand(again || *first == layer.id, &path, || Flaw::Shared {
                member: member.clone(),
                first: first.clone(),
            });
        }
    }
}

fn broad_turn(case: &CaseFile, toml: &mut Located<'_>) {
    let rule = &case.broad_turn;
    let (required, streams) = (rule.required, rule.streams.len());
    range(required as f64, required >= 1, "at least 1", "broad_turn/required", toml);
    let too_many = || Flaw::TooManyRequired { required, streams };
    toml.demand(required <= streams, "broad_turn/required", too_many);
    range(
        rule.level,
        rule.level > 0.0 && rule.level < 1.0,
        "a level between 0 and 1",
        "broad_turn/level",
        toml,
    );
    let mut kinds = BTreeSet::new();
    for (i, id) in rule.streams.iter().enumerate() {
        let path = format!("broad_turn/streams/{i}");
        reference("stream", id, case.streams.iter().map(|s| &s.id), &path, toml);
        if let Some(stream) = case.streams.iter().find(|s| &s.id == id) {
            let twice = || Flaw::KindTwice { id: id.clone(), kind: kebab(stream.kind) };
            toml.demand(kinds.insert(stream.kind), &path, twice);
        }
    }
}

fn events(case: &CaseFile, toml: &mut Located<'_>) {
    for (i, event) in case.events.iter().enumerate() {
        let path = format!("event/{i}/rule");
        match &event.rule {
            EventRule::Drawdown { basket, fall, within, .. } => {
                reference(
                    "basket",
                    basket,
                    case.baskets.iter().map(|b| &b.id),
                    &format!("{path}/basket"),
                    toml,
                );
                let per_cent = *fall > 0.0 && *fall <= 100.0;
                range(*fall, per_cent, "per cent above 0, up to 100", &format!("{path}/fall"), toml);
                positive(*within, &format!("{path}/within"), toml);
            }
            EventRule::NegativeGrowth { stream, periods } => {
                reference(
                    "stream",
                    stream,
                    case.streams.iter().map(|s| &s.id),
                    &format!("{path}/stream"),
                    toml,
                );
                positive(*periods, &format!("{path}/periods"), toml);
            }
            EventRule::ByHand => {}
        }
    }
}

fn check_stream(case: &CaseFile, ledger: &Ledger, i: usize, stream: &Stream, toml: &mut Located<'_>) {
    let path = format!("stream/{i}");
    let expected = kind_of(&stream.null);
    toml.demand(expected == stream.kind, &format!("{path}/kind"), || Flaw::KindMismatch {
        expected: kebab(expected),
        found: kebab(stream.kind),
    });
    for (j, source) in stream.sources.iter().enumerate() {
        reference("source", source, ledger.sources.keys(), &format!("{path}/sources/{j}"), toml);
    }
    check_null(case, ledger, &stream.null, &format!("{path}/null"), toml);
}

fn check_null(case: &CaseFile, ledger: &Ledger, null: &Null, path: &str, toml: &mut Located<'_>) {
    let field = |name: &str| format!("{path}/{name}");
    let entry_known = |id: &str, place: &str, toml: &mut Located<'_>| {
        reference("ledger entry", id, ledger.entries.iter().map(|e| &e.id), place, toml);
    };
    match null {
        Null::OrdinaryWeek { basket, horizon, history } => {
            stretch(case, basket, *horizon, *history, path, toml);
        }
        Null::OrdinaryBreadth { basket, horizon, history, fall } => {
            stretch(case, basket, *horizon, *history, path, toml);
            range(*fall, *fall > 0.0, "a positive fall in per cent", &field("fall"), toml);
        }
        Null::RateNotFallen { recent, earlier, dispersion, entries, .. } => {
            counts(recent, &field("recent"), toml);
            counts(earlier, &field("earlier"), toml);
            range(*dispersion, *dispersion >= 1.0, "at least 1", &field("dispersion"), toml);
            entries
                .iter()
                .enumerate()
                .for_each(|(j, id)| entry_known(id, &format!("{path}/entries/{j}"), toml));
        }
        Null::RateComparison { first, second, entries, .. } => {
            counts(first, &field("first"), toml);
            counts(second, &field("second"), toml);
            entries
                .iter()
                .enumerate()
                .for_each(|(j, id)| entry_known(id, &format!("{path}/entries/{j}"), toml));
        }
        Null::OrdinaryDay { estimation, limit, entry, event, .. } => {
            later(*event, case.as_of, &field("event"), "an incident is judged by what followed it", toml);
            range(*estimation as f64, *estimation >= 2, "at least 2 days", &field("estimation"), toml);
            let limit = limit.unwrap_or(1.0);
            range(limit, limit > 0.0, "a positive limit in per cent", &field("limit"), toml);
            entry_known(entry, &field("entry"), toml);
        }
        Null::SurveyShares { shares, icc, clusters } => {
            for (j, share) in shares.iter().enumerate() {
                entry_known(&share.entry, &format!("{path}/shares/{j}/entry"), toml);
                let good = (0.0..=100.0).contains(&share.percent);
                range(
                    share.percent,
                    good,
                    "per cent from 0 to 100",
                    &format!("{path}/shares/{j}/percent"),
                    toml,
                );
                positive(share.n.unwrap_or(1), &format!("{path}/shares/{j}/n"), toml);
            }
            range(*icc, (0.0..=1.0).contains(icc), "from 0 to 1", &field("icc"), toml);
            positive(*clusters, &field("clusters"), toml);
        }
        Null::BirthsNotFallen { recent, earlier, dispersion, .. } => {
            positive(*recent, &field("recent"), toml);
            positive(*earlier, &field("earlier"), toml);
            range(*dispersion, *dispersion >= 1.0, "at least 1", &field("dispersion"), toml);
        }
        Null::SurvivorsForetold { entrants, survivors, years, base_rates, entry } => {
            left(*entrants, *survivors, path, toml);
            range(*years, *years >= 1.0, "at least 1 year", &field("years"), toml);
            for (j, base) in base_rates.iter().enumerate() {
                let path = format!("{path}/base_rates/{j}");
                left(base.entrants, base.survivors, &path, toml);
                let fraction = base.survivors >= 1 && base.survivors < base.entrants;
                let place = format!("{path}/survivors");
                range(
                    base.survivors as f64,
                    fraction,
                    "at least 1 and fewer than the entrants",
                    &place,
                    toml,
                );
            }
            range(
                base_rates.len() as f64,
                !base_rates.is_empty(),
                "at least one",
                &field("base_rates"),
                toml,
            );
            entry_known(entry, &field("entry"), toml);
        }
        Null::GrowthImplied { price, revenue, discount, multiple, years, entries } => {
            for (ends, name) in [(price, "price"), (revenue, "revenue")] {
                let place = field(name);
                range(ends.low, ends.low > 0.0, "a positive amount", &format!("{place}/low"), toml);
                interval(Some(ends.low), Some(ends.high), &place, toml);
            }
            range(*discount, *discount > -100.0, "above -100 per cent a year", &field("discount"), toml);
            range(*multiple, *multiple > 0.0, "a positive multiple", &field("multiple"), toml);
            let few = (1..=100).contains(years);
            range(f64::from(*years), few, "1 to 100 years", &field("years"), toml);
            entries
                .iter()
                .enumerate()
                .for_each(|(j, id)| entry_known(id, &format!("{path}/entries/{j}"), toml));
        }
        Null::PricesAsBefore { since, .. } => {
            later(*since, case.as_of, &field("since"), "recent changes are those from that day on", toml);
        }
        Null::PredictedOrder { order, fall, frozen, from, .. } => {
            range(order.len() as f64, order.len() >= 2, "at least 2 layers", &field("order"), toml);
            let mut seen = BTreeSet::new();
            for (j, id) in order.iter().enumerate() {
                let path = format!("{path}/order/{j}");
                reference("layer", id, case.layers.iter().map(|l| &l.id), &path, toml);
                toml.demand(seen.insert(id), &path, || Flaw::Duplicate { id: id.clone() });
            }
            let fraction = *fall > 0.0 && *fall < 100.0;
            range(*fall, fraction, "a fall in per cent between 0 and 100", &field("fall"), toml);
            later(*from, case.as_of, &field("from"), "running peaks begin before it", toml);
            let late = || Flaw::FrozenLate { frozen: *frozen, from: *from };
            toml.demand(frozen <= from, &field("frozen"), late);
        }
        Null::ExchangeableGrowth { .. } | Null::SharesDescribed { .. } | Null::Opinions => {}
    }
}

fn stretch(
    case: &CaseFile,
    basket: &str,
    horizon: usize,
    history: usize,
    path: &str,
    toml: &mut Located<'_>,
) {
    reference("basket", basket, case.baskets.iter().map(|b| &b.id), &format!("{path}/basket"), toml);
    positive(horizon, &format!("{path}/horizon"), toml);
    let place = format!("{path}/history");
    range(history as f64, history >= horizon, "at least as long as the horizon", &place, toml);
}

fn counts(counts: &CountBounds, path: &str, toml: &mut Located<'_>) {
    range(counts.low, counts.low >= 0.0, "a count, 0 or more", &format!("{path}/low"), toml);
    range(counts.exposure, counts.exposure > 0.0, "a positive exposure", &format!("{path}/exposure"), toml);
    if let Some(high) = counts.high {
        range(high, high >= 0.0, "a count, 0 or more", &format!("{path}/high"), toml);
        let low = counts.low;
        toml.demand(low <= high, &format!("{path}/low"), || Flaw::Inverted { low, high });
    }
}

fn left(entrants: u64, survivors: u64, path: &str, toml: &mut Located<'_>) {
    range(entrants as f64, entrants >= 1, "at least 1", &format!("{path}/entrants"), toml);
    let few = survivors <= entrants;
    range(survivors as f64, few, "at most as many as entrants", &format!("{path}/survivors"), toml);
}

fn positive(number: usize, path: &str, toml: &mut Located<'_>) {
    range(number as f64, number >= 1, "at least 1", path, toml);
}
