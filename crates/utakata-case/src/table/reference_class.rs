//! A reference class of growth windows as a table: one window per row.

use utakata::adoption::{GrowthModel, ReferenceClass, ReferenceRow};

use super::{Sheet, TableError, column, field, find, series::place};

/// Columns that tell where a window lies and how it ended growing; nothing is computed from them.
const BESIDE: [&str; 2] = ["i", "x5"];

/// Reads a reference class: `series` (the series a window was cut from), `neg` (1 if the period after the window had
/// negative growth, else 0), and one column per model with its probability of that. Columns `i` and `x5` may stand
/// beside them. The headings `lin`, `rwd`, `rw0`, `dec`, `gom`, or the models' names in JSON, stand for the models of
/// `utakata evidence usage`; any other heading is a model of its own.
///
/// # Errors
/// [`TableError`], naming file, line, column and field.
pub fn read_reference_class(file: &str, bytes: &[u8]) -> Result<ReferenceClass, TableError> {
    let sheet = Sheet::parse(file, bytes)?;
    let (series, negative) = (column(&sheet, "series")?, column(&sheet, "neg")?);
    let beside: Vec<usize> = BESIDE.iter().filter_map(|name| find(&sheet.header, name)).collect();
    let is_model = |at: &usize| *at != series && *at != negative && !beside.contains(at);
    let models: Vec<usize> = (0..sheet.header.len()).filter(is_model).collect();
    let rows = sheet.rows.iter().map(|row| {
        let negative = match row.fields[negative].as_str() {
            "1" => true,
            "0" => false,
            _ => return Err(TableError::NotOutcome { at: place(&sheet, row, negative) }),
        };
        let probability = |&at: &usize| match field::number(&row.fields[at]) {
            field::Number::Finite(p) if (0.0..=1.0).contains(&p) => Ok(p),
            _ => Err(TableError::NotProbability { at: place(&sheet, row, at) }),
        };
        let probabilities = models.iter().map(probability).collect::<Result<_, _>>()?;
        Ok(ReferenceRow { series: row.fields[series].clone(), negative, probabilities })
    });
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(ReferenceClass { models: models.iter().map(|&at| model(&sheet.header[at])).collect(), rows })
}

/// The model's name in JSON for an abbreviation.
fn model(heading: &str) -> String {
    let model = match heading {
        "lin" => GrowthModel::LinearTrend,
        "rwd" => GrowthModel::RandomWalkDrift,
        "rw0" => GrowthModel::RandomWalk,
        "dec" => GrowthModel::ExponentialDecay,
        "gom" => GrowthModel::MonotoneCurve,
        other => return other.to_owned(),
    };
    model.name().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_become_models_and_bad_fields_are_named() {
        let class =
            read_reference_class("c.csv", b"series,i,neg,x5,lin,own\na,0,1,.02,.9,.5\nb,3,0,.1,0.25,1\n");
        let class = class.unwrap();
        assert_eq!(class.models, ["linear-trend", "own"]);
        assert_eq!(class.rows[1].probabilities, [0.25, 1.0]);
        assert_eq!((class.rows[0].series.as_str(), class.rows[0].negative), ("a", true));
        let message = |text: &str| read_reference_class("c.csv", text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            message("series,neg,lin\na,yes,0.5\n"),
            "c.csv, line 2, column `neg`: `yes` is not an outcome; write 1 (growth turned negative) or 0"
        );
        assert_eq!(
            message("series,neg,lin\na,1,0.5\na,0,50\n"),
            "c.csv, line 3, column `lin`: `50` is not a probability; write a number from 0 to 1"
        );
        assert!(message("series,lin\na,1\n").contains("no column `neg`"));
    }
}
