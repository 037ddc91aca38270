//! What is known of the provider: its addresses and keys, asked for when they are first needed.

use std::sync::Arc;
use std::time::Duration;

use openidconnect::IssuerUrl;
use openidconnect::core::{CoreJsonWebKeySet, CoreProviderMetadata};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::error::OidcError;
use super::wire::Wire;

/// How long it is believed.
const FRESH: Duration = Duration::from_hours(1);
/// How long a failure is: those who wait meanwhile don't each wait for a provider that is down.
const FAILED: Duration = Duration::from_secs(2);

pub(super) struct Known {
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    until: Instant,
    found: Result<Arc<CoreProviderMetadata>, OidcError>,
}

impl Known {
    pub(super) fn nothing() -> Self {
        Self { kept: Mutex::new(None) }
    }

    /// The provider's description and keys. Whoever asks while another does waits for the same answer.
    pub(super) async fn metadata(
        &self,
        issuer: &IssuerUrl,
        wire: &Wire,
    ) -> Result<Arc<CoreProviderMetadata>, OidcError> {
        let mut kept = self.kept.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| Instant::now() < kept.until) {
            return kept.found.clone();
        }
        let found = discover(issuer, wire).await.map(Arc::new);
        if let Err(error) = &found {
            tracing::warn!(issuer = issuer.as_str(), %error, "the OpenID Connect provider can't be used");
        }
        let until = Instant::now() + if found.is_ok() { FRESH } else { FAILED };
        *kept = Some(Kept { until, found: found.clone() });
        found
    }

    /// The same with the keys that the provider has now; it changes them whenever it likes.
    pub(super) async fn with_new_keys(
        &self,
        metadata: &CoreProviderMetadata,
        wire: &Wire,
    ) -> Result<Arc<CoreProviderMetadata>, OidcError> {
        let keys = CoreJsonWebKeySet::fetch_async(metadata.jwks_uri(), wire).await?;
        let found = Arc::new(metadata.clone().set_jwks(keys));
        if let Some(kept) = self.kept.lock().await.as_mut().filter(|kept| kept.found.is_ok()) {
            kept.found = Ok(Arc::clone(&found));
        }
        Ok(found)
    }
}

async fn discover(issuer: &IssuerUrl, wire: &Wire) -> Result<CoreProviderMetadata, OidcError> {
    let metadata = CoreProviderMetadata::discover_async(issuer.clone(), wire).await?;
    // Browsers are sent there, so that it has to be an address such as we would send to.
    if !wire.takes(metadata.authorization_endpoint().as_str()) {
        return Err(OidcError::Description("names no https address to sign in at"));
    }
    Ok(metadata)
}
