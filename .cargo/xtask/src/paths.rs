//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where the UI goes, and where the server's build looks for it.
pub(crate) fn ui() -> PathBuf {
    env::var_os("BAYPLAN_UI_DIR").map_or_else(|| root().join("target/ui"), PathBuf::from)
}

/// Things that the tests fetch or make: downloads, virtual environments, reports.
pub(crate) fn work() -> PathBuf {
    root().join("target/xtask")
}

/// The reference material that some tests read, if it is there.
pub(crate) fn shared_material() -> Option<PathBuf> {
    let folder = env::var_os("BAYPLAN_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    folder.join("corpus").is_dir().then(|| folder.canonicalize().ok()).flatten()
}
