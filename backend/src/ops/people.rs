//! People: how they come in, sign in, and what they and their programs are known by.

mod accept;
mod change_password;
mod disable;
mod enter;
mod error;
mod grants;
mod identify;
mod invite;
mod list;
mod look;
mod open_link;
mod owner_link;
mod passwords;
mod session;
mod sign_in;
mod sign_out;
mod tokens;
mod words;

pub use accept::{Joined, accept_invitation, join_with_identity};
pub use change_password::change_password;
pub use disable::disable_person;
pub use enter::{NotEntered, enter, tell_not_entered};
pub use error::PeopleError;
pub use grants::set_grants;
pub use identify::{Credentials, TOKEN_PREFIX, identify};
pub use invite::{invite, revoke_invitation};
pub use list::list_people;
pub use look::look_at_invitation;
pub use open_link::{Opened, open_link};
pub use owner_link::owner_link;
pub use passwords::Passwords;
pub use session::{SESSION_MS, start_session};
pub use sign_in::sign_in;
pub use sign_out::sign_out;
pub use tokens::{list_tokens, make_token, revoke_token};
pub(super) use words::is_seen;

#[cfg(test)]
mod tests;
