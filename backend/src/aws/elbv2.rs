//! What Elastic Load Balancing is asked.

mod shape;

use aws_sdk_elasticloadbalancingv2::Client;
use aws_sdk_elasticloadbalancingv2::types::TargetDescription;
use serde_json::Value;

use super::members::{Members, object};
use super::wire::as_form;
use crate::ports::{PortError, Reply};

pub(super) async fn describe_target_groups(elbv2: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("DescribeTargetGroups", input)?;
    let operation = elbv2
        .describe_target_groups()
        .set_load_balancer_arn(given.text("LoadBalancerArn")?)
        .set_target_group_arns(given.texts("TargetGroupArns")?)
        .set_names(given.texts("Names")?)
        .set_marker(given.text("Marker")?)
        .set_page_size(given.number("PageSize")?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    Ok(page("TargetGroups", output.target_groups().iter().map(shape::target_group), output.next_marker(), request_id))
}

pub(super) async fn describe_listeners(elbv2: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("DescribeListeners", input)?;
    let operation = elbv2
        .describe_listeners()
        .set_load_balancer_arn(given.text("LoadBalancerArn")?)
        .set_listener_arns(given.texts("ListenerArns")?)
        .set_marker(given.text("Marker")?)
        .set_page_size(given.number("PageSize")?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    Ok(page("Listeners", output.listeners().iter().map(shape::listener), output.next_marker(), request_id))
}

pub(super) async fn describe_rules(elbv2: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("DescribeRules", input)?;
    let operation = elbv2
        .describe_rules()
        .set_listener_arn(given.text("ListenerArn")?)
        .set_rule_arns(given.texts("RuleArns")?)
        .set_marker(given.text("Marker")?)
        .set_page_size(given.number("PageSize")?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    Ok(page("Rules", output.rules().iter().map(shape::rule), output.next_marker(), request_id))
}

pub(super) async fn describe_target_health(elbv2: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("DescribeTargetHealth", input)?;
    let operation = elbv2
        .describe_target_health()
        .set_target_group_arn(given.text("TargetGroupArn")?)
        .set_targets(given.list("Targets", target)?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    let health = output.target_health_descriptions().iter().map(shape::target_health);
    Ok(page("TargetHealthDescriptions", health, None, request_id))
}

fn target(given: &mut Members<'_>) -> Result<TargetDescription, PortError> {
    let target = TargetDescription::builder()
        .set_id(given.text("Id")?)
        .set_port(given.number("Port")?)
        .set_availability_zone(given.text("AvailabilityZone")?);
    Ok(target.build())
}

fn page(name: &str, items: impl Iterator<Item = Value>, next: Option<&str>, request_id: Option<String>) -> Reply {
    Reply { body: object([(name, Some(items.collect())), ("NextMarker", next.map(Value::from))]), request_id }
}
