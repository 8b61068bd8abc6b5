use std::path::Path;

use schemars::generate::SchemaSettings;
use utakata_case::Findings;

use crate::sample;

fn schema() -> serde_json::Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Findings>()
        .to_value()
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/findings.schema.json");
    let mut text = serde_json::to_string_pretty(&schema()).unwrap();
    text.push('\n');
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "run `UPDATE_SCHEMA=1 cargo test -p utakata-report` and commit the change");
}

#[test]
fn rendered_findings_validate_and_broken_ones_do_not() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let text = utakata_report::json::render(&sample::findings()).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
    value["verdict"]["label"] = "perhaps".into();
    assert!(!validator.is_valid(&value));
}
