//! OpenID Connect: who a provider says that somebody is.
//!
//! The authorization code flow with PKCE: <https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth>,
//! <https://www.rfc-editor.org/rfc/rfc7636>, and what is recommended since: <https://www.rfc-editor.org/rfc/rfc9700>.

mod error;
mod flows;
mod known;
mod profile;
mod provider;
mod wire;

pub use error::OidcError;
pub use flows::{FLOW_TIME, Flow, Flows};
pub use profile::{Claimed, Profile};
pub use provider::{Asked, Provider, Registration};
