//! Container images, as `image` of a container names them.

/// The parts of an image reference: `[host/]path[:tag][@digest]`. Parts need not be well formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) struct Reference<'a> {
    pub(in crate::check) host: Option<&'a str>,
    pub(in crate::check) path: &'a str,
    pub(in crate::check) tag: Option<&'a str>,
    pub(in crate::check) digest: Option<&'a str>,
}

/// Tags that by custom are moved to each new build.
const MOVING_TAGS: [&str; 9] = ["latest", "stable", "edge", "nightly", "main", "master", "develop", "dev", "mainline"];

/// Characters of a digest, in hexadecimal: SHA-256.
const DIGEST_LENGTH: usize = 64;

/// The longest tag of the OCI distribution specification.
const TAG_LENGTH: usize = 128;

/// Domains of private ECR registries, behind the Region.
const ECR_DOMAINS: [&str; 3] = ["amazonaws.com", "amazonaws.com.cn", "on.aws"];

impl<'a> Reference<'a> {
    pub(in crate::check) fn split(image: &'a str) -> Self {
        let (name, digest) = match image.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (image, None),
        };
        let last = name.rfind('/').map_or(0, |slash| slash + 1);
        let (name, tag) = match name.rfind(':').filter(|colon| *colon >= last) {
            Some(colon) => (&name[..colon], Some(&name[colon + 1..])),
            None => (name, None),
        };
        // As Docker decides: without one of these signs the first part is a namespace on Docker Hub.
        let is_host = |first: &str| {
            first == "localhost" || first.contains(['.', ':']) || first.bytes().any(|b| b.is_ascii_uppercase())
        };
        match name.split_once('/').filter(|(first, _)| is_host(first)) {
            Some((host, path)) => Self { host: Some(host), path, tag, digest },
            None => Self { host: None, path: name, tag, digest },
        }
    }

    /// Whether a later pull can get another image: no digest, and no tag or one that is moved by custom.
    pub(in crate::check) fn moves(&self) -> bool {
        self.digest.is_none() && self.tag.is_none_or(|tag| MOVING_TAGS.contains(&tag))
    }

    /// The Region of the private Amazon ECR registry that it names.
    pub(in crate::check) fn ecr_region(&self) -> Option<&'a str> {
        let (account, rest) = self.host?.split_once('.')?;
        if account.len() != 12 || !account.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let rest = rest.strip_prefix("dkr.ecr").or_else(|| rest.strip_prefix("dkr-ecr"))?;
        let rest = rest.strip_prefix("-fips").unwrap_or(rest).strip_prefix('.')?;
        let (region, domain) = rest.split_once('.')?;
        (!region.is_empty() && ECR_DOMAINS.contains(&domain)).then_some(region)
    }

    /// What keeps it from being a reference that can be pulled, in words.
    pub(in crate::check) fn fault(&self) -> Option<String> {
        if let Some(host) = self.host.filter(|host| !is_host(host)) {
            return Some(format!("\"{host}\" is no registry's host name"));
        }
        if let Some(part) = self.path.split('/').find(|part| !is_path_part(part)) {
            return Some(if part.is_empty() {
                "a part of its name is empty".to_owned()
            } else if part.bytes().any(|b| b.is_ascii_uppercase()) {
                format!("\"{part}\" has capital letters, and repositories have none")
            } else {
                format!("\"{part}\" is no part of a repository's name")
            });
        }
        let tag = self.tag.filter(|tag| !is_tag(tag))?;
        Some(format!("\"{tag}\" is no tag"))
    }
}

/// Whether `digest` is `sha256:` and a SHA-256 sum.
pub(in crate::check) fn is_digest(digest: &str) -> bool {
    let sum = digest.strip_prefix("sha256:");
    sum.is_some_and(|sum| sum.len() == DIGEST_LENGTH && sum.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// `name[:port]`.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) && name.split('.').all(label)
}

/// Small letters and digits, with `.`, `_`, `__` or any number of `-` between them.
fn is_path_part(part: &str) -> bool {
    let word = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = part.as_bytes();
    if !bytes.first().is_some_and(|b| word(*b)) || !bytes.last().is_some_and(|b| word(*b)) {
        return false;
    }
    let separator = |run: &str| matches!(run, "" | "." | "_" | "__") || run.bytes().all(|b| b == b'-');
    part.split(|c: char| u8::try_from(c).is_ok_and(word)).all(separator)
}

fn is_tag(tag: &str) -> bool {
    tag.len() <= TAG_LENGTH
        && tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let parts = |image| {
            let Reference { host, path, tag, digest } = Reference::split(image);
            (host, path, tag, digest)
        };
        assert_eq!(parts("nginx"), (None, "nginx", None, None));
        assert_eq!(parts("nginx:1.29"), (None, "nginx", Some("1.29"), None));
        assert_eq!(parts("org/app@sha256:ab"), (None, "org/app", None, Some("sha256:ab")));
        assert_eq!(parts("localhost:5000/a/b:c"), (Some("localhost:5000"), "a/b", Some("c"), None));
        assert_eq!(parts("ghcr.io/a"), (Some("ghcr.io"), "a", None, None));
    }

    #[test]
    fn registries() {
        let ecr = |image| Reference::split(image).ecr_region();
        for (image, region) in [
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1", "eu-west-1"),
            ("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/a", "us-east-1"),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a", "cn-north-1"),
            ("123456789012.dkr-ecr.us-west-2.on.aws/a", "us-west-2"),
        ] {
            assert_eq!(ecr(image), Some(region), "{image}");
        }
        for image in
            ["public.ecr.aws/a/b", "12345.dkr.ecr.eu-west-1.amazonaws.com/a", "nginx", "123456789012.dkr.ecr.x/a"]
        {
            assert_eq!(ecr(image), None, "{image}");
        }
    }

    #[test]
    fn faults() {
        let fault = |image| Reference::split(image).fault();
        for image in ["nginx", "a_b/c__d/e--f.g:V1.0_x", "localhost/a", "my-host.io:443/a:1", "a@sha256:0"] {
            assert_eq!(fault(image), None, "{image}");
        }
        for image in [
            "",
            "Nginx",
            "a/",
            "/a",
            "a//b",
            "a:",
            "a:-x",
            "https://host/a",
            "a..b",
            "a___b",
            "-a",
            "a-",
            "h.io:x/a",
            "x.io/A",
        ] {
            assert!(fault(image).is_some(), "{image}");
        }
    }
}
