//! Values that people should not see in passing.

mod kinds;
mod veil;

pub use veil::{MASK, veil, veiled_at};

use serde_json::Value;

/// Parts of names whose values are secrets, in upper case, without what separates words.
const NAMES: [&str; 9] =
    ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "PRIVATEKEY", "ACCESSKEY", "CREDENTIAL"];

/// Parts of names under which a value is a secret if it looks as if a machine had made it up.
const SUSPICIOUS: [&str; 15] = [
    "KEY",
    "AUTH",
    "PASS",
    "PWD",
    "SALT",
    "SIGNING",
    "SIGNATURE",
    "CRYPT",
    "HMAC",
    "COOKIE",
    "SESSION",
    "DSN",
    "CONNECTION",
    "WEBHOOK",
    "CRED",
];

/// Whether `value`, standing under `name`, is probably a secret: by the name, or by the value itself. A reference to
/// where a secret is kept is none.
pub fn looks_secret(name: &str, value: &str) -> bool {
    if value.is_empty() {
        return false;
    }
    let folded = folded(name);
    let named = NAMES.iter().any(|part| folded.contains(part));
    // What ends like this says which key, not the key.
    let suspicious = !folded.ends_with("ID") && SUSPICIOUS.iter().any(|part| folded.contains(part));
    (named && !is_reference(value)) || (suspicious && kinds::is_made_up(value)) || is_secret(value)
}

/// The items of a command that are probably secrets: `--password=x`, `--password x`, or by themselves.
pub fn secret_items<'t>(items: impl IntoIterator<Item = &'t str>) -> Vec<bool> {
    let mut option = "";
    let secret = |item: &'t str| {
        let told = std::mem::take(&mut option);
        match item.split_once('=') {
            Some((name, value)) if is_name(name) => looks_secret(name, value) || is_secret(item),
            Some(_) | None if item.starts_with('-') && is_name(item) => {
                option = item;
                is_secret(item)
            }
            Some(_) | None => looks_secret(told, item),
        }
    };
    items.into_iter().map(secret).collect()
}

/// Whether a text has a secret in it, whatever it stands under.
pub fn is_secret(text: &str) -> bool {
    kinds::has_secret(text) || has_password(text) || has_named_secret(text) || has_secret_json(text)
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether a text only says where a value is: an ARN, or something to be put in.
fn is_reference(text: &str) -> bool {
    text.starts_with("arn:") || text.starts_with("${")
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// Whether a text has a URL with a password: `scheme://user:password@host`.
fn has_password(text: &str) -> bool {
    text.split("://").skip(1).any(|rest| {
        let end = |c: char| c.is_whitespace() || "/?#\"'<>".contains(c);
        let authority = rest.split(end).next().unwrap_or_default();
        let login = authority.rsplit_once('@').and_then(|(login, _)| login.split_once(':'));
        // A password may have / in it where nobody escaped it.
        let unescaped = || {
            let word = rest.split(|c: char| c.is_whitespace() || "\"'<>".contains(c)).next().unwrap_or_default();
            let (user, password) = word.rsplit_once('@')?.0.split_once(':')?;
            (!user.is_empty() && !user.contains(['/', '.']) && !password.contains("://")).then_some((user, password))
        };
        let told = login.or_else(unescaped);
        told.is_some_and(|(_, password)| !password.is_empty() && !is_port_and_path(password) && !is_reference(password))
    })
}

/// `8080/path`, as it stands after a host and `:`.
fn is_port_and_path(text: &str) -> bool {
    text.split_once('/').is_some_and(|(port, _)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a line or a connection string sets a secret: `run --password x`, `host=db;password=x`.
fn has_named_secret(text: &str) -> bool {
    let parts = || text.split(|c: char| c.is_whitespace() || ";&?,\"'{}".contains(c)).filter(|part| !part.is_empty());
    let mut before = "";
    parts().any(|part| {
        let told = std::mem::replace(&mut before, part);
        let assigned = part.split_once('=').filter(|(name, _)| is_name(name));
        let named = |name: &str, value: &str| {
            let folded = folded(name);
            !value.is_empty()
                && !value.starts_with('$')
                && !is_reference(value)
                && NAMES.iter().any(|part| folded.contains(part))
        };
        let option = told.starts_with("--") && is_name(told) && !part.starts_with('-');
        assigned.is_some_and(|(name, value)| named(name, value)) || (option && named(told, part))
    })
}

/// Whether a text is JSON that has a secret in it.
fn has_secret_json(text: &str) -> bool {
    let text = text.trim();
    if !(text.starts_with(['{', '[']) && text.ends_with(['}', ']'])) {
        return false;
    }
    serde_json::from_str::<Value>(text).is_ok_and(|mut value| veil(&mut value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets() {
        for (name, value) in [
            ("DB_PASSWORD", "x"),
            ("splunk-token", "x"),
            ("clientSecret", "x"),
            ("KEY", "AKIAIOSFODNN7EXAMPLE"),
            ("DATABASE_URL", "postgres://shop:hunter2@db/shop"),
            ("DATABASE_URL", "see postgres://a@b/ and postgres://shop:hun/ter2@db/shop"),
            ("HEADER", "Authorization: ghp_0123"),
            ("X", "eyJhbGciOi.eyJzdWIi.c2ln"),
            ("X", "Server=db;User Id=sa;Password=x"),
            ("X", "exec app --password hunter2"),
            ("CONFIG", r#"{"db": {"password": "x"}}"#),
            ("ENCRYPTION_KEY", "6b1a0f2c9d8e7f605142334455667788"),
            ("SENTRY_DSN_KEY", "Zx81kLq02mNv7TyR"),
        ] {
            assert!(looks_secret(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("LOG_LEVEL", "info"),
            ("DB_SECRET", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db"),
            ("URL", "https://shop@example.com/a:b@c"),
            ("URL", "http://example.com:8080/a@b"),
            ("PASSWORD", ""),
            ("KMS_KEY_ID", "1234abcd-12ab-34cd-56ef-1234567890ab"),
            ("SSH_KEY_NAME", "prod-bastion"),
            ("CONFIG", r#"{"db": {"host": "db.internal"}}"#),
            ("X", "exec app --level info --password \"$PASSWORD\""),
        ] {
            assert!(!looks_secret(name, value), "{name}={value}");
        }
    }

    #[test]
    fn secrets_in_commands() {
        let found = |items: &[&str]| secret_items(items.iter().copied());
        assert_eq!(found(&["run", "--password", "x", "y"]), [false, false, true, false]);
        assert_eq!(found(&["--token=x", "--level=info", "ghp_x"]), [true, false, true]);
        assert_eq!(found(&["sh", "-c", "exec app --password hunter2"]), [false, false, true]);
    }
}
