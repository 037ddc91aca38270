//! Keeping what a pipeline sends as a version.

use shared::api::{Source, VersionMeta};

use super::design_text::DesignText;
use super::versions::usable_note;
use super::{Actor, Context, OpsError};
use crate::store::NewVersion;

/// The longest `owner/name`: GitHub takes 39 and 100 characters.
const MAX_REPOSITORY: usize = 140;

/// Keeps a text as a version of a design, with the commit that it came from. The draft stays as it is.
pub async fn push_version(
    context: &Context,
    by: &Actor,
    design: &str,
    text: &str,
    note: &str,
    source: Option<Source>,
) -> Result<VersionMeta, OpsError> {
    let (note, source) = (usable_note(note)?, source.map(usable).transpose()?);
    let version = NewVersion {
        fingerprint: DesignText::read(text)?.fingerprint(),
        note: note.to_owned(),
        document: text.to_owned(),
        at: context.clock.now(),
        by: by.doer(""),
        with: Vec::new(),
        after: None,
        source,
    };
    Ok(context.store.save_version(design, version).await?)
}

/// A source that can be shown and asked for: what is sent about a commit goes into addresses of GitHub's API.
fn usable(source: Source) -> Result<Source, OpsError> {
    let Source { repository, commit, pull_request } = &source;
    let part = |text: &str| {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        !text.is_empty() && plain && text.chars().any(|c| c != '.')
    };
    let named = repository.split_once('/').is_some_and(|(owner, name)| part(owner) && part(name));
    if !named || repository.len() > MAX_REPOSITORY {
        return Err(OpsError::Source("repository (an owner and a name, such as octo/shop)"));
    }
    if commit.len() != 40 || !commit.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(OpsError::Source("commit (40 hexadecimal digits in lower case)"));
    }
    if pull_request.is_some_and(|number| !(1..=1_000_000_000).contains(&number)) {
        return Err(OpsError::Source("pullRequest (a number from 1)"));
    }
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_repository_and_a_commit() {
        let source = |repository: &str, commit: &str, pull_request| Source {
            repository: repository.to_owned(),
            commit: commit.to_owned(),
            pull_request,
        };
        let commit = "0123456789abcdef0123456789abcdef01234567";
        assert!(usable(source("octo-org/shop.web_1", commit, Some(7))).is_ok());
        for wrong in [
            source("octo", commit, None),
            source("octo/", commit, None),
            source("octo/a/b", commit, None),
            source("../..", commit, None),
            source("octo/a?b", commit, None),
            source("octo/shop", "0123", None),
            source("octo/shop", &commit.to_uppercase(), None),
            source("octo/shop", commit, Some(0)),
            source(&format!("octo/{}", "x".repeat(140)), commit, None),
        ] {
            assert!(matches!(usable(wrong.clone()), Err(OpsError::Source(_))), "{wrong:?}");
        }
    }
}
