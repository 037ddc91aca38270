//! Placement constraints of a task definition.

use crate::check::limits::task_definition::{PLACEMENT_CONSTRAINTS, PLACEMENT_EXPRESSION};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, Value};
use crate::model::{Service, TaskDefinition, TaskDefinitionPlacementConstraint};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&TD_FARGATE_PLACEMENT, &TD_PLACEMENT_MAX, &TD_PLACEMENT_TYPE, &TD_PLACEMENT_EXPRESSION];

static TD_FARGATE_PLACEMENT: Rule = Rule {
    id: "TD-FARGATE-PLACEMENT",
    severity: Severity::Error,
    summary: "A Fargate task definition has no placement constraints.",
    help: "Remove placementConstraints; the service's subnets decide where Fargate tasks run.",
    docs: docs::FARGATE_TASKS,
    check: Check::Task(fargate_placement),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[("/placementConstraints", r#"[{"type": "memberOf", "expression": "attribute:zone == a"}]"#)],
        ),
        silent: (Base::Fargate, &[("/placementConstraints", "[]")]),
    },
};

fn fargate_placement(scope: &TaskScope, report: &mut Report) {
    if scope.fargate() && scope.task.has(&TaskDefinition::PLACEMENT_CONSTRAINTS) {
        let at = scope.task.at(&TaskDefinition::PLACEMENT_CONSTRAINTS);
        report
            .at(
                at.clone(),
                "The task definition has placement constraints, but Fargate has no instances to choose among. AWS: \
                 \"Fargate compatible task definitions do not support constraints\".",
            )
            .fix("Remove placementConstraints", Patch::remove(at));
    }
}

static TD_PLACEMENT_MAX: Rule = Rule {
    id: "TD-PLACEMENT-MAX",
    severity: Severity::Error,
    summary: "A task has at most 10 placement constraints, those of its service included.",
    help: "Remove some, or join expressions with \"and\".",
    docs: docs::REGISTER_TASK_DEFINITION,
    check: Check::Task(placement_max),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2Bundle,
            &[
                ("/taskDefinition/placementConstraints", "[{},{},{},{},{},{}]"),
                ("/service/placementConstraints", "[{},{},{},{},{}]"),
            ],
        ),
        silent: (Base::Ec2, &[("/placementConstraints", "[{},{},{},{},{},{},{},{},{},{}]")]),
    },
};

fn placement_max(scope: &TaskScope, report: &mut Report) {
    let length = |stated: Option<&Value>| stated.and_then(Value::as_array).map_or(0, Vec::len);
    let own = length(scope.task.raw(&TaskDefinition::PLACEMENT_CONSTRAINTS));
    let added = scope.services.iter().map(|service| length(service.raw(&Service::PLACEMENT_CONSTRAINTS)));
    let added = added.max().unwrap_or(0);
    if own == 0 || own + added <= PLACEMENT_CONSTRAINTS {
        return;
    }
    let with = if added == 0 { String::new() } else { format!(" and {added} of its service") };
    report.at(
        scope.task.at(&TaskDefinition::PLACEMENT_CONSTRAINTS),
        format!(
            "The task gets {own} placement constraints of its definition{with}; AWS takes \
             {PLACEMENT_CONSTRAINTS} in all."
        ),
    );
}

static TD_PLACEMENT_TYPE: Rule = Rule {
    id: "TD-PLACEMENT-TYPE",
    severity: Severity::Error,
    summary: "Placement constraints of a task definition are of type memberOf.",
    help: "Use memberOf here, and put distinctInstance on the service.",
    docs: docs::TASK_PLACEMENT_CONSTRAINT,
    check: Check::Task(placement_type),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/placementConstraints", r#"[{"type": "distinctInstance"}]"#)]),
        silent: (
            Base::Ec2,
            &[("/placementConstraints", r#"[{"type": "memberOf", "expression": "attribute:zone == a"}]"#)],
        ),
    },
};

fn placement_type(scope: &TaskScope, report: &mut Report) {
    for constraint in scope.task.rows(&TaskDefinition::PLACEMENT_CONSTRAINTS) {
        let Some(word) = constraint.get(&TaskDefinitionPlacementConstraint::TYPE) else { continue };
        if TaskDefinitionPlacementConstraint::TYPE.words().contains(&word) {
            continue;
        }
        let at = constraint.at(&TaskDefinitionPlacementConstraint::TYPE);
        let found = report
            .at(at.clone(), format!("\"{word}\" is no placement constraint of a task definition; only memberOf is."));
        let expressed = constraint.has(&TaskDefinitionPlacementConstraint::EXPRESSION);
        if expressed && word.eq_ignore_ascii_case(MEMBER_OF) {
            found.fix("Write memberOf", Patch::replace(at, MEMBER_OF));
        }
    }
}

const MEMBER_OF: &str = "memberOf";

static TD_PLACEMENT_EXPRESSION: Rule = Rule {
    id: "TD-PLACEMENT-EXPRESSION",
    severity: Severity::Error,
    summary: "A memberOf constraint has an expression of at most 2000 characters.",
    help: "Write an expression such as attribute:ecs.instance-type =~ t3.*",
    docs: docs::TASK_PLACEMENT_CONSTRAINT,
    check: Check::Task(placement_expression),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/placementConstraints", r#"[{"type": "memberOf"}]"#)]),
        silent: (Base::Ec2, &[("/placementConstraints", r#"[{"type": "memberOf", "expression": "${EXPRESSION}"}]"#)]),
    },
};

fn placement_expression(scope: &TaskScope, report: &mut Report) {
    for constraint in scope.task.rows(&TaskDefinition::PLACEMENT_CONSTRAINTS) {
        let at = constraint.at(&TaskDefinitionPlacementConstraint::EXPRESSION);
        let member_of = constraint.get(&TaskDefinitionPlacementConstraint::TYPE) == Some(MEMBER_OF);
        if member_of && !constraint.has(&TaskDefinitionPlacementConstraint::EXPRESSION) {
            report.at(at, "The memberOf constraint has no expression that says which instances it means.");
            continue;
        }
        let expression = constraint.get(&TaskDefinitionPlacementConstraint::EXPRESSION).unwrap_or_default();
        let length = expression.chars().count();
        if length > PLACEMENT_EXPRESSION {
            report.at(at, format!("The expression is {length} characters long; AWS takes {PLACEMENT_EXPRESSION}."));
        }
    }
}
