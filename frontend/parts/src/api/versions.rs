//! Versions of a design.

use gloo_net::http::Request;
use shared::api::{Comparison, SaveVersion, VersionCopy, VersionList, VersionMeta};

use super::call::{Answer, body_of, get, if_match, read, send_empty, send_json};
use super::designs::design_url;

/// Newest first.
pub async fn versions(design: &str) -> Answer<Vec<VersionMeta>> {
    get::<VersionList>(&format!("{}/versions", design_url(design))).await.map(|list| list.versions)
}

pub async fn version(design: &str, number: i64) -> Answer<VersionCopy> {
    get(&format!("{}/versions/{number}", design_url(design))).await
}

/// Saves the design as it was saved as `counter` as a version; the newest one where nothing differs from it.
pub async fn save_version(design: &str, counter: i64, note: &str) -> Answer<VersionMeta> {
    let request = Request::post(&format!("{}/versions", design_url(design)));
    read(&send_json(if_match(request, counter), body_of(&SaveVersion { note: note.to_owned() })).await?)
}

/// Makes the design what it was in this version.
pub async fn restore_version(design: &str, number: i64, counter: i64) -> Answer<()> {
    let request = Request::post(&format!("{}/versions/{number}/restore", design_url(design)));
    send_empty(if_match(request, counter)).await.map(drop)
}

pub async fn compare(design: &str, from: i64, to: i64) -> Answer<Comparison> {
    get(&format!("{}/compare?from={from}&to={to}", design_url(design))).await
}
