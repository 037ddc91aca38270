//! What others do in the account.

use serde_json::json;
use shared::plan::Lookup;

use super::history::History;
use super::oracle::now;
use crate::ops::observe::look;
use crate::ports::{Read, Reads};

impl History {
    /// Somebody else changes what a design has made. Tells whether anything was changed.
    pub(super) fn drift(&mut self, of: usize) -> bool {
        let touched = self.drift_of(of);
        if touched {
            let name = self.designs[of].name;
            self.digests.retain(|(design, _), _| *design != name);
            self.note_governed(name);
        }
        touched
    }

    fn note_governed(&mut self, name: &str) {
        let targets =
            now(self.oracle.sandbox.read(Read::DescribeScalableTargets, &json!({ "ServiceNamespace": "ecs" })));
        for target in targets.unwrap()["ScalableTargets"].as_array().into_iter().flatten() {
            let id = target["ResourceId"].as_str().unwrap_or_default();
            if let Some((_, rest)) = id.split_once('/')
                && let Some((cluster, service)) = rest.split_once('/')
                && cluster == name
            {
                self.governed.insert((cluster.to_owned(), service.to_owned()));
            }
        }
    }

    pub(super) fn drift_of(&self, of: usize) -> bool {
        let (random, sandbox, design) = (&self.oracle.random, &self.oracle.sandbox, &self.designs[of]);
        let [web, admin] = design.services();
        let service = if random.chance(700) { web } else { admin };
        let found = |lookup: Lookup| now(look(sandbox, &lookup)).unwrap();
        let of_service = |name: &str| Lookup::Service { cluster: design.name.to_owned(), name: name.to_owned() };
        let is_there = |name: &str| found(of_service(name)).is_some_and(|service| service["status"] == "ACTIVE");
        let choice = random.below(6);
        if choice < 4 && !is_there(&service) {
            return false;
        }
        self.oracle.note(format!("DRIFT {choice} of {service}"));
        match choice {
            0 => sandbox.drift_scale(design.name, &service, i64::try_from(random.below(6)).unwrap()),
            1 => drop(sandbox.drift_roll_out(design.name, &service, "nginx:ci")),
            2 => sandbox.drift_delete_service(design.name, &service),
            3 => sandbox.govern(design.name, &service, 1, 10),
            4 => {
                let group = design.second_group();
                if found(Lookup::LogGroup { name: group.clone() }).is_some() {
                    return false;
                }
                sandbox.foreign_log_group(&group);
            }
            _ => {
                let cluster = found(Lookup::Cluster { name: design.name.to_owned() });
                if cluster.is_none() || found(of_service(&service)).is_some() {
                    return false;
                }
                sandbox.foreign_service(design.name, &service);
            }
        }
        true
    }
}
