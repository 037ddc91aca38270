//! The provider that a server signs people in with.

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, SignatureVerificationError, TokenResponse,
};

use super::error::OidcError;
use super::known::Known;
use super::profile::{Claimed, Profile};
use super::wire::Wire;
use crate::outgoing::{Outgoing, OutgoingError};
use crate::store::Identity;

/// The bytes of a state and a nonce.
const RANDOM_BYTES: u32 = 32;

/// How an ID token may be signed, whatever the provider says that it offers: by keys that only it has. So neither unsigned,
/// nor by the client's secret, which is no secret for a public client.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// As what this server is registered with a provider. It has no `Debug`, since it holds a secret.
pub struct Registration {
    /// As the provider calls itself, to the letter.
    pub issuer: String,
    pub client_id: String,
    /// Nothing for a public client; PKCE protects its codes.
    pub client_secret: Option<String>,
    /// Where the provider sends browsers back, to the letter.
    pub redirect: String,
}

/// A provider that may be down; it is asked when somebody signs in.
pub struct Provider {
    host: String,
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    wire: Wire,
    known: Known,
}

/// Where to send a browser to be asked who it is of, and what has to be remembered until it comes back.
pub struct Asked {
    pub address: String,
    pub state: String,
    pub nonce: Nonce,
    pub verifier: PkceCodeVerifier,
}

impl Provider {
    /// Nothing is asked yet.
    pub fn new(registration: Registration, outgoing: Outgoing) -> Result<Self, OidcError> {
        let Registration { issuer, client_id, client_secret, redirect } = registration;
        let url = outgoing.check(&issuer).map_err(|error| {
            OidcError::Issuer(match error {
                OutgoingError::NotHttps => "it has to begin with https://",
                OutgoingError::Login => "it must not hold a name or password",
                OutgoingError::Address
                | OutgoingError::Private(_)
                | OutgoingError::Unresolved(_)
                | OutgoingError::Timeout
                | OutgoingError::TooLong
                | OutgoingError::Connection(_) => "write it as https://accounts.example.com",
            })
        })?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(OidcError::Issuer("it has neither a ? nor a #"));
        }
        Ok(Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            issuer: IssuerUrl::new(issuer)
                .map_err(|_| OidcError::Issuer("write it as https://accounts.example.com"))?,
            client_id: ClientId::new(client_id),
            client_secret: client_secret.map(ClientSecret::new),
            redirect: RedirectUrl::new(redirect).map_err(|_| OidcError::Issuer("it can't send browsers back"))?,
            wire: Wire(outgoing),
            known: Known::nothing(),
        })
    }

    /// What people know it by.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it calls itself so.
    pub fn is(&self, issuer: &str) -> bool {
        self.issuer.as_str() == issuer
    }

    /// Begins a sign-in.
    pub async fn ask(&self) -> Result<Asked, OidcError> {
        let client = self.client(&*self.known.metadata(&self.issuer, &self.wire).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(RANDOM_BYTES),
                || Nonce::new_random_len(RANDOM_BYTES),
            )
            .add_scopes(["profile", "email"].map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Asked { address: address.into(), state: state.into_secret(), nonce, verifier })
    }

    /// Who came back with `code`. `profiled` has the provider asked for what else there is to know, where the token
    /// doesn't tell it.
    pub async fn who(
        &self,
        code: String,
        nonce: &Nonce,
        verifier: PkceCodeVerifier,
        profiled: bool,
    ) -> Result<Claimed, OidcError> {
        let metadata = self.known.metadata(&self.issuer, &self.wire).await?;
        let client = self.client(&metadata);
        let exchange = client.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.map_err(|_| OidcError::Description("names no address for codes"))?;
        let answer = exchange.set_pkce_verifier(verifier).request_async(&self.wire).await?;
        let token = answer.id_token().ok_or(OidcError::Answer("has no ID token"))?;
        let claims = self.claims(&metadata, &client, token, nonce).await?;
        let identity =
            Identity { issuer: self.issuer.as_str().to_owned(), subject: claims.subject().as_str().to_owned() };
        let mut profile = Profile::of_token(claims);
        if profiled && !profile.is_whole() {
            match self.user_info(&client, &answer, claims).await {
                Ok(told) => profile = profile.or(told),
                Err(error) => tracing::warn!(%error, "the OpenID Connect provider tells no more of a person"),
            }
        }
        Ok(Claimed { identity, profile })
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Client {
        let methods = metadata.token_endpoint_auth_methods_supported();
        let basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        CoreClient::from_provider_metadata(metadata.clone(), self.client_id.clone(), self.client_secret.clone())
            .set_redirect_uri(self.redirect.clone())
            .set_auth_type(if basic { AuthType::BasicAuth } else { AuthType::RequestBody })
    }

    /// What the token says, if the provider made it, for us, for this sign-in, and it has not expired.
    async fn claims<'t>(
        &self,
        metadata: &CoreProviderMetadata,
        client: &Client,
        token: &'t CoreIdToken,
        nonce: &Nonce,
    ) -> Result<&'t CoreIdTokenClaims, OidcError> {
        use SignatureVerificationError::NoMatchingKey;
        let verified = verify(client, token, nonce);
        let verified = match verified {
            Err(ClaimsVerificationError::SignatureVerification(NoMatchingKey)) => {
                let renewed = self.known.with_new_keys(metadata, &self.wire).await?;
                verify(&self.client(&renewed), token, nonce)
            }
            verified => verified,
        };
        let claims = verified.map_err(|error| OidcError::from(&error))?;
        // Whom it was issued to, where that is told (OpenID Connect Core, 3.1.3.7, 5).
        if claims.authorized_party().is_some_and(|party| *party != self.client_id) {
            return Err(OidcError::Token("it was issued to another client"));
        }
        Ok(claims)
    }

    /// What the provider tells whoever has the access token, if it is of the same person.
    async fn user_info(
        &self,
        client: &Client,
        answer: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Profile, OidcError> {
        // Not every provider has this.
        let Ok(request) = client.user_info(answer.access_token().clone(), Some(claims.subject().clone())) else {
            return Ok(Profile::default());
        };
        let told: CoreUserInfoClaims = request.request_async(&self.wire).await?;
        Ok(Profile::of_user_info(&told))
    }
}

fn verify<'t>(
    client: &Client,
    token: &'t CoreIdToken,
    nonce: &Nonce,
) -> Result<&'t CoreIdTokenClaims, ClaimsVerificationError> {
    token.claims(&client.id_token_verifier().set_allowed_algs(ALGORITHMS), nonce)
}
