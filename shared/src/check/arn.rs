//! Amazon Resource Names, taken apart.

/// `arn:partition:service:region:account:resource`; the resource may hold further colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arn<'t> {
    pub(super) partition: &'t str,
    pub(super) service: &'t str,
    pub(super) region: &'t str,
    pub(super) account: &'t str,
    pub(super) resource: &'t str,
}

impl<'t> Arn<'t> {
    /// Nothing where the text has too few parts or names no partition of AWS.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let mut parts = text.strip_prefix("arn:")?.splitn(5, ':');
        let mut next = || parts.next();
        let (partition, service, region, account) = (next()?, next()?, next()?, next()?);
        let arn = Self { partition, service, region, account, resource: next()? };
        is_partition(partition).then_some(arn)
    }

    /// Whether it names a Region and an account, as the ARNs of most services must.
    pub(super) fn placed(&self) -> bool {
        const ACCOUNT_DIGITS: usize = 12;
        let region = self.region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let account = self.account.len() == ACCOUNT_DIGITS && self.account.bytes().all(|b| b.is_ascii_digit());
        !self.region.is_empty() && region && account
    }
}

fn is_partition(name: &str) -> bool {
    matches!(name, "aws" | "aws-cn" | "aws-us-gov" | "aws-eusc") || name.starts_with("aws-iso")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart() {
        let arn = Arn::read("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db:key::").unwrap();
        assert_eq!((arn.service, arn.resource), ("secretsmanager", "secret:db:key::"));
        assert!(arn.placed());
        assert!(!Arn::read("arn:aws:s3:::bucket/key").unwrap().placed());
        assert_eq!(Arn::read("arn:amazon:s3:::bucket"), None);
        assert_eq!(Arn::read("arn:aws:s3"), None);
    }
}
