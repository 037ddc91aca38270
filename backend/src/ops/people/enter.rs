//! Coming in by what an OpenID Connect provider says.

use serde_json::json;
use shared::api::{Act, Doer, SignInProblem};

use super::{PeopleError, join_with_identity, session, start_session, words};
use crate::oidc::{Claimed, Profile};
use crate::ops::entry::entry_by;
use crate::ops::secret::Secret;
use crate::ops::{Context, OpsError};
use crate::store::{StoreError, Thing};

/// What a session is said to be begun by in the record.
const MEANS: &str = "openid-connect";

/// Why somebody doesn't come in.
#[derive(Debug, thiserror::Error)]
pub enum NotEntered {
    #[error("{}", .0.code())]
    Refused(SignInProblem),
    #[error(transparent)]
    Ops(#[from] OpsError),
}

/// Starts a session for someone whom a provider knows: one who has joined, or who does now, with an invitation. People are
/// known by issuer and subject alone, never by an e-mail address, which may be another's tomorrow. The session that the
/// same browser had before, by `older`, ends.
pub async fn enter(
    context: &Context,
    claimed: Claimed,
    invitation: Option<&str>,
    older: Option<&str>,
) -> Result<Secret, NotEntered> {
    let Claimed { identity, profile } = claimed;
    let known = context.store.person_by_identity(&identity).await.map_err(OpsError::from)?;
    let session = match (known, invitation) {
        (Some(person), _) if person.disabled_at.is_some() => {
            return refuse(context, SignInProblem::Disabled, Some(&person.id)).await;
        }
        (Some(person), _) => match start_session(context, &person, MEANS).await {
            Ok(session) => session,
            // Disabled a moment ago.
            Err(OpsError::Store(StoreError::Missing(Thing::Person))) => {
                return refuse(context, SignInProblem::Disabled, Some(&person.id)).await;
            }
            Err(error) => return Err(error.into()),
        },
        (None, None) => return refuse(context, SignInProblem::NotInvited, None).await,
        (None, Some(invitation)) => match usable(&profile) {
            Err(problem) => return refuse(context, problem, None).await,
            Ok((name, email)) => match join_with_identity(context, invitation, identity, &name, &email).await {
                Ok(joined) => joined.session,
                Err(OpsError::People(PeopleError::InvitationGone)) => {
                    return refuse(context, SignInProblem::Invitation, None).await;
                }
                Err(OpsError::Store(StoreError::EmailTaken)) => {
                    return refuse(context, SignInProblem::EmailTaken, None).await;
                }
                Err(error) => return Err(error.into()),
            },
        },
    };
    if let Some(older) = session::shown(context, older).await? {
        session::end(context, older).await?;
    }
    Ok(session)
}

/// Tells the record that somebody did not come in, and why; nothing of what a provider said of them.
pub async fn tell_not_entered(context: &Context, problem: SignInProblem, person: Option<&str>) -> Result<(), OpsError> {
    let mut detail = json!({ "by": MEANS, "why": problem.code() });
    if let Some(person) = person {
        detail["person"] = person.into();
    }
    let told = entry_by(Doer::Server, Act::SignInFailed, context.clock.now()).detail(detail);
    context.store.add_entry(told).await?;
    Ok(())
}

async fn refuse(context: &Context, problem: SignInProblem, person: Option<&str>) -> Result<Secret, NotEntered> {
    tell_not_entered(context, problem, person).await?;
    Err(NotEntered::Refused(problem))
}

/// The name and e-mail address to join with.
fn usable(profile: &Profile) -> Result<(String, String), SignInProblem> {
    let email = profile.email.as_deref().and_then(|email| words::email(email).ok());
    let Some(email) = email else { return Err(SignInProblem::Provider) };
    if !profile.email_verified {
        return Err(SignInProblem::EmailUnverified);
    }
    let name = profile.names.iter().find_map(|name| words::name(name).ok());
    let name = name.unwrap_or_else(|| {
        let (user, _) = email.split_once('@').unwrap_or((&email, ""));
        user.chars().take(words::MAX_NAME).collect()
    });
    Ok((name, email))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(names: &[&str], email: &str, email_verified: bool) -> Profile {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Profile { names, email: Some(email.to_owned()), email_verified }
    }

    #[test]
    fn a_name_that_can_be_seen_is_taken() {
        let name = |names: &[&str]| usable(&profile(names, "Ana.B@Example.com", true)).unwrap();
        assert_eq!(name(&["Ana B", "ana"]), ("Ana B".to_owned(), "ana.b@example.com".to_owned()));
        assert_eq!(name(&["An\u{202e}a", "ana"]).0, "ana");
        assert_eq!(name(&["", "\n"]).0, "ana.b");
        assert_eq!(name(&[]).0, "ana.b");
    }

    #[test]
    fn only_an_address_that_was_verified_is() {
        assert_eq!(usable(&profile(&["Ana"], "ana@example.com", false)), Err(SignInProblem::EmailUnverified));
        assert_eq!(usable(&profile(&["Ana"], "ana", true)), Err(SignInProblem::Provider));
        assert_eq!(usable(&Profile::default()), Err(SignInProblem::Provider));
    }
}
