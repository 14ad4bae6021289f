//! CSV for spreadsheets and scripts: a header and one row an alert or red flag.

use super::row::{COLUMNS, Cell, flag_row, row};
use super::{Report, Target};
use std::io;
use tamis::batch::{Alert, Counts, Run};
use tamis::flags::Flag;

/// Writes rows as they come.
pub struct Csv<'out> {
    out: csv::Writer<&'out mut Target>,
}

impl<'out> Csv<'out> {
    /// A report written to `out`.
    pub fn new(out: &'out mut Target) -> Csv<'out> {
        Csv { out: csv::Writer::from_writer(out) }
    }

    fn write(&mut self, cells: [Cell; COLUMNS.len()]) -> io::Result<()> {
        let cells = cells.map(|cell| match cell {
            Cell::Text(text) => harmless(text.unwrap_or_default()),
            Cell::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        });
        Ok(self.out.write_record(cells)?)
    }
}

impl Report for Csv<'_> {
    fn begin(&mut self, _run: &Run) -> io::Result<()> {
        Ok(self.out.write_record(COLUMNS)?)
    }

    fn alert(&mut self, alert: Alert) -> io::Result<()> {
        self.write(row(alert)?)
    }

    fn flag(&mut self, flag: Flag) -> io::Result<()> {
        self.write(flag_row(flag)?)
    }

    fn end(&mut self, _counts: &Counts, _failures: &[String]) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text with an apostrophe in front if a spreadsheet would take it for a formula.
///
/// The characters are those named by OWASP, *CSV Injection*.
pub fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_quoted() {
        assert_eq!(harmless("=HYPERLINK(\"x\")".into()), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("+850 2 18111".into()), "'+850 2 18111");
        assert_eq!(harmless("KIM, Jong Un".into()), "KIM, Jong Un");
        assert_eq!(harmless(String::new()), "");
    }
}
