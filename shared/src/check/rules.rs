//! All rules, by topic.

mod app_protocols;
mod compatibility;
mod container;
mod container_cpu;
mod container_memory;
mod depends_on;
mod depends_on_conditions;
mod depends_on_router;
mod efs;
mod efs_transit;
mod environment;
mod environment_files;
mod essential;
mod fargate_size;
mod fsx_s3files;
mod health_check;
mod health_check_times;
mod health_check_use;
mod host_ports;
mod host_volumes;
mod identity;
mod image;
mod image_pull;
mod instance_ports;
mod links;
mod mounts;
mod network_configuration;
mod network_mode;
mod placement;
mod port_conflicts;
mod port_names;
mod port_ranges;
mod ports;
mod proxy;
mod public_ip;
mod restart_policy;
mod runtime_platform;
mod secret_sources;
mod secrets;
mod security_options;
mod shape;
mod tags;
mod task_memory;
mod task_namespaces;
mod task_network;
mod task_roles;
mod task_size;
mod timeouts;
mod user;
mod volume_names;
mod volumes;

use super::Rule;

/// The topics. A new topic file is named here and nowhere else.
static TOPICS: &[&[&Rule]] = &[
    app_protocols::RULES,
    compatibility::RULES,
    container::RULES,
    container_cpu::RULES,
    container_memory::RULES,
    depends_on::RULES,
    depends_on_conditions::RULES,
    depends_on_router::RULES,
    efs::RULES,
    efs_transit::RULES,
    environment::RULES,
    environment_files::RULES,
    essential::RULES,
    fargate_size::RULES,
    fsx_s3files::RULES,
    health_check::RULES,
    health_check_times::RULES,
    health_check_use::RULES,
    host_ports::RULES,
    host_volumes::RULES,
    identity::RULES,
    image::RULES,
    image_pull::RULES,
    instance_ports::RULES,
    links::RULES,
    mounts::RULES,
    network_configuration::RULES,
    network_mode::RULES,
    placement::RULES,
    port_conflicts::RULES,
    port_names::RULES,
    port_ranges::RULES,
    ports::RULES,
    proxy::RULES,
    public_ip::RULES,
    restart_policy::RULES,
    runtime_platform::RULES,
    secret_sources::RULES,
    secrets::RULES,
    security_options::RULES,
    shape::RULES,
    tags::RULES,
    task_memory::RULES,
    task_namespaces::RULES,
    task_network::RULES,
    task_roles::RULES,
    task_size::RULES,
    timeouts::RULES,
    user::RULES,
    volume_names::RULES,
    volumes::RULES,
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TOPICS.iter().copied().flatten().copied()
}

/// The rule with this id, in any case.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}
