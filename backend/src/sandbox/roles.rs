//! IAM roles. Policies are printed as the JSON that they are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Account;
use super::fault::{conflict, invalid, not_found};
use super::home::{Home, last_part};
use super::ids::hex_of;
use super::input::{list, members, text};
use crate::ports::PortError;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Role {
    path: String,
    /// What else the request says, such as its description.
    settings: Map<String, Value>,
    pub(super) trust_policy: String,
    pub(super) tags: Vec<Value>,
    pub(super) attached: Vec<String>,
    pub(super) inline: BTreeMap<String, String>,
}

impl Role {
    fn print(&self, name: &str, home: &Home) -> Value {
        let mut out = json!({
            "Path": self.path,
            "RoleName": name,
            "RoleId": format!("AROA{}", hex_of(name).to_uppercase()),
            "Arn": home.role(&self.path, name),
            "AssumeRolePolicyDocument": document(&self.trust_policy),
            "MaxSessionDuration": 3600,
            "Tags": self.tags,
        });
        for (key, value) in &self.settings {
            out[key] = value.clone();
        }
        out
    }
}

fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

fn required<'v>(input: &'v Value, key: &str) -> Result<&'v str, PortError> {
    text(input, key).ok_or_else(|| invalid("ValidationError", format!("{key} is required")))
}

fn no_role(name: &str) -> PortError {
    no_entity(format!("The role with name {name} cannot be found."))
}

fn no_entity(message: String) -> PortError {
    not_found("NoSuchEntity", message)
}

/// A policy's text; it must be JSON.
fn policy(input: &Value, key: &str) -> Result<String, PortError> {
    let document = required(input, key)?;
    match serde_json::from_str::<Map<String, Value>>(document) {
        Ok(_) => Ok(document.to_owned()),
        Err(_) => Err(invalid("MalformedPolicyDocument", "This policy contains invalid Json")),
    }
}

impl Account {
    fn role<'a>(&self, input: &'a Value) -> Result<(&'a str, &Role), PortError> {
        let name = required(input, "RoleName")?;
        self.roles.get(name).map(|role| (name, role)).ok_or_else(|| no_role(name))
    }

    fn role_mut(&mut self, input: &Value) -> Result<&mut Role, PortError> {
        let name = required(input, "RoleName")?;
        self.roles.get_mut(name).ok_or_else(|| no_role(name))
    }

    pub(super) fn create_role(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "RoleName")?;
        if self.roles.contains_key(name) {
            return Err(conflict("EntityAlreadyExists", format!("Role with name {name} already exists.")));
        }
        let role = Role {
            path: text(input, "Path").unwrap_or("/").to_owned(),
            settings: members(input, &["RoleName", "Path", "AssumeRolePolicyDocument", "Tags"]),
            trust_policy: policy(input, "AssumeRolePolicyDocument")?,
            tags: list(input, "Tags").to_vec(),
            attached: Vec::new(),
            inline: BTreeMap::new(),
        };
        let answer = json!({ "Role": role.print(name, &self.home) });
        self.roles.insert(name.to_owned(), role);
        Ok(answer)
    }

    pub(super) fn get_role(&self, input: &Value) -> Result<Value, PortError> {
        let (name, role) = self.role(input)?;
        Ok(json!({ "Role": role.print(name, &self.home) }))
    }

    pub(super) fn update_assume_role_policy(&mut self, input: &Value) -> Result<Value, PortError> {
        let document = policy(input, "PolicyDocument")?;
        self.role_mut(input)?.trust_policy = document;
        Ok(json!({}))
    }

    pub(super) fn attach_role_policy(&mut self, input: &Value) -> Result<Value, PortError> {
        let arn = required(input, "PolicyArn")?;
        let role = self.role_mut(input)?;
        if !role.attached.iter().any(|attached| attached == arn) {
            role.attached.push(arn.to_owned());
        }
        Ok(json!({}))
    }

    pub(super) fn detach_role_policy(&mut self, input: &Value) -> Result<Value, PortError> {
        let arn = required(input, "PolicyArn")?;
        let role = self.role_mut(input)?;
        let at = role.attached.iter().position(|attached| attached == arn);
        let at = at.ok_or_else(|| no_entity(format!("Policy {arn} was not found.")))?;
        role.attached.remove(at);
        Ok(json!({}))
    }

    pub(super) fn put_role_policy(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "PolicyName")?;
        let document = policy(input, "PolicyDocument")?;
        self.role_mut(input)?.inline.insert(name.to_owned(), document);
        Ok(json!({}))
    }

    pub(super) fn delete_role_policy(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "PolicyName")?;
        self.role_mut(input)?.inline.remove(name).ok_or_else(|| no_policy(name))?;
        Ok(json!({}))
    }

    pub(super) fn delete_role(&mut self, input: &Value) -> Result<Value, PortError> {
        let (name, role) = self.role(input)?;
        if !role.attached.is_empty() {
            return Err(conflict("DeleteConflict", "Cannot delete entity, must detach all policies first."));
        }
        if !role.inline.is_empty() {
            return Err(conflict("DeleteConflict", "Cannot delete entity, must delete policies first."));
        }
        self.roles.remove(name);
        Ok(json!({}))
    }

    pub(super) fn get_role_policy(&self, input: &Value) -> Result<Value, PortError> {
        let (role_name, role) = self.role(input)?;
        let name = required(input, "PolicyName")?;
        let text = role.inline.get(name).ok_or_else(|| no_policy(name))?;
        Ok(json!({ "RoleName": role_name, "PolicyName": name, "PolicyDocument": document(text) }))
    }

    pub(super) fn list_attached_role_policies(&self, input: &Value) -> Result<Value, PortError> {
        let (_, role) = self.role(input)?;
        let print = |arn: &String| json!({ "PolicyName": last_part(arn), "PolicyArn": arn });
        let attached: Vec<Value> = role.attached.iter().map(print).collect();
        Ok(json!({ "AttachedPolicies": attached, "IsTruncated": false }))
    }

    pub(super) fn list_role_policies(&self, input: &Value) -> Result<Value, PortError> {
        let (_, role) = self.role(input)?;
        Ok(json!({ "PolicyNames": role.inline.keys().collect::<Vec<_>>(), "IsTruncated": false }))
    }
}

fn no_policy(name: &str) -> PortError {
    no_entity(format!("The role policy with name {name} cannot be found."))
}
