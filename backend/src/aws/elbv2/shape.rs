//! What Elastic Load Balancing answers, in AWS's shape. The settings of authenticating actions stay away: they hold
//! client secrets, and nothing here needs them.

use aws_sdk_elasticloadbalancingv2::types::{
    Action, Listener, Rule, RuleCondition, TargetGroup, TargetHealthDescription,
};
use serde_json::{Value, json};

use super::super::members::object;

pub(super) fn target_group(group: &TargetGroup) -> Value {
    let matcher = group.matcher().map(|matcher| {
        object([("HttpCode", matcher.http_code().map(Value::from)), ("GrpcCode", matcher.grpc_code().map(Value::from))])
    });
    object([
        ("TargetGroupArn", group.target_group_arn().map(Value::from)),
        ("TargetGroupName", group.target_group_name().map(Value::from)),
        ("Protocol", group.protocol().map(|protocol| protocol.as_str().into())),
        ("Port", group.port().map(Value::from)),
        ("VpcId", group.vpc_id().map(Value::from)),
        ("HealthCheckProtocol", group.health_check_protocol().map(|protocol| protocol.as_str().into())),
        ("HealthCheckPort", group.health_check_port().map(Value::from)),
        ("HealthCheckEnabled", group.health_check_enabled().map(Value::from)),
        ("HealthCheckIntervalSeconds", group.health_check_interval_seconds().map(Value::from)),
        ("HealthCheckTimeoutSeconds", group.health_check_timeout_seconds().map(Value::from)),
        ("HealthyThresholdCount", group.healthy_threshold_count().map(Value::from)),
        ("UnhealthyThresholdCount", group.unhealthy_threshold_count().map(Value::from)),
        ("HealthCheckPath", group.health_check_path().map(Value::from)),
        ("Matcher", matcher),
        ("LoadBalancerArns", Some(group.load_balancer_arns().into())),
        ("TargetType", group.target_type().map(|kind| kind.as_str().into())),
        ("ProtocolVersion", group.protocol_version().map(Value::from)),
        ("IpAddressType", group.ip_address_type().map(|kind| kind.as_str().into())),
    ])
}

pub(super) fn listener(listener: &Listener) -> Value {
    let certificates = listener.certificates().iter().map(|certificate| {
        object([
            ("CertificateArn", certificate.certificate_arn().map(Value::from)),
            ("IsDefault", certificate.is_default().map(Value::from)),
        ])
    });
    object([
        ("ListenerArn", listener.listener_arn().map(Value::from)),
        ("LoadBalancerArn", listener.load_balancer_arn().map(Value::from)),
        ("Port", listener.port().map(Value::from)),
        ("Protocol", listener.protocol().map(|protocol| protocol.as_str().into())),
        ("Certificates", Some(certificates.collect())),
        ("SslPolicy", listener.ssl_policy().map(Value::from)),
        ("DefaultActions", Some(listener.default_actions().iter().map(action).collect())),
        ("AlpnPolicy", Some(listener.alpn_policy().into())),
    ])
}

pub(super) fn rule(rule: &Rule) -> Value {
    object([
        ("RuleArn", rule.rule_arn().map(Value::from)),
        ("Priority", rule.priority().map(Value::from)),
        ("Conditions", Some(rule.conditions().iter().map(condition).collect())),
        ("Actions", Some(rule.actions().iter().map(action).collect())),
        ("IsDefault", rule.is_default().map(Value::from)),
    ])
}

fn condition(condition: &RuleCondition) -> Value {
    let values = |values: &[String]| json!({"Values": values});
    object([
        ("Field", condition.field().map(Value::from)),
        ("Values", Some(condition.values().into())),
        ("HostHeaderConfig", condition.host_header_config().map(|config| values(config.values()))),
        ("PathPatternConfig", condition.path_pattern_config().map(|config| values(config.values()))),
        ("HttpRequestMethodConfig", condition.http_request_method_config().map(|config| values(config.values()))),
        ("SourceIpConfig", condition.source_ip_config().map(|config| values(config.values()))),
        (
            "HttpHeaderConfig",
            condition
                .http_header_config()
                .map(|config| json!({"HttpHeaderName": config.http_header_name(), "Values": config.values()})),
        ),
    ])
}

fn action(action: &Action) -> Value {
    let forward = action.forward_config().map(|forward| {
        let groups = forward.target_groups().iter().map(|group| {
            object([
                ("TargetGroupArn", group.target_group_arn().map(Value::from)),
                ("Weight", group.weight().map(Value::from)),
            ])
        });
        object([("TargetGroups", Some(groups.collect()))])
    });
    let redirect = action.redirect_config().map(|redirect| {
        object([
            ("Protocol", redirect.protocol().map(Value::from)),
            ("Port", redirect.port().map(Value::from)),
            ("Host", redirect.host().map(Value::from)),
            ("Path", redirect.path().map(Value::from)),
            ("Query", redirect.query().map(Value::from)),
            ("StatusCode", redirect.status_code().map(|code| code.as_str().into())),
        ])
    });
    let fixed = action.fixed_response_config().map(|fixed| {
        object([
            ("MessageBody", fixed.message_body().map(Value::from)),
            ("StatusCode", fixed.status_code().map(Value::from)),
            ("ContentType", fixed.content_type().map(Value::from)),
        ])
    });
    object([
        ("Type", action.r#type().map(|kind| kind.as_str().into())),
        ("TargetGroupArn", action.target_group_arn().map(Value::from)),
        ("Order", action.order().map(Value::from)),
        ("ForwardConfig", forward),
        ("RedirectConfig", redirect),
        ("FixedResponseConfig", fixed),
    ])
}

pub(super) fn target_health(found: &TargetHealthDescription) -> Value {
    let target = found.target().map(|target| {
        object([
            ("Id", target.id().map(Value::from)),
            ("Port", target.port().map(Value::from)),
            ("AvailabilityZone", target.availability_zone().map(Value::from)),
        ])
    });
    let health = found.target_health().map(|health| {
        object([
            ("State", health.state().map(|state| state.as_str().into())),
            ("Reason", health.reason().map(|reason| reason.as_str().into())),
            ("Description", health.description().map(Value::from)),
        ])
    });
    object([
        ("Target", target),
        ("HealthCheckPort", found.health_check_port().map(Value::from)),
        ("TargetHealth", health),
    ])
}
