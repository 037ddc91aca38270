//! How secrets look that are known by themselves.

/// A secret that is known by how it begins.
struct Kind {
    beginning: &'static str,
    /// How many characters follow at least.
    least: usize,
    /// Which characters follow.
    of: fn(char) -> bool,
}

const fn kind(beginning: &'static str, least: usize, of: fn(char) -> bool) -> Kind {
    Kind { beginning, least, of }
}

/// Secrets of well-known makers, as they document them or their scanners find them:
/// <https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns>.
const KINDS: &[Kind] = &[
    // AWS: access key ids, of people and of sessions, and session tokens.
    kind("AKIA", 12, capital),
    kind("ASIA", 12, capital),
    kind("ABIA", 12, capital),
    kind("ACCA", 12, capital),
    kind("IQoJb3JpZ2lu", 16, base64),
    kind("FwoGZXIvYXdz", 16, base64),
    kind("FQoGZXIvYXdz", 16, base64),
    // GitHub.
    kind("ghp_", 1, word),
    kind("gho_", 1, word),
    kind("ghu_", 1, word),
    kind("ghs_", 1, word),
    kind("ghr_", 1, word),
    kind("github_pat_", 1, word),
    // GitLab.
    kind("glpat-", 8, token),
    kind("glptt-", 8, token),
    kind("gldt-", 8, token),
    kind("glrt-", 8, token),
    kind("glcbt-", 8, token),
    // Slack and other chats.
    kind("xoxb-", 1, token),
    kind("xoxp-", 1, token),
    kind("xoxa-", 1, token),
    kind("xoxr-", 1, token),
    kind("xoxs-", 1, token),
    kind("xoxe-", 1, token),
    kind("xoxe.xox", 1, dotted),
    kind("xapp-", 8, token),
    kind("hooks.slack.com/services/", 4, path),
    kind("hooks.slack.com/workflows/", 4, path),
    kind("hooks.slack.com/triggers/", 4, path),
    kind("discord.com/api/webhooks/", 8, path),
    kind("discordapp.com/api/webhooks/", 8, path),
    kind("webhook.office.com/webhookb2/", 8, path),
    // Payments.
    kind("sk_live_", 8, word),
    kind("sk_test_", 8, word),
    kind("rk_live_", 8, word),
    kind("rk_test_", 8, word),
    kind("whsec_", 8, base64),
    kind("sq0csp-", 8, token),
    kind("sq0atp-", 8, token),
    kind("shpat_", 8, word),
    kind("shpss_", 8, word),
    // Clouds, registries and tools.
    kind("AIza", 30, token),
    kind("GOCSPX-", 16, token),
    kind("ya29.", 16, dotted),
    kind("AccountKey=", 16, base64),
    kind("SharedAccessKey=", 16, base64),
    kind("SharedAccessSignature=", 8, query),
    kind("X-Amz-Signature=", 16, word),
    kind("X-Amz-Security-Token=", 16, query),
    kind("npm_", 20, word),
    kind("pypi-", 16, token),
    kind("dckr_pat_", 8, token),
    kind("dop_v1_", 16, word),
    kind("hvs.", 16, token),
    kind("hvb.", 16, token),
    kind("glsa_", 16, word),
    kind("NRAK-", 16, word),
    kind("PMAK-", 16, token),
    kind("lin_api_", 16, word),
    kind("dapi", 32, hex),
    kind("hf_", 24, word),
    kind("sk-ant-", 8, token),
    kind("sk-proj-", 8, token),
    kind("sk-", 32, token),
    kind("AGE-SECRET-KEY-", 16, capital),
    // Mail and messages.
    kind("SG.", 16, dotted),
    kind("SK", 32, hex),
    kind("key-", 32, hex),
    // Keys in PEM, also as base64.
    kind("-----BEGIN", 0, token),
    kind("LS0tLS1CRUdJTi", 0, base64),
];

fn capital(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit()
}

fn hex(c: char) -> bool {
    c.is_ascii_digit() || ('a'..='f').contains(&c)
}

fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn token(c: char) -> bool {
    word(c) || c == '-'
}

fn dotted(c: char) -> bool {
    token(c) || c == '.'
}

fn base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || "+/=".contains(c)
}

fn path(c: char) -> bool {
    dotted(c) || c == '/'
}

fn query(c: char) -> bool {
    !c.is_whitespace()
}

/// Whether a text has a secret of a known kind in it, or something that looks like one of AWS's.
pub(super) fn has_secret(text: &str) -> bool {
    KINDS.iter().any(|kind| has(text, kind)) || has_web_token(text) || has_header(text) || has_base64(text)
}

