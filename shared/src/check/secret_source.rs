//! Reads what a secret's `valueFrom` names.

use super::arn::Arn;

/// Longest name of a Systems Manager parameter that ECS takes, from the text of its refusal.
const PARAMETER_NAME_MAX: usize = 2048;

/// What a `valueFrom` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source<'t> {
    /// A secret of Secrets Manager, as a whole or in part: a JSON key, version stage or version id.
    Secret { name: &'t str, part: bool },
    /// A parameter by its ARN.
    Parameter,
    /// A parameter by its name.
    Name(&'t str),
    /// None of them, and why.
    Invalid(&'static str),
    /// A secret whose ARN lacks this many colons at its end.
    Unfinished(usize),
}

pub(super) fn source(text: &str) -> Source<'_> {
    if !text.starts_with("arn:") {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"_.-/".contains(&b);
        return if !text.bytes().all(allowed) {
            Source::Invalid("it is no ARN, and a parameter's name holds only letters, digits and _ . - /")
        } else if text.len() > PARAMETER_NAME_MAX {
            Source::Invalid("a parameter's name has at most 2048 characters")
        } else {
            Source::Name(text)
        };
    }
    let Some(arn) = Arn::read(text) else {
        return Source::Invalid("its ARN has too few parts or names no partition of AWS");
    };
    if !arn.placed() {
        return Source::Invalid("its ARN lacks a Region or a 12-digit account id");
    }
    match arn.service {
        "secretsmanager" => secret(arn.resource),
        "ssm" => match arn.resource.strip_prefix("parameter/") {
            Some(name) if !name.is_empty() => Source::Parameter,
            _ => Source::Invalid("an SSM ARN ends with :parameter/ and the parameter's name"),
        },
        _ => Source::Invalid("its ARN is neither of Secrets Manager nor of SSM"),
    }
}

/// `secret:name`, or `secret:name:json-key:version-stage:version-id` with any of the last three empty.
fn secret(resource: &str) -> Source<'_> {
    const ALL_PARTS: usize = 4;
    let Some(parts) = resource.strip_prefix("secret:") else {
        return Source::Invalid("a Secrets Manager ARN goes on with :secret: and the secret's name");
    };
    let name = parts.split(':').next().unwrap_or_default();
    let count = parts.split(':').count();
    if name.is_empty() {
        Source::Invalid("its ARN has no secret's name")
    } else if count == 1 || count == ALL_PARTS {
        Source::Secret { name, part: parts.len() > name.len() + ALL_PARTS - 1 }
    } else if count < ALL_PARTS {
        Source::Unfinished(ALL_PARTS - count)
    } else {
        Source::Invalid("after the secret's name its ARN has more than json-key, version-stage and version-id")
    }
}

/// Whether a secret's name ends with a hyphen and the six characters that Secrets Manager adds.
pub(super) fn has_random_suffix(name: &str) -> bool {
    const RANDOM: usize = 6;
    name.rsplit_once('-')
        .is_some_and(|(_, random)| random.len() == RANDOM && random.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_by_form() {
        let arn = |rest: &str| format!("arn:aws:secretsmanager:eu-west-1:123456789012:{rest}");
        assert_eq!(source(&arn("secret:a/b")), Source::Secret { name: "a/b", part: false });
        assert_eq!(source(&arn("secret:a:::")), Source::Secret { name: "a", part: false });
        assert_eq!(source(&arn("secret:a:::v1")), Source::Secret { name: "a", part: true });
        assert_eq!(source(&arn("secret:a::")), Source::Unfinished(1));
        assert_eq!(source("arn:aws-iso-b:ssm:us-isob-east-1:123456789012:parameter/a/b"), Source::Parameter);
        assert_eq!(source("/a/b_c.d-e"), Source::Name("/a/b_c.d-e"));
        for wrong in [
            "a:b",
            "a b",
            "arn:aws:ssm:eu-west-1:123456789012:parameter/",
            "arn:aws:ssm::123456789012:parameter/a",
            "arn:aws:s3:::bucket/key",
        ] {
            assert!(matches!(source(wrong), Source::Invalid(_)), "{wrong}");
        }
    }
}
