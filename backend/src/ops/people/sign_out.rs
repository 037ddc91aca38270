//! Signing out.

use super::session;
use crate::ops::{Context, OpsError};

/// Ends the session of what a browser shows. There is nothing to do where it has ended before.
pub async fn sign_out(context: &Context, shown: Option<&str>) -> Result<(), OpsError> {
    match session::shown(context, shown).await? {
        Some(found) => session::end(context, found).await,
        None => Ok(()),
    }
}
