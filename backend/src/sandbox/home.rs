//! Which account and Region is simulated.

use serde::{Deserialize, Serialize};

/// Account and Region, and the ARNs made of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Home {
    pub(super) account: String,
    pub(super) region: String,
}

impl Home {
    fn partition(&self) -> &'static str {
        if self.region.starts_with("cn-") {
            "aws-cn"
        } else if self.region.starts_with("us-gov-") {
            "aws-us-gov"
        } else {
            "aws"
        }
    }

    fn regional(&self, service: &str, resource: &str) -> String {
        format!("arn:{}:{service}:{}:{}:{resource}", self.partition(), self.region, self.account)
    }

    pub(super) fn cluster(&self, cluster: &str) -> String {
        self.regional("ecs", &format!("cluster/{cluster}"))
    }

    pub(super) fn service(&self, cluster: &str, service: &str) -> String {
        self.regional("ecs", &format!("service/{cluster}/{service}"))
    }

    pub(super) fn task(&self, cluster: &str, id: &str) -> String {
        self.regional("ecs", &format!("task/{cluster}/{id}"))
    }

    pub(super) fn container(&self, cluster: &str, task: &str, id: &str) -> String {
        self.regional("ecs", &format!("container/{cluster}/{task}/{id}"))
    }

    pub(super) fn task_definition(&self, family: &str, revision: i64) -> String {
        self.regional("ecs", &format!("task-definition/{family}:{revision}"))
    }

    pub(super) fn log_group(&self, name: &str) -> String {
        self.regional("logs", &format!("log-group:{name}"))
    }

    /// `path` begins and ends with `/`.
    pub(super) fn role(&self, path: &str, name: &str) -> String {
        format!("arn:{}:iam::{}:role{path}{name}", self.partition(), self.account)
    }

    pub(super) fn caller(&self) -> String {
        format!("arn:{}:sts::{}:assumed-role/sandbox/bayplan", self.partition(), self.account)
    }
}

/// What an ARN names, behind its last `/`; a name as it is.
pub(super) fn last_part(name_or_arn: &str) -> &str {
    name_or_arn.rsplit('/').next().unwrap_or(name_or_arn)
}
