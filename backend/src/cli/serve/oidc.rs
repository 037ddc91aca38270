//! The provider that people sign in with.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use clap::Args;

use super::ServeError;
use crate::http::PublicAddress;
use crate::oidc::{Provider, Registration};
use crate::outgoing::{Outgoing, Reach};

#[derive(Debug, Args)]
pub(super) struct OidcArguments {
    /// Let people sign in with an OpenID Connect provider as well, such as `https://accounts.example.com`
    #[arg(id = "oidc_issuer", long = "oidc-issuer", value_name = "URL", requires = "oidc_client_id")]
    issuer: Option<String>,
    /// The client id that this server has there
    #[arg(id = "oidc_client_id", long = "oidc-client-id", value_name = "ID", requires = "oidc_issuer")]
    client_id: Option<String>,
    /// The client's secret, if it has one; in the environment nobody sees it in the list of processes
    #[arg(
        long = "oidc-client-secret",
        value_name = "SECRET",
        env = "BAYPLAN_OIDC_CLIENT_SECRET",
        hide_env_values = true
    )]
    client_secret: Option<ClientSecret>,
}

/// It gets into no log.
#[derive(Clone)]
struct ClientSecret(String);

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret")
    }
}

impl FromStr for ClientSecret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// Where the provider sends browsers back.
pub(super) fn redirect(public: &PublicAddress) -> String {
    format!("{}/api/oidc/callback", public.origin())
}

/// The provider, if one is named. It has to be for somebody: without accounts nobody signs in.
pub(super) fn provider(
    arguments: &OidcArguments,
    public: Option<&PublicAddress>,
) -> Result<Option<Provider>, ServeError> {
    let (Some(issuer), Some(client_id)) = (&arguments.issuer, &arguments.client_id) else { return Ok(None) };
    let public = public.ok_or(ServeError::OidcWithoutAccounts)?;
    let registration = Registration {
        issuer: issuer.clone(),
        client_id: client_id.clone(),
        client_secret: arguments
            .client_secret
            .as_ref()
            .map(|secret| secret.0.clone())
            .filter(|secret| !secret.is_empty()),
        redirect: redirect(public),
    };
    // Whoever starts the server states the issuer, which may well be in their own network.
    let provider = Provider::new(registration, Outgoing::new(Reach::Anywhere));
    provider.map(Some).map_err(|reason| ServeError::Oidc { issuer: issuer.clone(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(issuer: &str) -> OidcArguments {
        OidcArguments {
            issuer: Some(issuer.to_owned()),
            client_id: Some("bayplan".to_owned()),
            client_secret: Some(ClientSecret("canary".to_owned())),
        }
    }

    #[test]
    fn a_provider_is_for_accounts_and_reached_by_https() {
        let public = PublicAddress::read("https://bayplan.example.com", 1).unwrap();
        let named = |issuer: &str| provider(&arguments(issuer), Some(&public));
        assert_eq!(named("https://accounts.example.com/tenant").ok().flatten().unwrap().host(), "accounts.example.com");
        assert!(named("http://127.0.0.1:9000").is_ok());
        for wrong in
            ["accounts.example.com", "http://accounts.example.com", "https://u:p@x", "https://x/?a", "https://x/#a", ""]
        {
            let error = named(wrong).err().unwrap();
            assert!(matches!(error, ServeError::Oidc { .. }), "{wrong}: {error}");
        }
        let alone = provider(&arguments("https://accounts.example.com"), None).err().unwrap();
        assert!(matches!(alone, ServeError::OidcWithoutAccounts) && alone.to_string().contains("--url"), "{alone}");
    }

    #[test]
    fn the_secret_is_not_shown() {
        assert!(!format!("{:?}", arguments("https://x")).contains("canary"));
    }
}
