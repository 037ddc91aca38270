//! The check of the record when the server starts.

use crate::cli::output;
use crate::ops::{self, Broken, Chain};
use crate::store::Store;

/// Checks the record, and says loudly where it is broken. That is no reason not to serve: who wants to know what happened
/// needs the record that is there.
pub(super) async fn check(store: &dyn Store) -> Option<Broken> {
    match ops::verify_audit(store, None).await {
        Ok(Chain::Whole(head)) => {
            tracing::info!(entries = head.seq, head = head.hash, "the record is whole");
            None
        }
        Ok(Chain::Broken(broken)) => {
            tracing::error!(entry = broken.seq, why = %broken.why, "the record of who did what is broken");
            output::complain(&format!("warning: {}", broken.message()));
            Some(broken)
        }
        Err(error) => {
            tracing::error!(%error, "the record of who did what can't be checked");
            output::complain("warning: the record of who did what can't be checked. Run bayplan audit verify.");
            None
        }
    }
}
