//! Weights of the user's own, from a file.

use crate::error::{Error, Result};
use crate::matching::WeightSet;
use std::path::Path;

/// Reads weights from a file in the form of `lists/weights.toml`: what it does not name is as shipped.
///
/// # Errors
///
/// An I/O error if it cannot be read, and what [`WeightSet::from_toml`] refuses.
///
/// # Examples
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("weights.toml");
/// std::fs::write(&path, "[organization]\nlost = 1.5\n")?;
/// let screener = tamis::Screener::builtin().with_weights(tamis::read_weights(&path)?);
/// assert_ne!(screener.configuration_hash(), tamis::configuration_hash());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_weights(path: impl AsRef<Path>) -> Result<WeightSet> {
    let path = path.as_ref();
    let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
    WeightSet::from_toml(&text).map_err(|error| error.at(path, None))
}
