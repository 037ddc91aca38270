//! Takes what looks secret out of a document, or of anything else that is sent as JSON.

use serde_json::{Map, Value};

use super::{is_secret, looks_secret, secret_items};
use crate::diff::WITHIN;
use crate::document::{Patch, Pointer};
use crate::resolve::place;

/// What stands in the place of a value that is not shown.
pub const MASK: &str = "\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}\u{2022}";
/// Members whose names look like a secret's and whose values are none: AWS's idempotency tokens, and places of secrets.
const PUBLIC: [&str; 5] = ["clientToken", "ClientToken", "creationToken", "credentialSpecs", "credentialsParameter"];
/// How a row of name and value names the two.
const PAIRS: [(&str, &str); 3] = [("name", "value"), ("key", "value"), ("Key", "Value")];
/// The sides of a change.
const SIDES: [&str; 2] = ["before", "after"];

/// Puts [`MASK`] in the place of every text that looks secret, and leaves everything else as it is. Tells whether
/// there was one.
pub fn veil(value: &mut Value) -> bool {
    veil_under("", value)
}

/// A value as it may be shown that stands, or would stand, at `path` of `document`: what is around it says whether it
/// is secret. Nothing where `path` leads nowhere.
pub fn veiled_at(document: &Value, path: &Pointer, value: &Value) -> Option<Value> {
    let mut around = document.clone();
    let patch = match path.get(&around) {
        Some(_) => Patch::replace(path.clone(), value.clone()),
        None => Patch::add(path.clone(), value.clone()),
    };
    patch.apply(&mut around).ok()?;
    veil(&mut around);
    path.get(&around).cloned()
}

/// `name` is what the value stands under; empty where that tells nothing.
fn veil_under(name: &str, value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let secret = text != MASK && looks_secret(name, text);
            if secret {
                MASK.clone_into(text);
            }
            secret
        }
        Value::Number(number) => {
            let secret = looks_secret(name, &number.to_string());
            if secret {
                *value = Value::from(MASK);
            }
            secret
        }
        Value::Array(items) => list(name, items),
        Value::Object(members) => object(members),
        Value::Null | Value::Bool(_) => false,
    }
}

fn list(name: &str, items: &mut [Value]) -> bool {
    // What follows an option may be its value.
    let texts: Vec<String> = items.iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect();
    let mut any = false;
    for (item, secret) in items.iter_mut().zip(secret_items(texts.iter().map(String::as_str))) {
        if secret && item.as_str().is_some_and(|text| text != MASK) {
            *item = Value::from(MASK);
            any = true;
        } else {
            any |= veil_under(name, item);
        }
    }
    any
}

fn object(members: &mut Map<String, Value>) -> bool {
    let mut any = hide_keys(members) | overrides(members);
    let pair = PAIRS.iter().find_map(|(name, value)| {
        let stated = members.get(*name)?.as_str()?.to_owned();
        members.contains_key(*value).then_some((*name, stated, *value))
    });
    let change = members.get("place").and_then(Value::as_str).map(|place| last_name(place).to_owned());
    for (key, value) in members.iter_mut() {
        let name = match (&pair, &change) {
            (Some((_, name, valued)), _) if key == valued => name.as_str(),
            // What a row is called is no secret under that name.
            (Some((naming, _, _)), _) if key == naming => "",
            (_, Some(place)) if SIDES.contains(&key.as_str()) => place.as_str(),
            _ if PUBLIC.contains(&key.as_str()) => "",
            _ => key.as_str(),
        };
        any |= veil_under(name, value);
    }
    any
}

/// A key may be a secret, too: a label, or a name that someone pasted the value into.
fn hide_keys(members: &mut Map<String, Value>) -> bool {
    if !members.keys().any(|key| is_secret(key)) {
        return false;
    }
    let mut hidden = 0;
    *members = std::mem::take(members)
        .into_iter()
        .map(|(key, value)| {
            if !is_secret(&key) {
                return (key, value);
            }
            hidden += 1;
            (if hidden == 1 { MASK.to_owned() } else { format!("{MASK} {hidden}") }, value)
        })
        .collect();
    true
}

/// The name that a change's place ends with: `DB_PASSWORD` of `app › Environment › DB_PASSWORD`. Where secrets are
/// referred to, names say nothing.
fn last_name(place: &str) -> &str {
    let (before, last) = place.rsplit_once(WITHIN).unwrap_or(("", place));
    if before.split(WITHIN).any(|step| step == "Secrets") { "" } else { pointer_name(last) }
}

/// The name that the last step of an override's place tells; any other text as it is.
fn pointer_name(text: &str) -> &str {
    let mut steps = text.rsplit('/').filter(|step| !["value", "Value"].contains(step));
    if text.starts_with('/') { steps.next().unwrap_or_default() } else { text }
}

