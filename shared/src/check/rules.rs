//! All rules, by topic.

mod efs;
mod efs_transit;
mod environment;
mod environment_files;
mod fsx_s3files;
mod host_volumes;
mod mounts;
mod network_configuration;
mod public_ip;
mod secret_sources;
mod secrets;
mod shape;
mod volume_names;
mod volumes;

use super::Rule;

/// The topics. A new topic file is named here and nowhere else.
static TOPICS: &[&[&Rule]] = &[
    shape::RULES,
    environment::RULES,
    secrets::RULES,
    secret_sources::RULES,
    environment_files::RULES,
    volume_names::RULES,
    volumes::RULES,
    host_volumes::RULES,
    mounts::RULES,
    efs::RULES,
    efs_transit::RULES,
    fsx_s3files::RULES,
    network_configuration::RULES,
    public_ip::RULES,
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TOPICS.iter().copied().flatten().copied()
}

/// The rule with this id, in any case.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}
