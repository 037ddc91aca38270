//! From what a person states to an environment.

use shared::api::EnvironmentDraft;
use shared::environment::{Environment, EnvironmentKind};

use super::EnvironmentError;
use super::endpoint::check_endpoint;
use super::names::{check_account, check_name, check_region, check_role, check_security_groups, check_subnets};
use super::policy::check_policy;
use super::tags::check_tags;

/// The environment that a draft states, if it can be one.
pub(super) fn environment(
    draft: EnvironmentDraft,
    external_id: Option<String>,
) -> Result<Environment, EnvironmentError> {
    let EnvironmentDraft { name, kind, account, region, role_arn, endpoint, subnets, security_groups, tags, policy } =
        draft;
    check_name(&name)?;
    check_account(&account)?;
    check_region(&region)?;
    // A form's empty field is no value.
    let (role_arn, endpoint) = (stated(role_arn), stated(endpoint));
    if let Some(arn) = &role_arn {
        check_role(arn, &account)?;
    }
    match (kind, &endpoint) {
        (EnvironmentKind::Sandbox, _) => return Err(EnvironmentError::Kind),
        (EnvironmentKind::Protected, Some(_)) => return Err(EnvironmentError::EndpointProtected),
        (EnvironmentKind::Development, Some(endpoint)) => check_endpoint(endpoint)?,
        (EnvironmentKind::Development | EnvironmentKind::Protected, None) => {}
    }
    check_subnets(&subnets)?;
    check_security_groups(&security_groups)?;
    check_tags(&tags)?;
    check_policy(&policy)?;
    let account = Some(account);
    Ok(Environment {
        name,
        kind,
        account,
        region,
        role_arn,
        external_id,
        endpoint,
        subnets,
        security_groups,
        tags,
        policy,
        counter: 0,
    })
}