fn has(text: &str, kind: &Kind) -> bool {
    text.match_indices(kind.beginning).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let rest = &text[at + kind.beginning.len()..];
        before.is_none_or(|c| !c.is_ascii_alphanumeric())
            && rest.chars().take_while(|c| (kind.of)(*c)).count() >= kind.least
    })
}

/// A JSON Web Token: at least three parts, the first of which begins an object
/// (<https://www.rfc-editor.org/rfc/rfc7519>).
fn has_web_token(text: &str) -> bool {
    let mut words = text.split(|c: char| !(dotted(c) || c == '='));
    words.any(|word| {
        let word = word.rsplit('=').find(|part| !part.is_empty()).unwrap_or_default();
        word.starts_with("eyJ") && word.matches('.').count() >= 2
    })
}

/// What HTTP's Authorization carries (<https://www.rfc-editor.org/rfc/rfc7617>, <https://www.rfc-editor.org/rfc/rfc6750>).
fn has_header(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut headers = lower.match_indices("authorization");
    let stated = headers.any(|(at, name)| {
        let rest = lower[at + name.len()..].trim_start_matches(['"', '\'', ' ']);
        let value = rest.strip_prefix([':', '=']).unwrap_or_default().trim_start_matches(['"', '\'', ' ']);
        let mut words = value.split_whitespace().filter(|word| !["basic", "bearer", "token"].contains(word));
        words.next().is_some_and(|word| !word.starts_with('$') && word.len() > 3)
    });
    stated
        || ["basic ", "bearer "].iter().any(|scheme| {
            lower.match_indices(scheme).any(|(at, _)| {
                let given: String = text[at + scheme.len()..]
                    .trim_start()
                    .chars()
                    .take_while(|c| dotted(*c) || base64(*c) || *c == '~')
                    .collect();
                let marked =
                    given.chars().skip(1).any(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "+=~".contains(c));
                given.len() >= 8 && marked
            })
        })
}

/// AWS's secret keys have 40 characters of base64 and nothing to know them by; longer ones are session tokens and keys.
fn has_base64(text: &str) -> bool {
    text.split(|c: char| c == '=' || !base64(c)).any(|word| {
        let mixed = word.bytes().any(|c| c.is_ascii_uppercase())
            && word.bytes().any(|c| c.is_ascii_lowercase())
            && word.bytes().any(|c| c.is_ascii_digit());
        match word.len() {
            40 => mixed && entropy(word) >= 4.2,
            64.. => mixed && entropy(word) >= 4.8,
            _ => false,
        }
    })
}

/// Whether a text looks as if a machine had made it up: one word, long, of several kinds of characters without order.
pub(super) fn is_made_up(text: &str) -> bool {
    let one_word = text.chars().all(|c| token(c) || base64(c) || "!#$%&*@^~".contains(c));
    let digits = text.bytes().any(|c| c.is_ascii_digit());
    let letters = text.bytes().any(|c| c.is_ascii_alphabetic());
    let plain_hex = text.len() >= 32 && text.bytes().all(|c| c.is_ascii_hexdigit());
    let is_path = text.starts_with(['/', '.']) && text.bytes().all(|c| !c.is_ascii_uppercase());
    one_word
        && digits
        && letters
        && !is_path
        && (plain_hex || (text.len() >= 16 && !is_uuid(text) && entropy(text) >= 3.6))
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
}

/// Bits per character (<https://en.wikipedia.org/wiki/Entropy_(information_theory)>).
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let bits = |count: &u32| {
        let share = f64::from(*count) / length;
        -share * share.log2()
    };
    counts.iter().filter(|count| **count > 0).map(bits).sum()
}

#[cfg(test)]
mod tests {
    use crate::secrecy::{is_secret, looks_secret};

