//! Where the official lists and measuring data stand that tests read.

use std::path::PathBuf;

/// A file or folder of the shared data: below `TAMIS_SHARED` if that is set, else below `../shared`
/// beside the crate. A test that needs it fails where it is absent.
pub fn shared(path: &str) -> PathBuf {
    let root = std::env::var_os("TAMIS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let full = root.join(path);
    assert!(
        full.exists(),
        "this test needs `{}`: set TAMIS_SHARED to the folder of shared data",
        full.display()
    );
    full
}