fn stated(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

#[cfg(test)]
pub(super) mod tests {
    use shared::environment::KeyValue;
    use shared::review::Policy;

    use super::*;

    /// A draft that nothing is wrong with.
    pub(in crate::ops::environments) fn draft() -> EnvironmentDraft {
        EnvironmentDraft {
            name: "test".to_owned(),
            kind: EnvironmentKind::Development,
            account: "123456789012".to_owned(),
            region: "eu-central-1".to_owned(),
            role_arn: Some("arn:aws:iam::123456789012:role/deploy".to_owned()),
            endpoint: Some("http://localhost:5000".to_owned()),
            subnets: vec!["subnet-0a1b2c3d4e5f67890".to_owned(), "subnet-12345678".to_owned()],
            security_groups: vec!["sg-0a1b2c3d".to_owned()],
            tags: vec![tag("team", "web shop"), tag("Team", "")],
            policy: Policy::default(),
        }
    }

    fn tag(key: &str, value: &str) -> KeyValue {
        KeyValue { key: key.to_owned(), value: value.to_owned() }
    }

    /// A change of the good draft, and the place that is then to blame.
    type Case = (fn(&mut EnvironmentDraft), &'static str);

    const CASES: &[Case] = &[
        (|draft| draft.name = String::new(), "/name"),
        (|draft| draft.name = "x".repeat(41), "/name"),
        (|draft| draft.name = "Test".to_owned(), "/name"),
        (|draft| draft.name = "a_b".to_owned(), "/name"),
        (|draft| draft.name = "-a".to_owned(), "/name"),
        (|draft| draft.name = "\u{e9}".to_owned(), "/name"),
        (|draft| draft.name = "sandbox".to_owned(), "/name"),
        (|draft| draft.name = "aws".to_owned(), "/name"),
        (|draft| draft.kind = EnvironmentKind::Sandbox, "/kind"),
        (|draft| draft.account = "1234-5678-9012".to_owned(), "/account"),
        (|draft| draft.account = "12345678901".to_owned(), "/account"),
        (|draft| draft.region = "Frankfurt".to_owned(), "/region"),
        (|draft| draft.role_arn = Some("deploy".to_owned()), "/roleArn"),
        (|draft| draft.account = "999999999999".to_owned(), "/roleArn"),
        (|draft| draft.endpoint = Some("localhost".to_owned()), "/endpoint"),
        (|draft| draft.kind = EnvironmentKind::Protected, "/endpoint"),
        (|draft| draft.subnets[1] = "sg-0a1b2c3d".to_owned(), "/subnets/1"),
        (|draft| draft.subnets[1] = "subnet-".to_owned(), "/subnets/1"),
        (|draft| draft.subnets[1] = draft.subnets[0].clone(), "/subnets/1"),
        (|draft| draft.subnets = (0..17).map(|at| format!("subnet-{at}")).collect(), "/subnets"),
        (|draft| draft.security_groups[0] = "sg 1".to_owned(), "/securityGroups/0"),
        (|draft| draft.security_groups.push("sg-0a1b2c3d".to_owned()), "/securityGroups/1"),
        (|draft| draft.security_groups = (0..6).map(|at| format!("sg-{at}")).collect(), "/securityGroups"),
        (|draft| draft.tags = (0..49).map(|at| tag(&at.to_string(), "")).collect(), "/tags"),
        (|draft| draft.tags[1].key = String::new(), "/tags/1/key"),
        (|draft| draft.tags[1].key = "x".repeat(129), "/tags/1/key"),
        (|draft| draft.tags[1].key = "AWS:x".to_owned(), "/tags/1/key"),
        (|draft| draft.tags[1].key = "bayplan:design".to_owned(), "/tags/1/key"),
        (|draft| draft.tags[1].key = "a\nb".to_owned(), "/tags/1/key"),
        (|draft| draft.tags[1].key = "team".to_owned(), "/tags/1/key"),
        (|draft| draft.tags[1].value = "x".repeat(257), "/tags/1/value"),
        (|draft| draft.policy.approvals = 21, "/policy/approvals"),
        (|draft| draft.policy.image_only_approvals = Some(21), "/policy/imageOnlyApprovals"),
        (|draft| draft.policy.fresh_hours = Some(0), "/policy/freshHours"),
        (|draft| draft.policy.fresh_hours = Some(8761), "/policy/freshHours"),
        (|draft| draft.policy.appliers = vec!["ana".to_owned(), "ana".to_owned()], "/policy/appliers/1"),
    ];

    #[test]
    fn what_aws_would_refuse_is_refused_with_its_place() {
        for (change, place) in CASES {
            let mut wrong = draft();
            change(&mut wrong);
            let error = environment(wrong.clone(), None).expect_err(&format!("{wrong:?}"));
            assert_eq!(error.path().as_deref(), Some(*place), "{error}");
            assert!(error.to_string().len() < 400, "{error}");
        }
    }

    #[test]
    fn the_limits_themselves_are_fine() {
        let largest = EnvironmentDraft {
            name: "x".repeat(40),
            subnets: (0..16).map(|at| format!("subnet-{at}")).collect(),
            security_groups: (0..5).map(|at| format!("sg-{at}")).collect(),
            policy: Policy {
                approvals: 20,
                image_only_approvals: Some(20),
                fresh_hours: Some(8760),
                ..Policy::default()
            },
            tags: (100..148).map(|at| tag(&at.to_string().repeat(42), &"\u{e9}".repeat(256))).collect(),
            ..draft()
        };
        let kept = environment(largest.clone(), Some("e".to_owned())).unwrap();
        assert_eq!((kept.tags, kept.subnets, kept.external_id), (largest.tags, largest.subnets, Some("e".to_owned())));
        let plain = EnvironmentDraft {
            kind: EnvironmentKind::Protected,
            role_arn: Some(String::new()),
            endpoint: Some(String::new()),
            subnets: Vec::new(),
            security_groups: Vec::new(),
            tags: Vec::new(),
            ..draft()
        };
        let kept = environment(plain, None).unwrap();
        assert_eq!((kept.role_arn, kept.endpoint), (None, None));
    }
}
