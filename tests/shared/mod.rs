//! Where the official files and samples stand that tests check against.

use std::path::PathBuf;

/// The path of a shared file or folder: under `TAMIS_SHARED`, or `../shared` next to the crate.
///
/// Panics with the reason when it is absent: a test that cannot check must not pass.
pub fn shared(path: &str) -> PathBuf {
    let root = std::env::var_os("TAMIS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = root.join(path);
    assert!(
        found.exists(),
        "{} is absent: this test needs the shared files beside the crate or at TAMIS_SHARED",
        found.display()
    );
    found
}
