//! The subnets and security groups of a service's tasks.

use crate::check::fargate::{Placed, placed};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{NetworkMode, ServiceScope};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{AwsVpcConfiguration, DeploymentController, NetworkConfiguration, Service, TaskDefinition, Texts};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &NET_AWSVPC_REQUIRED,
    &NET_NOT_AWSVPC,
    &NET_SUBNETS_EMPTY,
    &NET_SUBNETS_MAX,
    &NET_SUBNETS_ONE_AZ,
    &NET_SG_MAX,
    &NET_SUBNET_ID,
];

/// Most subnets and security groups of an `awsvpcConfiguration`: its documentation and the ECS service quotas.
const SUBNETS_MAX: usize = 16;
const SECURITY_GROUPS_MAX: usize = 5;

#[cfg(test)]
const SUBNETS: &str = "/networkConfiguration/awsvpcConfiguration/subnets";
#[cfg(test)]
const SECURITY_GROUPS: &str = "/networkConfiguration/awsvpcConfiguration/securityGroups";

pub(super) fn awsvpc<'a>(service: &View<'a, Service>) -> Option<View<'a, AwsVpcConfiguration>> {
    service.get(&Service::NETWORK_CONFIGURATION)?.get(&NetworkConfiguration::AWSVPC_CONFIGURATION)
}

/// How many items a list of texts has, placeholders included.
fn count(awsvpc: &View<'_, AwsVpcConfiguration>, list: &crate::model::Field<AwsVpcConfiguration, Texts>) -> usize {
    awsvpc.raw(list).and_then(|items| items.as_array()).map_or(0, Vec::len)
}

static NET_AWSVPC_REQUIRED: Rule = Rule {
    id: "NET-AWSVPC-REQUIRED",
    severity: Severity::Error,
    summary: "A service of tasks in network mode awsvpc names their subnets.",
    help: "Set networkConfiguration.awsvpcConfiguration with at least one subnet.",
    docs: docs::CREATE_SERVICE,
    check: Check::Service(required),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::FargateBundle, &[("/service/networkConfiguration", "-")]),
        silent: (Base::Ec2Bundle, &[]),
    },
};

fn required(service: &ServiceScope, report: &mut Report) {
    let missing = match service.get(&Service::NETWORK_CONFIGURATION) {
        Some(network) => !network.has(&NetworkConfiguration::AWSVPC_CONFIGURATION),
        None => !service.has(&Service::NETWORK_CONFIGURATION),
    };
    if !missing || deployed_from_outside(service) {
        return;
    }
    let why = match service.task {
        Some(task) if task.awsvpc() => "The task definition has network mode awsvpc",
        None if placed(service) == Placed::Fargate => "Tasks on Fargate always have network mode awsvpc",
        Some(_) | None => return,
    };
    report.at(
        service.at(&Service::NETWORK_CONFIGURATION),
        format!("{why}, where each task gets an address in a subnet, but the service names no subnet."),
    );
}

/// Whether the service's task sets, with their networks, are made by another program.
fn deployed_from_outside(service: &View<'_, Service>) -> bool {
    let controller = service.get(&Service::DEPLOYMENT_CONTROLLER);
    controller.is_some_and(|controller| controller.get(&DeploymentController::TYPE) == Some("EXTERNAL"))
}

static NET_NOT_AWSVPC: Rule = Rule {
    id: "NET-NOT-AWSVPC",
    severity: Severity::Error,
    summary: "Only a service of tasks in network mode awsvpc has a network configuration.",
    help: "Remove networkConfiguration, or set the task definition's networkMode to awsvpc.",
    docs: docs::CREATE_SERVICE,
    check: Check::Service(not_awsvpc),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2Bundle,
            &[(
                "/service/networkConfiguration",
                r#"{"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]}}"#,
            )],
        ),
        silent: (Base::FargateBundle, &[]),
    },
};

fn not_awsvpc(service: &ServiceScope, report: &mut Report) {
    let network = service.get(&Service::NETWORK_CONFIGURATION);
    if !network.is_some_and(|network| network.has(&NetworkConfiguration::AWSVPC_CONFIGURATION)) {
        return;
    }
    let Some(task) = service.task.filter(|task| !task.managed_instances()) else { return };
    let mode = match task.network_mode() {
        Some(NetworkMode::Bridge) if task.task.has(&TaskDefinition::NETWORK_MODE) => "bridge",
        Some(NetworkMode::Bridge) => "bridge, AWS's default",
        Some(NetworkMode::Host) => "host",
        Some(NetworkMode::None) => "none",
        Some(NetworkMode::Awsvpc | NetworkMode::WindowsNat) | None => return,
    };
    let at = service.at(&Service::NETWORK_CONFIGURATION);
    let found = report.at(
        at.clone(),
        format!(
            "The task definition has network mode {mode}; AWS refuses a network configuration for other modes than \
             awsvpc."
        ),
    );
    if placed(service) != Placed::Fargate {
        found.fix("Remove networkConfiguration", Patch::remove(at));
    }
}

static NET_SUBNETS_EMPTY: Rule = Rule {
    id: "NET-SUBNETS-EMPTY",
    severity: Severity::Error,
    summary: "An awsvpcConfiguration has at least one subnet.",
    help: "Name at least one subnet, better two in different Availability Zones.",
    docs: docs::AWSVPC_CONFIGURATION,
    check: Check::Service(subnets_empty),
    #[cfg(test)]
    cases: Cases { fires: (Base::Service, &[(SUBNETS, "[]")]), silent: (Base::Service, &[]) },
};