    /// None of them is real: each is put together here, so that no scanner takes this file for a leak.
    fn canaries() -> Vec<(&'static str, String)> {
        let hex = "0123456789abcdef".repeat(2);
        let mixed = "aB3dE5gH7jK9mN1pQ2sT4vW6xY8z";
        let key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let join = |parts: &[&str]| parts.concat();
        vec![
            ("AWS access key id", join(&["AKIA", "IOSFODNN7EXAMPLE"])),
            ("AWS access key id of a session", join(&["ASIA", "IOSFODNN7EXAMPLE"])),
            ("AWS secret key", key.to_owned()),
            ("AWS session token", join(&["IQoJb3JpZ2luX2VjE", "Mv//////////wEaCXVzLWVhc3QtMSJHMEUCIQ"])),
            ("GitHub personal access token", join(&["ghp_", mixed])),
            ("GitHub fine-grained token", join(&["github_pat_", mixed, "_", mixed])),
            ("GitHub app token", join(&["ghs_", mixed])),
            ("GitLab token", join(&["glpat-", "aB3dE5gH7jK9mN1pQ2sT"])),
            ("Slack bot token", join(&["xoxb-", "1234567890-abcdefghij"])),
            ("Slack app token", join(&["xapp-", "1-A0123-456-abc"])),
            ("Slack webhook", join(&["https://hooks.slack.com/", "services/T000/B000/XXXX"])),
            ("Stripe key", join(&["sk_live_", mixed])),
            ("Google API key", join(&["AIza", "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q"])),
            ("npm token", join(&["npm_", mixed, "01234567"])),
            ("PyPI token", join(&["pypi-", "AgEIcHlwaS5vcmc", mixed])),
            ("SendGrid key", join(&["SG.", "aB3dE5gH7jK9mN1pQ2sT4v", ".", mixed])),
            ("Twilio key", join(&["SK", &hex])),
            ("Azure storage", join(&["DefaultEndpointsProtocol=https;AccountName=a;AccountKey=", mixed, mixed, "=="])),
            ("web token", join(&["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxIn0", ".c2lnbmF0dXJl"])),
            ("private key", join(&["-----BEGIN", " RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"])),
            ("URL with a password", join(&["postgres://shop:", "hunter2@db.internal:5432/shop"])),
            ("Basic header", join(&["Basic ", "dXNlcjpwYXNz"])),
            ("Bearer header", join(&["Authorization: Bearer ", "abcdefgh"])),
            ("Docker token", join(&["dckr_pat_", mixed])),
            ("Vault token", join(&["hvs.", mixed])),
            ("Discord webhook", join(&["https://discord.com/", "api/webhooks/123456/abcdef"])),
            ("presigned address", join(&["https://b.s3.amazonaws.com/k?X-Amz-Signature=", &hex])),
        ]
    }

    #[test]
    fn well_known_secrets_are_seen_wherever_they_stand() {
        for (kind, secret) in canaries() {
            for text in [
                secret.clone(),
                format!("see {secret} in the vault"),
                format!("({secret})"),
                format!("\"{secret}\","),
                format!("x={secret}"),
                format!("line one\n{secret}\nline three"),
                format!("{{\"nested\": [{}]}}", serde_json::Value::from(secret.as_str())),
            ] {
                assert!(is_secret(&text), "{kind}: {text}");
                assert!(looks_secret("LOG_LEVEL", &text), "{kind}: {text}");
            }
        }
    }

    #[test]
    fn what_stands_in_every_design_is_no_secret() {
        let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        for text in [
            "arn:aws:iam::123456789012:role/service-role/AmazonECSTaskExecutionRolePolicy2024",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf:password::",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/my-targets/73e2d6bc24d8a067",
            "arn:aws:ecs:eu-west-1:123456789012:service/production-cluster/Web1FrontendServiceForTheShop",
            &format!("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app@sha256:{digest}"),
            digest,
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "6f9619ff-8b86-d011-b42d-00c04fc964ff",
            "/aws/ecs/production/web",
            "/ecs/MyCompanyProductionServices/CheckoutApi2",
            "https://example.com:8443/path?query=1#part",
            "http://169.254.170.2/v2/credentials",
            "subnet-0a1b2c3d4e5f67890",
            "sg-0a1b2c3d4e5f67890",
            "vpc-0a1b2c3d",
            "ghcr.io/org/ghp-helper:1.2.3",
            "task-definition/web:12",
            "2026-11-26T01:50:20.123Z",
            "Basic authentication is off, bearer authentication is on",
            "java -Xmx512m -jar /app/service.jar --server.port=8080",
            "curl -f http://localhost:8080/health || exit 1",
            "public.ecr.aws/docker/library/nginx:1.29-alpine",
            "MyVeryLongJavaClassNameFactoryBeanImplementationProvider",
            "com.example.production.services.CheckoutConfiguration2",
            "capacityProviders/FARGATE_SPOT/weight",
            "dapibus",
            "SKU12345678",
            "key-pair",
            "sk-learn",
            "AKIA",
            "npm_config_cache",
            "eyJ.a",
            "app \u{203a} Environment \u{203a} LOG_LEVEL: info \u{2192} debug",
            "We should keep the password policy as it is; tokens are rotated by another team.",
        ] {
            assert!(!is_secret(text), "{text}");
            assert!(!looks_secret("LOG_LEVEL", text), "{text}");
        }
    }
}
