//! Where the official files for tests stand.

use std::path::PathBuf;

/// A file or folder of `../shared`, or of the folder that `TAMIS_SHARED` names.
///
/// Fails when it is absent: a test that needs official files must not pass without them.
pub fn shared(path: &str) -> PathBuf {
    let root =
        std::env::var_os("TAMIS_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let found = root.join(path);
    assert!(
        found.exists(),
        "{} is absent: this test reads official list files; put them beside the repository in \
         ../shared or name their folder in TAMIS_SHARED",
        found.display()
    );
    found
}