fn subnets_empty(service: &ServiceScope, report: &mut Report) {
    if let Some(awsvpc) = awsvpc(service).filter(|awsvpc| !awsvpc.has(&AwsVpcConfiguration::SUBNETS)) {
        report.at(
            awsvpc.at(&AwsVpcConfiguration::SUBNETS),
            "The network configuration has no subnet, so tasks have no place to get an address.",
        );
    }
}

static NET_SUBNETS_MAX: Rule = Rule {
    id: "NET-SUBNETS-MAX",
    severity: Severity::Error,
    summary: "An awsvpcConfiguration has at most 16 subnets.",
    help: "Keep at most 16, all of one VPC.",
    docs: docs::AWSVPC_CONFIGURATION,
    check: Check::Service(subnets_max),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Service,
            &[(
                SUBNETS,
                r#"["subnet-00000000", "subnet-00000001", "subnet-00000002", "subnet-00000003", "subnet-00000004",
                    "subnet-00000005", "subnet-00000006", "subnet-00000007", "subnet-00000008", "subnet-00000009",
                    "subnet-0000000a", "subnet-0000000b", "subnet-0000000c", "subnet-0000000d", "subnet-0000000e",
                    "subnet-0000000f", "subnet-00000010"]"#,
            )],
        ),
        silent: (Base::Service, &[]),
    },
};

fn subnets_max(service: &ServiceScope, report: &mut Report) {
    let Some(awsvpc) = awsvpc(service) else { return };
    let count = count(&awsvpc, &AwsVpcConfiguration::SUBNETS);
    if count > SUBNETS_MAX {
        report.at(
            awsvpc.at(&AwsVpcConfiguration::SUBNETS),
            format!("The service has {count} subnets; AWS takes at most {SUBNETS_MAX}."),
        );
    }
}

static NET_SUBNETS_ONE_AZ: Rule = Rule {
    id: "NET-SUBNETS-ONE-AZ",
    severity: Severity::Advice,
    summary: "The tasks of a service spread over two Availability Zones.",
    help: "Add a subnet of the same VPC in another Availability Zone.",
    docs: docs::AWSVPC_CONFIGURATION,
    check: Check::Service(one_zone),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Service, &[(SUBNETS, r#"["subnet-0a1b2c3d4e5f60718"]"#)]),
        silent: (Base::Service, &[]),
    },
};

/// The zones of several subnets are not known from their ids; a single subnet is in one zone.
fn one_zone(service: &ServiceScope, report: &mut Report) {
    let Some(awsvpc) = awsvpc(service) else { return };
    let literal = awsvpc.get(&AwsVpcConfiguration::SUBNETS).unwrap_or_default();
    if let [(_, only)] = literal.as_slice()
        && count(&awsvpc, &AwsVpcConfiguration::SUBNETS) == 1
    {
        report.at(
            awsvpc.at(&AwsVpcConfiguration::SUBNETS),
            format!("All tasks run in {only}, so in one Availability Zone; if that fails, the service is down."),
        );
    }
}

static NET_SG_MAX: Rule = Rule {
    id: "NET-SG-MAX",
    severity: Severity::Error,
    summary: "An awsvpcConfiguration has at most 5 security groups.",
    help: "Keep at most 5, all of the subnets' VPC; merge the rules of some.",
    docs: docs::AWSVPC_CONFIGURATION,
    check: Check::Service(security_groups),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Service,
            &[(
                SECURITY_GROUPS,
                r#"["sg-00000000", "sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004", "sg-00000005"]"#,
            )],
        ),
        silent: (
            Base::Service,
            &[(SECURITY_GROUPS, r#"["sg-00000000", "sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004"]"#)],
        ),
    },
};

fn security_groups(service: &ServiceScope, report: &mut Report) {
    let Some(awsvpc) = awsvpc(service) else { return };
    let count = count(&awsvpc, &AwsVpcConfiguration::SECURITY_GROUPS);
    if count > SECURITY_GROUPS_MAX {
        report.at(
            awsvpc.at(&AwsVpcConfiguration::SECURITY_GROUPS),
            format!("The service has {count} security groups; AWS takes at most {SECURITY_GROUPS_MAX}."),
        );
    }
}

static NET_SUBNET_ID: Rule = Rule {
    id: "NET-SUBNET-ID",
    severity: Severity::Warning,
    summary: "A subnet's id is subnet- and 8 to 17 hexadecimal digits.",
    help: "Give the subnet's id from the VPC console, such as subnet-0123456789abcdef0, not its name.",
    docs: docs::AWSVPC_CONFIGURATION,
    check: Check::Service(subnet_ids),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Service, &[("/networkConfiguration/awsvpcConfiguration/subnets/1", r#""private-a""#)]),
        silent: (Base::Service, &[("/networkConfiguration/awsvpcConfiguration/subnets/1", r#""subnet-1a2b3c4d""#)]),
    },
};

fn subnet_ids(service: &ServiceScope, report: &mut Report) {
    let Some(awsvpc) = awsvpc(service) else { return };
    for (at, id) in awsvpc.get(&AwsVpcConfiguration::SUBNETS).unwrap_or_default() {
        if !is_subnet_id(id) {
            report.at(
                awsvpc.at(&AwsVpcConfiguration::SUBNETS).index(at),
                format!("\"{id}\" doesn't look like the id of a subnet."),
            );
        }
    }
}

fn is_subnet_id(id: &str) -> bool {
    /// Lengths of the hexadecimal part: 8 in ids from before 2018, 17 since.
    const DIGITS: std::ops::RangeInclusive<usize> = 8..=17;
    let hexadecimal = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    id.strip_prefix("subnet-").is_some_and(|digits| DIGITS.contains(&digits.len()) && digits.bytes().all(hexadecimal))
}
