//! Libraries and closes as Parquet files, for data frames.

use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};

/// Day 0 of Parquet dates.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Day,
    Count,
    Figure,
    /// A close of six significant digits, which single precision gives back.
    Close,
}

impl Kind {
    fn of(column: &str) -> Self {
        match column {
            "symbol" | "rule" | "asset" | "group" | "fate" | "from_first" | "suspected_split" => Self::Text,
            "date" | "start" | "end" => Self::Day,
            "era" | "year" | "followed" => Self::Count,
            days if days.starts_with("days") => Self::Count,
            "close" => Self::Close,
            _ => Self::Figure,
        }
    }

    fn field(self, name: &str) -> parquet::errors::Result<TypePtr> {
        let (physical, logical) = match self {
            Self::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Day => (PhysicalType::INT32, Some(LogicalType::Date)),
            Self::Count => (PhysicalType::INT64, None),
            Self::Figure => (PhysicalType::DOUBLE, None),
            Self::Close => (PhysicalType::FLOAT, None),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        Ok(Arc::new(field.with_logical_type(logical).build()?))
    }
}

/// The table of a CSV text with a header.
pub(super) fn encode(csv: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut reader = csv::Reader::from_reader(csv);
    let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader.records().collect::<Result<Vec<csv::StringRecord>, _>>()?;
    let fields: Vec<TypePtr> =
        header.iter().map(|name| Kind::of(name).field(name)).collect::<Result<_, _>>()?;
    let schema = Arc::new(Type::group_type_builder("row").with_fields(fields).build()?);
    let mut properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    for name in header.iter().filter(|name| matches!(Kind::of(name), Kind::Day)) {
        // Neighbouring days differ little.
        let column = ColumnPath::from(name.as_str());
        properties = properties.set_column_dictionary_enabled(column.clone(), false);
        properties = properties.set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
    }
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build()))?;
    let mut group = writer.next_row_group()?;
    let mut index = 0;
    while let Some(mut column) = group.next_column()? {
        let cells = || rows.iter().map(|row| &row[index]);
        match Kind::of(&header[index]) {
            Kind::Text => write::<ByteArrayType>(&mut column, cells(), |t| Ok(ByteArray::from(t)))?,
            Kind::Day => write::<Int32Type>(&mut column, cells(), day)?,
            Kind::Count => write::<Int64Type>(&mut column, cells(), |t| Ok(t.parse()?))?,
            Kind::Close => write::<FloatType>(&mut column, cells(), |t| Ok(t.parse()?))?,
            Kind::Figure => write::<DoubleType>(&mut column, cells(), |t| Ok(t.parse()?))?,
        }
        column.close()?;
        index += 1;
    }
    group.close()?;
    Ok(writer.into_inner()?)
}

fn day(text: &str) -> anyhow::Result<i32> {
    let date: Date = text.parse()?;
    Ok(i32::try_from(date.duration_since(EPOCH).as_hours() / 24)?)
}

/// One column; empty cells are absent.
fn write<'a, T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a str>,
    value: impl Fn(&str) -> anyhow::Result<T::T>,
) -> anyhow::Result<()> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(!cell.is_empty()));
        if !cell.is_empty() {
            values.push(value(cell)?);
        }
    }
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    Ok(())
}
