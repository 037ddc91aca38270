//! Public addresses of a service's tasks.

use super::network_configuration::awsvpc;
use crate::check::fargate::{Placed, placed};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ServiceScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::{AwsVpcConfiguration, Service};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&NET_PUBLICIP_EC2, &NET_PUBLICIP_NO_NAT];

#[cfg(test)]
const ASSIGN: &str = "/networkConfiguration/awsvpcConfiguration/assignPublicIp";

static NET_PUBLICIP_EC2: Rule = Rule {
    id: "NET-PUBLICIP-EC2",
    severity: Severity::Error,
    summary: "Only tasks on Fargate get a public IP address.",
    help: "Set assignPublicIp to DISABLED; give the subnets a NAT gateway or VPC endpoints instead.",
    docs: docs::AWSVPC_CONFIGURATION,
    check: Check::Service(on_instances),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Service, &[("/launchType", r#""EC2""#), (ASSIGN, r#""ENABLED""#)]),
        silent: (Base::Service, &[(ASSIGN, r#""ENABLED""#)]),
    },
};

fn on_instances(service: &ServiceScope, report: &mut Report) {
    let Some(awsvpc) = awsvpc(service) else { return };
    if awsvpc.get(&AwsVpcConfiguration::ASSIGN_PUBLIC_IP) != Some("ENABLED") || placed(service) != Placed::Instances {
        return;
    }
    let where_to = match service.get(&Service::LAUNCH_TYPE) {
        Some(launch_type) => format!("launch type {launch_type}"),
        None => "capacity providers without Fargate".to_owned(),
    };
    let at = awsvpc.at(&AwsVpcConfiguration::ASSIGN_PUBLIC_IP);
    report
        .at(
            at.clone(),
            format!(
                "The service has {where_to}, for which AWS assigns no public IP: \"Assign public IP is not supported \
                 for this launch type.\""
            ),
        )
        .fix("Set assignPublicIp to DISABLED", Patch::replace(at, "DISABLED"));
}

static NET_PUBLICIP_NO_NAT: Rule = Rule {
    id: "NET-PUBLICIP-NO-NAT",
    severity: Severity::Warning,
    summary: "A task in a public subnet has a public IP address.",
    help: "Use private subnets with a NAT gateway or VPC endpoints, or on Fargate set assignPublicIp to ENABLED.",
    docs: docs::CANNOT_PULL_IMAGE,
    check: Check::Service(no_way_out),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Service, &[("/networkConfiguration/awsvpcConfiguration/subnets", r#"["public-a", "public-b"]"#)]),
        silent: (
            Base::Service,
            &[
                ("/networkConfiguration/awsvpcConfiguration/subnets", r#"["public-a", "public-b"]"#),
                (ASSIGN, r#""ENABLED""#),
            ],
        ),
    },
};

/// An id doesn't tell whether its subnet is public; a name in the place of one may.
fn no_way_out(service: &ServiceScope, report: &mut Report) {
    let Some(awsvpc) = awsvpc(service) else { return };
    let off = !awsvpc.has(&AwsVpcConfiguration::ASSIGN_PUBLIC_IP)
        || awsvpc.get(&AwsVpcConfiguration::ASSIGN_PUBLIC_IP) == Some("DISABLED");
    let subnets = awsvpc.get(&AwsVpcConfiguration::SUBNETS).unwrap_or_default();
    let Some((_, public)) = subnets.iter().find(|(_, name)| name.to_ascii_lowercase().contains("public")) else {
        return;
    };
    if !off {
        return;
    }
    let at = awsvpc.at(&AwsVpcConfiguration::ASSIGN_PUBLIC_IP);
    let found = report.at(
        at.clone(),
        format!(
            "\"{public}\" is a public subnet by its name. Tasks there without a public IP can't reach the registry, \
             and pulling the image fails, unless there are VPC endpoints."
        ),
    );
    if placed(service) == Placed::Fargate {
        found.fix("Set assignPublicIp to ENABLED", Patch::add(at, "ENABLED"));
    }
}
