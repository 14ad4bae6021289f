//! Where the official files that tests read are kept.

use std::path::PathBuf;

/// The path of a file below `../shared`, or below the directory that `TAMIS_SHARED` names.
///
/// # Panics
///
/// When the file is absent: a test that needs it must fail, not pass without looking.
pub fn shared(path: &str) -> PathBuf {
    let root = std::env::var_os("TAMIS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = root.join(path);
    assert!(
        found.exists(),
        "{} is absent: this test reads official files from ../shared; set TAMIS_SHARED to the \
         directory that holds them",
        found.display()
    );
    found
}
