//! Members side by side on common dates.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::BasketError;
use crate::Series;

/// A member that has no part in the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// The member.
    pub member: String,
    /// Its first date; absent for one without values.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub first: Option<Date>,
    /// Its last date.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub last: Option<Date>,
}

/// Named members with one positive value per common date.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    dates: Vec<Date>,
    members: Vec<String>,
    /// Member by member, each as long as `dates`.
    values: Vec<f64>,
}

impl Panel {
    /// Members that all have exactly the same dates.
    ///
    /// # Errors
    /// [`BasketError::MissingDate`] naming the first date that some member lacks and others have; also when the basket
    /// is empty, a member appears twice, or a value is not positive.
    pub fn new(members: &[Series]) -> Result<Self, BasketError> {
        let dates: BTreeSet<Date> = members.iter().flat_map(Series::dates).copied().collect();
        for member in members {
            if let Some(&date) = dates.iter().find(|&&date| member.on(date).is_none()) {
                return Err(BasketError::MissingDate { member: member.name().to_owned(), date });
            }
        }
        Self::on_dates(members, dates.into_iter().collect())
    }

    /// Members on the dates that all of them have; the other dates are dropped.
    ///
    /// # Errors
    /// [`BasketError::NoCommonDate`]; otherwise as [`Panel::new`].
    pub fn on_common_dates(members: &[Series]) -> Result<Self, BasketError> {
        let (first, rest) = members.split_first().ok_or(BasketError::Empty)?;
        let common = |date: &&Date| rest.iter().all(|member| member.on(**date).is_some());
        let dates: Vec<Date> = first.dates().iter().filter(common).copied().collect();
        if dates.is_empty() { Err(BasketError::NoCommonDate) } else { Self::on_dates(members, dates) }
    }

    /// Members on every date of any of them. A value missing inside a member's life is the last one before it: a
    /// suspended stock stands still. A member that starts after the first date or ends before the last one is left out,
    /// and named: its whole window cannot be judged, and cutting the window to its life would change it for all.
    ///
    /// # Errors
    /// [`BasketError::Empty`] when none is left; otherwise as [`Panel::new`].
    pub fn held(members: &[Series]) -> Result<(Self, Vec<LeftOut>), BasketError> {
        let dates: BTreeSet<Date> = members.iter().flat_map(Series::dates).copied().collect();
        let ends = |dates: &[Date]| (dates.first().copied(), dates.last().copied());
        let dates: Vec<Date> = dates.into_iter().collect();
        let (whole, part): (Vec<&Series>, Vec<&Series>) =
            members.iter().partition(|member| ends(member.dates()) == ends(&dates));
        let fill = |member: &&Series| -> Result<Series, BasketError> {
            let values = dates.iter().filter_map(|&date| member.last_by(date)).collect();
            Series::new(member.name(), dates.clone(), values).map_err(|_| BasketError::Empty)
        };
        let filled = whole.iter().map(fill).collect::<Result<Vec<Series>, _>>()?;
        let left_out = part.into_iter().map(|member| {
            let (first, last) = ends(member.dates());
            LeftOut { member: member.name().to_owned(), first, last }
        });
        Ok((Self::on_dates(&filled, dates.clone())?, left_out.collect()))
    }

    fn on_dates(members: &[Series], dates: Vec<Date>) -> Result<Self, BasketError> {
        if members.is_empty() {
            return Err(BasketError::Empty);
        }
        let mut names = BTreeSet::new();
        let mut values = Vec::with_capacity(members.len() * dates.len());
        for member in members {
            let name = member.name().to_owned();
            if !names.insert(name.clone()) {
                return Err(BasketError::DuplicateMember { member: name });
            }
            for &date in &dates {
                match member.on(date) {
                    Some(value) if value > 0.0 => values.push(value),
                    Some(value) => return Err(BasketError::NotPositive { member: name, date, value }),
                    None => return Err(BasketError::MissingDate { member: name, date }),
                }
            }
        }
        let members = members.iter().map(|member| member.name().to_owned()).collect();
        Ok(Self { dates, members, values })
    }

    /// The panel up to and including `as_of`: what was known that day.
    ///
    /// # Errors
    /// [`BasketError::NoCommonDate`] when it begins later.
    pub fn until(&self, as_of: Date) -> Result<Self, BasketError> {
        let end = self.dates.partition_point(|&date| date <= as_of);
        if end == 0 {
            return Err(BasketError::NoCommonDate);
        }
        let values = self.series().flat_map(|(_, values)| &values[..end]).copied().collect();
        Ok(Self { dates: self.dates[..end].to_vec(), members: self.members.clone(), values })
    }

    /// Common dates, strictly increasing.
    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// Names of the members.
    pub fn members(&self) -> &[String] {
        &self.members
    }

    /// Each member with its values, one per date.
    pub fn series(&self) -> impl Iterator<Item = (&str, &[f64])> + Clone {
        self.members.iter().map(String::as_str).zip(self.values.chunks_exact(self.dates.len()))
    }

    /// Number of dates.
    pub fn len(&self) -> usize {
        self.dates.len()
    }

    /// Never true: a panel has at least one date.
    pub fn is_empty(&self) -> bool {
        self.dates.is_empty()
    }

    /// Return of every member from date index `from` to `to`, in the order of the members.
    pub(super) fn returns(&self, from: usize, to: usize) -> impl Iterator<Item = f64> {
        self.series().map(move |(_, values)| values[to] / values[from] - 1.0)
    }
}
