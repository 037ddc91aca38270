//! The record of who did what.

use shared::api::AuditPage;

use super::call::{Answer, get};

/// Where all of the record is, as one JSON text a line.
pub const EXPORT: &str = "/api/audit/export";

/// The newest `limit` entries; those before number `before`, if one is given.
pub async fn audit(before: Option<i64>, limit: u32) -> Answer<AuditPage> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    get(&format!("/api/audit?limit={limit}{before}")).await
}
