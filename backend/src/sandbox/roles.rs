//! IAM roles. Their answers have the shapes that the AWS CLI prints, with policy documents as the API sends them:
//! percent-encoded text.

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
    created_at: i64,
}

impl Role {
    fn print(&self, name: &str, home: &Home) -> Value {
        let mut out = json!({
            "Path": self.path,
            "RoleName": name,
            "RoleId": format!("AROA{}", hex_of(name).to_uppercase()),
            "Arn": home.role(&self.path, name),
            "CreateDate": date(self.created_at),
            "AssumeRolePolicyDocument": percent_encoded(&self.trust_policy),
            "MaxSessionDuration": 3600,
            "Tags": self.tags,
        });
        for (key, value) in &self.settings {
            out[key] = value.clone();
        }
        out
    }
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

/// As IAM's API sends policy documents (RFC 3986).
fn percent_encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// Milliseconds since 1970 as IAM writes a time: `2026-11-25T22:20:00Z`.
fn date(at: i64) -> String {
    let (days, seconds) = (at.div_euclid(86_400_000), at.rem_euclid(86_400_000) / 1_000);
    // Days are counted from 0000-03-01, so that a leap day is a year's last: an era of 400 years has 146,097 days.
    let since = days + 719_468;
    let (era, day) = (since.div_euclid(146_097), since.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", seconds / 3_600, seconds / 60 % 60, seconds % 60)
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
            created_at: self.now,
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
        let document = role.inline.get(name).ok_or_else(|| no_policy(name))?;
        Ok(json!({ "RoleName": role_name, "PolicyName": name, "PolicyDocument": percent_encoded(document) }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_735_689_599_999, "2024-12-31T23:59:59Z"),
            (1_795_645_200_000, "2026-11-25T22:20:00Z"),
        ] {
            assert_eq!(date(at), text);
        }
    }

    #[test]
    fn policies_are_encoded_as_the_api_sends_them() {
        assert_eq!(percent_encoded("{\"a\": \"b-c_d.e~\u{e9}\"}"), "%7B%22a%22%3A%20%22b-c_d.e~%C3%A9%22%7D");
    }
}
