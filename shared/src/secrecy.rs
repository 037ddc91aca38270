//! Values that people should not see in passing.

/// Parts of names whose values are secrets, in upper case with `_`.
const NAMES: [&str; 9] =
    ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIAL"];

/// How secrets of well-known makers begin.
const BEGINNINGS: [&str; 9] = ["AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "xoxb-", "xoxp-", "xoxa-"];

/// Whether `value`, standing under `name`, is probably a secret: by the name, or by the value itself. A reference to
/// where a secret is kept is none.
pub fn looks_secret(name: &str, value: &str) -> bool {
    if value.is_empty() || value.starts_with("arn:") || value.starts_with("${") {
        return false;
    }
    let name = name.to_ascii_uppercase().replace(['-', '.', ' '], "_");
    NAMES.iter().any(|part| name.contains(part)) || is_secret(value)
}

/// The items of a command that are probably secrets: `--password=x`, `--password x`, or by themselves.
pub fn secret_items<'t>(items: impl IntoIterator<Item = &'t str>) -> Vec<bool> {
    let mut option = "";
    let secret = |item: &'t str| {
        let told = std::mem::take(&mut option);
        match item.split_once('=') {
            Some((name, value)) => looks_secret(name, value),
            None if item.starts_with('-') => {
                option = item;
                false
            }
            None => looks_secret(told, item),
        }
    };
    items.into_iter().map(secret).collect()
}

fn is_secret(value: &str) -> bool {
    let token = value.starts_with("eyJ") && value.matches('.').count() == 2;
    let mut words = value.split(|c: char| c.is_whitespace() || "=,;:'\"".contains(c));
    token
        || has_password(value)
        || value.contains("-----BEGIN")
        || words.any(|word| BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)))
}

/// Whether a text is a URL with a password: `scheme://user:password@host`.
fn has_password(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let login = authority.rsplit_once('@').and_then(|(login, _)| login.split_once(':'));
    login.is_some_and(|(_, password)| !password.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets() {
        for (name, value) in [
            ("DB_PASSWORD", "x"),
            ("splunk-token", "x"),
            ("KEY", "AKIAIOSFODNN7EXAMPLE"),
            ("DATABASE_URL", "postgres://shop:hunter2@db/shop"),
            ("HEADER", "Authorization: ghp_0123"),
            ("X", "eyJhbGciOi.eyJzdWIi.c2ln"),
        ] {
            assert!(looks_secret(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("LOG_LEVEL", "info"),
            ("DB_SECRET", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db"),
            ("URL", "https://shop@example.com/a:b@c"),
            ("PASSWORD", ""),
        ] {
            assert!(!looks_secret(name, value), "{name}={value}");
        }
    }

    #[test]
    fn secrets_in_commands() {
        let found = |items: &[&str]| secret_items(items.iter().copied());
        assert_eq!(found(&["run", "--password", "x", "y"]), [false, false, true, false]);
        assert_eq!(found(&["--token=x", "--level=info", "ghp_x"]), [true, false, true]);
    }
}
