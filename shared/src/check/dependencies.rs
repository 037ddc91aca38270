//! Which container waits for which.

use std::collections::BTreeMap;

use super::scope::TaskScope;
use crate::document::{Pointer, View};
use crate::model::{ContainerDefinition, ContainerDependency};

/// The order in which AWS starts a task's containers. Containers are numbered as they stand in the task.
#[derive(Debug)]
pub(super) struct Dependencies {
    waits: Vec<Vec<Wait>>,
}

/// One entry of `dependsOn` that names a container of the task.
#[derive(Debug)]
pub(super) struct Wait {
    pub(super) target: usize,
    pub(super) at: Pointer,
}

/// Containers that wait for each other: each for the next, and the last for the first by its entry `closed_at`.
#[derive(Debug)]
pub(super) struct Cycle {
    pub(super) containers: Vec<usize>,
    pub(super) closed_at: Pointer,
}

impl Dependencies {
    pub(super) fn new(task: &TaskScope) -> Self {
        let mut numbers = BTreeMap::new();
        for (number, container) in task.containers.iter().enumerate() {
            if let Some(name) = container.get(&ContainerDefinition::NAME) {
                numbers.entry(name).or_insert(number);
            }
        }
        let waits = task.containers.iter().map(|container| {
            let entries = container.rows(&ContainerDefinition::DEPENDS_ON).into_iter();
            let wait = |entry: View<'_, ContainerDependency>| {
                let target = *numbers.get(entry.get(&ContainerDependency::CONTAINER_NAME)?)?;
                Some(Wait { target, at: entry.at(&ContainerDependency::CONTAINER_NAME) })
            };
            entries.filter_map(wait).collect()
        });
        Self { waits: waits.collect() }
    }

    fn waits(&self, container: usize) -> &[Wait] {
        self.waits.get(container).map_or(&[], Vec::as_slice)
    }

    /// Whether `from` starts only after `to`, directly or through others.
    pub(super) fn reaches(&self, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.waits.len()];
        let mut open = vec![from];
        while let Some(container) = open.pop() {
            for wait in self.waits(container) {
                if wait.target == to {
                    return true;
                }
                if !std::mem::replace(&mut seen[wait.target], true) {
                    open.push(wait.target);
                }
            }
        }
        false
    }

    /// Circles of two or more containers. One whose containers all stand in an earlier circle is left out: mending that
    /// one may mend it too, and otherwise the next check shows it.
    pub(super) fn cycles(&self) -> Vec<Cycle> {
        let count = self.waits.len();
        let (mut done, mut depth, mut in_cycle) = (vec![false; count], vec![None; count], vec![false; count]);
        let mut cycles = Vec::new();
        for start in 0..count {
            // The containers from `start` to where the search stands, each with its next entry to look at.
            let mut path: Vec<(usize, usize)> = Vec::new();
            if !done[start] {
                depth[start] = Some(0);
                path.push((start, 0));
            }
            while let Some((container, next)) = path.last_mut() {
                let container = *container;
                let Some(wait) = self.waits(container).get(*next) else {
                    done[container] = true;
                    depth[container] = None;
                    path.pop();
                    continue;
                };
                *next += 1;
                let known = in_cycle[container] && in_cycle[wait.target];
                match depth[wait.target] {
                    Some(first) if wait.target != container && !known => {
                        let containers: Vec<usize> = path[first..].iter().map(|(container, _)| *container).collect();
                        for container in &containers {
                            in_cycle[*container] = true;
                        }
                        cycles.push(Cycle { containers, closed_at: wait.at.clone() });
                    }
                    None if !done[wait.target] => {
                        depth[wait.target] = Some(path.len());
                        path.push((wait.target, 0));
                    }
                    Some(_) | None => {}
                }
            }
        }
        cycles
    }
}

/// Whether AWS takes a container as essential; nothing where that isn't known yet.
pub(super) fn essential(container: &View<'_, ContainerDefinition>) -> Option<bool> {
    if container.has(&ContainerDefinition::ESSENTIAL) {
        container.get(&ContainerDefinition::ESSENTIAL)
    } else {
        Some(true)
    }
}

/// Whether AWS's two rules on conditions let a container wait for `target` with `condition`.
pub(super) fn can_come(condition: &str, target: &View<'_, ContainerDefinition>) -> bool {
    match condition {
        "COMPLETE" | "SUCCESS" => essential(target) == Some(false),
        "HEALTHY" => target.has(&ContainerDefinition::HEALTH_CHECK),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycles(waits: &[&[usize]]) -> Vec<Vec<usize>> {
        let wait = |target: &usize| Wait { target: *target, at: Pointer::root() };
        let graph = Dependencies { waits: waits.iter().map(|of| of.iter().map(wait).collect()).collect() };
        graph.cycles().into_iter().map(|cycle| cycle.containers).collect()
    }

    #[test]
    fn finds_circles_and_only_circles() {
        assert!(cycles(&[&[1, 2], &[2], &[]]).is_empty());
        assert!(cycles(&[&[0], &[]]).is_empty(), "a container that waits for itself is another rule's");
        assert_eq!(cycles(&[&[1], &[2], &[0]]), [vec![0, 1, 2]]);
        assert_eq!(cycles(&[&[1], &[2], &[1]]), [vec![1, 2]]);
        assert_eq!(cycles(&[&[1], &[0], &[3], &[2]]), [vec![0, 1], vec![2, 3]]);
        assert_eq!(cycles(&[&[1], &[0, 2], &[1]]), [vec![0, 1], vec![1, 2]]);
    }
}
