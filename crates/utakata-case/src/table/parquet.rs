//! Parquet files as the delimited text the table reader understands, so that both kinds of file are checked by the
//! same rules. Flat columns of numbers, text, dates and timestamps are taken; nested ones are left out.

use std::panic;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as PhysicalType};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use thiserror::Error;

/// First bytes of every Parquet file.
const MAGIC: &[u8] = b"PAR1";

/// Heading that pandas gives a nameless index.
const PANDAS_INDEX: &str = "__index_level_0__";

/// Day 0 of Parquet dates.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Why a Parquet file could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ParquetError {
    /// The decoder refuses it.
    #[error("not a readable Parquet file: {0}")]
    NotReadable(#[from] parquet::errors::ParquetError),
    /// Its parts do not fit together.
    #[error("the Parquet file is damaged: {0}")]
    Damaged(&'static str),
    /// A value that is no date, or a type that no series can be made of.
    #[error("{0}")]
    Value(String),
    /// What is wrong with one column.
    #[error("column `{name}` cannot be read: {reason}")]
    Column {
        /// The column.
        name: String,
        /// What is wrong.
        reason: Box<ParquetError>,
    },
    /// The table cannot be written as text.
    #[error("the table cannot be written as text: {0}")]
    Text(#[from] csv::Error),
}

/// Whether bytes are a Parquet file.
pub fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The table as CSV with a header; absent values are empty fields. Row `n` of the file is line `n + 1`.
///
/// # Errors
/// [`ParquetError`].
pub fn to_csv(bytes: Vec<u8>) -> Result<Vec<u8>, ParquetError> {
    // The decoder panics on some damaged files; that is bad input like any other.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(|| decode(bytes));
    panic::set_hook(hook);
    result.unwrap_or_else(|_| Err(ParquetError::Damaged("the decoder gave up")))
}

fn decode(bytes: Vec<u8>) -> Result<Vec<u8>, ParquetError> {
    let file = SerializedFileReader::new(Bytes::from(bytes))?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let mut headings = Vec::new();
    let mut columns = Vec::new();
    for (index, descriptor) in schema.columns().iter().enumerate() {
        let flat = descriptor.path().parts().len() == 1 && descriptor.max_rep_level() == 0;
        let Some(form) = Form::of(descriptor).filter(|_| flat) else { continue };
        let column = column(&file, index, descriptor, form).map_err(|reason| ParquetError::Column {
            name: descriptor.name().to_owned(),
            reason: Box::new(reason),
        })?;
        // A nameless index of dates comes last in the file and first in the table.
        if descriptor.name() == PANDAS_INDEX {
            headings.insert(0, "date".to_owned());
            columns.insert(0, column);
        } else {
            headings.push(descriptor.name().to_owned());
            columns.push(column);
        }
    }
    let rows = columns.first().map_or(0, Vec::len);
    if columns.iter().any(|c| c.len() != rows) {
        return Err(ParquetError::Damaged("its columns differ in length"));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings)?;
    for row in 0..rows {
        writer.write_record(columns.iter().map(|c| &c[row]))?;
    }
    writer.into_inner().map_err(|error| ParquetError::Text(error.into_error().into()))
}

/// How the values of a column become text.
#[derive(Debug, Clone, Copy)]
enum Form {
    Number,
    Unsigned,
    /// Days since 1970.
    Day,
    /// Ticks since 1970, this many a second.
    Moment(i64),
    Text,
}

impl Form {
    /// `None` for what no series can be made of.
    fn of(column: &ColumnDescriptor) -> Option<Self> {
        match (column.physical_type(), column.converted_type(), column.logical_type_ref()) {
            (PhysicalType::INT64, _, Some(LogicalType::Timestamp(stamp))) => {
                Some(Self::Moment(match stamp.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                }))
            }
            (PhysicalType::INT64, ConvertedType::TIMESTAMP_MILLIS, _) => Some(Self::Moment(1_000)),
            (PhysicalType::INT64, ConvertedType::TIMESTAMP_MICROS, _) => Some(Self::Moment(1_000_000)),
            (PhysicalType::INT32, ConvertedType::DATE, _) => Some(Self::Day),
            (_, ConvertedType::DECIMAL | ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS, _) => None,
            (
                PhysicalType::INT32 | PhysicalType::INT64,
                ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64,
                _,
            ) => Some(Self::Unsigned),
            (
                PhysicalType::INT32 | PhysicalType::INT64 | PhysicalType::FLOAT | PhysicalType::DOUBLE,
                _,
                _,
            ) => Some(Self::Number),
            (PhysicalType::BYTE_ARRAY, ConvertedType::UTF8 | ConvertedType::ENUM, _) => Some(Self::Text),
            _ => None,
        }
    }

    fn integer(self, value: i64) -> Result<String, ParquetError> {
        Ok(match self {
            Self::Day => jiff::Span::new()
                .try_days(value)
                .and_then(|days| EPOCH.checked_add(days))
                .map_err(|_| ParquetError::Value(format!("day {value} is no date")))?
                .to_string(),
            Self::Moment(per_second) => moment(value, per_second)?,
            // Reinterpreted, not converted: that is how Parquet stores unsigned numbers.
            Self::Unsigned => value.cast_unsigned().to_string(),
            Self::Number | Self::Text => value.to_string(),
        })
    }
}

/// A midnight is a date; any other moment keeps its time, which the table reader will refuse with its place.
fn moment(ticks: i64, per_second: i64) -> Result<String, ParquetError> {
    let nanoseconds = i128::from(ticks) * i128::from(1_000_000_000 / per_second);
    let moment = Timestamp::from_nanosecond(nanoseconds)
        .map_err(|_| ParquetError::Value(format!("the timestamp {ticks} lies beyond year 9999")))?;
    let moment = Offset::UTC.to_datetime(moment);
    let midnight = moment.date().to_datetime(jiff::civil::Time::midnight());
    Ok(if moment == midnight { moment.date().to_string() } else { moment.to_string() })
}

fn column(
    file: &SerializedFileReader<Bytes>,
    index: usize,
    descriptor: &ColumnDescriptor,
    form: Form,
) -> Result<Vec<String>, ParquetError> {
    let nullable = descriptor.max_def_level() > 0;
    let mut text = Vec::new();
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        let rows = usize::try_from(group.metadata().num_rows())
            .map_err(|_| ParquetError::Damaged("a row group has no length"))?;
        match group.get_column_reader(index)? {
            ColumnReader::Int32ColumnReader(reader) => read(reader, rows, nullable, &mut text, |v: i32| {
                if matches!(form, Form::Unsigned) {
                    return Ok(v.cast_unsigned().to_string());
                }
                form.integer(i64::from(v))
            })?,
            ColumnReader::Int64ColumnReader(reader) => {
                read(reader, rows, nullable, &mut text, |v| form.integer(v))?;
            }
            // The shortest text that gives the same number back.
            ColumnReader::FloatColumnReader(reader) => {
                read(reader, rows, nullable, &mut text, |v| Ok(v.to_string()))?;
            }
            ColumnReader::DoubleColumnReader(reader) => {
                read(reader, rows, nullable, &mut text, |v| Ok(v.to_string()))?;
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                read(reader, rows, nullable, &mut text, |v: ByteArray| Ok(v.as_utf8()?.to_owned()))?;
            }
            _ => return Err(ParquetError::Value("its type is not understood".to_owned())),
        }
    }
    Ok(text)
}

