//! One environment's design: overrides set, the environment's network put in, no other environment left in it.

mod anchor;
mod checked;
mod network;

pub use anchor::place;
pub(crate) use anchor::row_name;
pub use checked::{CheckedDesign, NotChecked};

use serde_json::Value;

use crate::document::{Patch, Pointer};
use crate::environment::Environment;
use crate::plan::Remark;

/// A design as it is for one environment.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub design: Value,
    pub environment: Environment,
    /// Overrides that can't be set. Each blocks the plan: an override that is silently left out would apply the wrong
    /// value.
    pub problems: Vec<Remark>,
}

/// The overrides that a design has for an environment, from place to value, in order.
pub fn overrides<'d>(design: &'d Value, environment: &str) -> impl Iterator<Item = (&'d String, &'d Value)> {
    let found = Pointer::root().key("environments").key(environment).key("overrides").get(design);
    found.and_then(Value::as_object).into_iter().flatten()
}

/// The design as it is for `environment`. References stay: what they lead to is known only with what AWS reports.
pub fn resolve(design: &Value, environment: &Environment) -> Resolved {
    let mut resolved = design.clone();
    let mut problems = Vec::new();
    if let Some(members) = resolved.as_object_mut() {
        members.shift_remove("environments");
    }
    network::fill(&mut resolved, environment);
    for (path, value) in overrides(design, &environment.name) {
        if let Err(message) = set(&mut resolved, path, value) {
            let element = format!("environments.{}", environment.name);
            problems.push(Remark { element, message });
        }
    }
    Resolved { design: resolved, environment: environment.clone(), problems }
}

fn set(design: &mut Value, path: &str, value: &Value) -> Result<(), String> {
    let gone = || {
        format!(
            "The override at {path} names a place that the design does not have. Remove the override, or name a \
             member of something that is there."
        )
    };
    let stated = Pointer::try_from(path.to_owned()).map_err(|_| gone())?;
    let place = place(design, &stated).ok_or_else(gone)?;
    if place.is_root() || place.steps().next().is_some_and(|first| first == "environments" || first == "name") {
        return Err(format!("The override at {path} would replace what no environment may differ in. Remove it."));
    }
    let patch = match place.get(design) {
        Some(_) => Patch::replace(place, value.clone()),
        None => Patch::add(place, value.clone()),
    };
    patch.apply(design).map(drop).map_err(|_| gone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn design(overrides: &Value) -> Value {
        json!({
            "name": "shop",
            "taskDefinitions": {"web": {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
                {"name": "log", "image": "log:1"}, {"name": "app", "image": "app:1"},
            ]}},
            "services": {"web": {"taskDefinition": "${taskDefinitions.web}", "desiredCount": 2}},
            "environments": {"sandbox": {"overrides": overrides}, "other": {"overrides": {"/services/web/desiredCount": 9}}},
        })
    }

    #[test]
    fn overrides_are_set_and_the_rest_stays() {
        let overrides = json!({
            "/services/web/desiredCount": 6,
            "/taskDefinitions/web/containerDefinitions/app/image": "app:2",
            "/services/web/platformVersion": "1.4.0",
        });
        let resolved = resolve(&design(&overrides), &Environment::sandbox());
        assert_eq!(resolved.problems, []);
        let expected = json!({
            "name": "shop",
            "taskDefinitions": {"web": {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
                {"name": "log", "image": "log:1"}, {"name": "app", "image": "app:2"},
            ]}},
            "services": {"web": {"taskDefinition": "${taskDefinitions.web}", "desiredCount": 6, "platformVersion": "1.4.0"}},
        });
        assert_eq!(resolved.design.to_string(), expected.to_string());
    }

    #[test]
    fn an_override_of_nothing_is_a_problem() {
        for path in [
            "/services/gone/desiredCount",
            "services",
            "",
            "/name",
            "/taskDefinitions/web/containerDefinitions/x/image",
        ] {
            let resolved = resolve(&design(&json!({path: 1})), &Environment::sandbox());
            assert_eq!(resolved.problems.len(), 1, "{path}");
        }
    }

    #[test]
    fn the_network_of_the_environment_takes_the_place_of_the_design() {
        let mut environment = Environment::sandbox();
        environment.subnets = vec!["subnet-1".to_owned()];
        environment.security_groups = vec!["sg-1".to_owned()];
        let place = "/services/web/networkConfiguration/awsvpcConfiguration";
        let resolved = resolve(&design(&json!({})), &environment);
        assert_eq!(resolved.design.pointer(place), Some(&json!({"subnets": ["subnet-1"], "securityGroups": ["sg-1"]})));
        // What the design says for this very environment goes before what the environment says for all designs.
        let own = resolve(&design(&json!({format!("{place}/subnets"): ["subnet-2"]})), &environment);
        assert_eq!(own.design.pointer(&format!("{place}/subnets")), Some(&json!(["subnet-2"])));
    }
}
