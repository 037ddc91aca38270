//! What the browser's address asks for.

use leptos::prelude::window;
use parts::address::{query, show};

/// The pages of this module. The server sends its page for the same addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    SignIn,
    Join,
    Open,
    People,
    Tokens,
    Hooks,
    Audit,
    Account,
    Unknown,
}

impl Address {
    /// What is in the browser's address bar.
    pub(crate) fn here() -> Self {
        match window().location().pathname().unwrap_or_default().trim_matches('/') {
            "sign-in" => Self::SignIn,
            "join" => Self::Join,
            "open" => Self::Open,
            "people" => Self::People,
            "tokens" => Self::Tokens,
            "hooks" => Self::Hooks,
            "audit" => Self::Audit,
            "account" => Self::Account,
            _ => Self::Unknown,
        }
    }
}

/// Takes the secret that stands behind the `#` out of the address, the address bar and the history.
pub(crate) fn take_secret() -> Option<String> {
    let location = window().location();
    let secret = location.hash().unwrap_or_default().trim_start_matches('#').to_owned();
    show(&location.pathname().unwrap_or_default());
    Some(secret).filter(|secret| !secret.is_empty())
}

/// Where to go after signing in: an address of this server, or its first page.
pub(crate) fn then() -> String {
    query("then").filter(|then| is_own(then)).unwrap_or_else(|| "/".to_owned())
}

/// Whether an address is one of this server, however a browser reads it: it takes `\` for `/`, and leaves out line
/// breaks and tabs.
fn is_own(address: &str) -> bool {
    let plain = !address.contains(|letter: char| letter == '\\' || letter.is_control());
    plain && address.starts_with('/') && !address.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_addresses_of_this_server_are_gone_to() {
        for own in ["/", "/designs/0123?a=b#c", "/reviews/1?at=//x"] {
            assert!(is_own(own), "{own}");
        }
        for foreign in [
            "",
            "designs",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            " //evil.example",
        ] {
            assert!(!is_own(foreign), "{foreign:?}");
        }
    }
}