/// Appends the values of one column chunk, empty where absent.
fn read<T: DataType>(
    mut reader: ColumnReaderImpl<T>,
    rows: usize,
    nullable: bool,
    text: &mut Vec<String>,
    write: impl Fn(T::T) -> Result<String, ParquetError>,
) -> Result<(), ParquetError> {
    let mut remaining = rows;
    while remaining > 0 {
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        let (records, _, _) = reader.read_records(remaining, Some(&mut levels), None, &mut values)?;
        if records == 0 {
            return Err(ParquetError::Damaged("rows are missing"));
        }
        let mut values = values.into_iter();
        for row in 0..records {
            let present = !nullable || levels.get(row).is_some_and(|&level| level > 0);
            match (present, present.then(|| values.next()).flatten()) {
                (false, _) => text.push(String::new()),
                (true, Some(value)) => text.push(write(value)?),
                (true, None) => return Err(ParquetError::Damaged("a value is missing")),
            }
        }
        remaining = remaining.saturating_sub(records);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Both files were written by pyarrow 26 (see tests/data/README.md).
    const PANDAS: &[u8] = include_bytes!("../../tests/data/pandas_index.parquet");
    const LONG: &[u8] = include_bytes!("../../tests/data/long_date32.parquet");

    fn text(bytes: &[u8]) -> String {
        assert!(recognises(bytes));
        String::from_utf8(to_csv(bytes.to_vec()).unwrap()).unwrap()
    }

    #[test]
    fn a_data_frame_with_a_date_index_becomes_a_wide_table() {
        let table = text(PANDAS);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[..3], ["date,a,b", "2020-01-01,1.5,", "2020-02-01,1.75,"]);
        assert_eq!(lines[12], "2020-12-01,1.75,104");
    }

    #[test]
    fn days_whole_numbers_and_names_of_a_long_table() {
        let table = text(LONG);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[..2], ["date,value,name", "2020-01-01,0,x"]);
        assert_eq!(lines[12], "2020-12-01,11,y");
    }

    #[test]
    fn a_time_of_day_is_kept_so_that_it_can_be_refused() {
        assert_eq!(moment(1_577_836_800, 1).unwrap(), "2020-01-01");
        assert_eq!(moment(1_577_836_801_000, 1_000).unwrap(), "2020-01-01T00:00:01");
        assert!(moment(i64::MAX, 1_000).is_err());
    }

    #[test]
    fn damaged_files_are_errors_not_panics() {
        for cut in 0..PANDAS.len() {
            assert!(to_csv(PANDAS[..cut].to_vec()).is_err());
        }
        // Any one damaged byte either does no harm or is an error.
        for position in 4..PANDAS.len() {
            let mut bytes = PANDAS.to_vec();
            bytes[position] ^= 0xff;
            let _ = to_csv(bytes);
        }
    }
}
