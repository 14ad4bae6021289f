//! An alert or a red flag as one row: the columns that CSV and Parquet share.

use tamis::batch::Alert;
use tamis::flags::Flag;

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text; `None` if it is unknown.
    Text(Option<String>),
    /// A number; `None` if there is none.
    Number(Option<f64>),
}

/// Names of the columns, in order.
pub const COLUMNS: [&str; 14] = [
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
    "flag",
];

/// The values of an alert, in the order of [`COLUMNS`].
///
/// # Errors
///
/// The evidence cannot be written as JSON, which does not happen for evidence that was computed.
pub fn row(alert: Alert) -> serde_json::Result<[Cell; 14]> {
    let text = |text: String| Cell::Text(Some(text));
    let why = alert.reasons().join("; ");
    let evidence = serde_json::to_string(&alert.evidence)?;
    Ok([
        Cell::Text(alert.file),
        Cell::Text(alert.record),
        Cell::Text(alert.path),
        Cell::Text(alert.role),
        text(alert.subject),
        Cell::Number(Some(alert.score)),
        text(alert.entity.id),
        Cell::Text(alert.entity.kind.map(|kind| kind.to_string())),
        text(alert.entity.name),
        text(alert.entity.list),
        text(alert.matched_name),
        text(why),
        text(evidence),
        Cell::Text(None),
    ])
}

/// The values of a red flag, in the order of [`COLUMNS`]: it has no score and no listed party.
///
/// # Errors
///
/// As [`row`].
pub fn flag_row(flag: Flag) -> serde_json::Result<[Cell; 14]> {
    let evidence = serde_json::to_string(&flag.rows)?;
    let first = flag.rows.first().map(|row| format!("row {}", row.row));
    let mut cells = [const { Cell::Text(None) }; 14];
    let mut set = |column: &str, cell: Cell| {
        if let Some(at) = COLUMNS.iter().position(|name| *name == column) {
            cells[at] = cell;
        }
    };
    set("file", Cell::Text(Some(flag.file)));
    set("record", Cell::Text(first));
    set("subject", Cell::Text(Some(flag.subject)));
    set("score", Cell::Number(None));
    set("why", Cell::Text(Some(flag.reason)));
    set("evidence", Cell::Text(Some(evidence)));
    set("flag", Cell::Text(Some(flag.rule.code().to_owned())));
    Ok(cells)
}
