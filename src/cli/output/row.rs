//! An alert as one row: the columns that CSV and Parquet share.

use tamis::batch::Alert;

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text; `None` if it is unknown.
    Text(Option<String>),
    /// A number.
    Number(f64),
}

/// Names of the columns, in order.
pub const COLUMNS: [&str; 13] = [
    "file",
    "record",
    "path",
    "role",
    "subject",
    "score",
    "entity_id",
    "entity_kind",
    "entity_name",
    "list",
    "matched_name",
    "why",
    "evidence",
];

/// The values of an alert, in the order of [`COLUMNS`].
///
/// # Errors
///
/// The evidence cannot be written as JSON, which does not happen for evidence that was computed.
pub fn row(alert: Alert) -> serde_json::Result<[Cell; 13]> {
    let text = |text: String| Cell::Text(Some(text));
    let why = alert.reasons().join("; ");
    let evidence = serde_json::to_string(&alert.evidence)?;
    Ok([
        Cell::Text(alert.file),
        Cell::Text(alert.record),
        Cell::Text(alert.path),
        Cell::Text(alert.role),
        text(alert.subject),
        Cell::Number(alert.score),
        text(alert.entity.id),
        Cell::Text(alert.entity.kind.map(|kind| kind.to_string())),
        text(alert.entity.name),
        text(alert.entity.list),
        text(alert.matched_name),
        text(why),
        text(evidence),
    ])
}