/// The overrides of a design, whose places may say by a row's index alone what they are of.
fn overrides(design: &mut Map<String, Value>) -> bool {
    let Some(Value::Object(environments)) = design.get("environments") else { return false };
    let mut found = Vec::new();
    for (environment, stated) in environments {
        let stated = stated.get("overrides").and_then(Value::as_object);
        for (path, value) in stated.into_iter().flatten() {
            let name = row_name(design, path).unwrap_or_else(|| pointer_name(path).to_owned());
            let mut shown = value.clone();
            if veil_under(&name, &mut shown) {
                found.push((environment.clone(), path.clone(), shown));
            }
        }
    }
    let any = !found.is_empty();
    for (environment, path, shown) in found {
        let place = Pointer::root().key("environments").key(&environment).key("overrides").key(&path);
        let mut rest = place.steps().skip(1);
        let inner = rest.try_fold(design.get_mut("environments"), |here, step| Some(here?.get_mut(&step)));
        if let Some(Some(value)) = inner {
            *value = shown;
        }
    }
    any
}

/// The name of the row whose value an override sets.
fn row_name(design: &Map<String, Value>, path: &str) -> Option<String> {
    let pointer = Pointer::try_from(path.to_owned()).ok()?;
    let (row, last) = pointer.split_last()?;
    let (name, _) = PAIRS.iter().find(|(_, value)| *value == last)?;
    let whole = Value::Object(design.clone());
    let row = place(&whole, &row)?;
    row.get(&whole)?.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn veiled(mut value: Value) -> Value {
        veil(&mut value);
        value
    }

    #[test]
    fn what_looks_secret_goes_and_the_rest_stays() {
        let design = json!({
            "name": "shop",
            "taskDefinitions": {"web": {"family": "web", "containerDefinitions": [{
                "name": "app",
                "image": "nginx:1.29",
                "command": ["run", "--password", "hunter2", "--level", "info"],
                "environment": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "DB_PASSWORD", "value": "hunter2"}],
                "secrets": [{"name": "API_TOKEN", "valueFrom": "/shop/api-token"}],
                "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "hunter2", "splunk-url": "https://s"}},
                "dockerLabels": {"owner": "team", "deploy-key": "Zx81kLq02mNv7TyR"},
            }]}},
            "environments": {"production": {"overrides": {
                "/taskDefinitions/web/containerDefinitions/app/environment/DB_PASSWORD/value": "hunter2",
                "/taskDefinitions/web/containerDefinitions/0/environment/1/value": "hunter2",
                "/services/web/desiredCount": 6,
            }}},
        });
        let text = veiled(design.clone()).to_string();
        assert!(!text.contains("hunter2") && !text.contains("Zx81"), "{text}");
        assert_eq!(text.matches(MASK).count(), 6, "{text}");
        let mut expected = design;
        for place in [
            "/taskDefinitions/web/containerDefinitions/0/command/2",
            "/taskDefinitions/web/containerDefinitions/0/environment/1/value",
            "/taskDefinitions/web/containerDefinitions/0/logConfiguration/options/splunk-token",
            "/taskDefinitions/web/containerDefinitions/0/dockerLabels/deploy-key",
        ] {
            *expected.pointer_mut(place).unwrap() = json!(MASK);
        }
        for (path, value) in
            expected.pointer_mut("/environments/production/overrides").unwrap().as_object_mut().unwrap()
        {
            if path.contains("environment") {
                *value = json!(MASK);
            }
        }
        assert_eq!(text, expected.to_string());
        assert!(!veil(&mut expected), "what is veiled stays as it is");
    }

    #[test]
    fn a_change_is_veiled_by_its_place() {
        let change = json!({"path": "/a", "element": "taskDefinitions.web", "place": "app › Environment › DB_PASSWORD",
            "before": "hunter2", "after": 1234, "sentence": "app › Environment › DB_PASSWORD: (hidden) → (hidden)"});
        let veiled = veiled(change);
        assert_eq!((&veiled["before"], &veiled["after"]), (&json!(MASK), &json!(MASK)));
        assert_eq!(veiled["sentence"], "app › Environment › DB_PASSWORD: (hidden) → (hidden)");
    }

    #[test]
    fn what_is_around_a_place_says_whether_its_value_is_secret() {
        let design =
            json!({"environment": [{"name": "DB_PASSWORD", "value": "a"}, {"name": "LOG_LEVEL", "value": "b"}]});
        let at = |path: &str| Pointer::try_from(path.to_owned()).unwrap();
        let shown = |path: &str| veiled_at(&design, &at(path), &json!("hunter2"));
        assert_eq!(shown("/environment/0/value"), Some(json!(MASK)));
        assert_eq!(shown("/environment/1/value"), Some(json!("hunter2")));
        assert_eq!(shown("/gone/1/value"), None);
    }

    #[test]
    fn a_secret_as_a_key_goes_as_well() {
        let secret = "ghp_0123456789abcdef";
        let text = veiled(json!({secret: 1, format!("x {secret}"): 2, "plain": 3})).to_string();
        assert_eq!(text, format!("{{\"{MASK}\":1,\"{MASK} 2\":2,\"plain\":3}}"));
    }
}
