//! Where the material kept beside the project stands.

use std::path::PathBuf;

/// A path under `../shared`, or under the folder the variable `TAMIS_SHARED` names.
///
/// # Panics
///
/// If it is not there: a test without its material has not passed.
pub fn shared(path: &str) -> PathBuf {
    let root = std::env::var_os("TAMIS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let file = root.join(path);
    assert!(
        file.exists(),
        "this test needs {}, which is not there: put the shared folder beside the project or name it in TAMIS_SHARED",
        file.display()
    );
    file
}
