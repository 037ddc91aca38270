//! What becomes of a task, told by a word in its image's tag.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::input::{list, text};

/// What becomes of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It runs and is healthy.
    #[default]
    Healthy,
    /// The container exits with 1.
    Crash,
    /// The container uses more memory than it has.
    Oom,
    /// The image can't be pulled.
    Nopull,
    /// It stays pending.
    Stall,
    /// It runs, but no health check succeeds.
    Unhealthy,
    /// No task is placed.
    Nocapacity,
}

impl Fate {
    pub const ALL: [Self; 7] =
        [Self::Healthy, Self::Crash, Self::Oom, Self::Nopull, Self::Stall, Self::Unhealthy, Self::Nocapacity];

    /// The word in an image's tag that brings it about; none for a healthy task.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Healthy => None,
            Self::Crash => Some("crash"),
            Self::Oom => Some("oom"),
            Self::Nopull => Some("nopull"),
            Self::Stall => Some("stall"),
            Self::Unhealthy => Some("unhealthy"),
            Self::Nocapacity => Some("nocapacity"),
        }
    }

    /// What the image's tag says. `shop:1.2-crash` crashes; `crash-reporter:1.2` and `shop:crashed` don't.
    pub fn of_image(image: &str) -> Self {
        let name = image.split('@').next().unwrap_or(image);
        let Some((_, tag)) = name.rsplit('/').next().unwrap_or(name).rsplit_once(':') else {
            return Self::Healthy;
        };
        let words = || tag.split(|c: char| !c.is_alphabetic());
        let found = Self::ALL.into_iter().find(|fate| fate.word().is_some_and(|word| words().any(|w| w == word)));
        found.unwrap_or_default()
    }

    /// The first fate that an essential container of a task definition has, and that container's name.
    pub(super) fn of_task_definition(document: &Value) -> (Self, String) {
        let containers = list(document, "containerDefinitions");
        let essential = containers.iter().filter(|c| c.get("essential").and_then(Value::as_bool).unwrap_or(true));
        let mut named = essential.map(|c| {
            let fate = text(c, "image").map_or(Self::Healthy, Self::of_image);
            (fate, text(c, "name").unwrap_or_default().to_owned())
        });
        let first = named.next().unwrap_or_default();
        if first.0 == Self::Healthy {
            return named.find(|(fate, _)| *fate != Self::Healthy).unwrap_or(first);
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_of_the_tag_counts() {
        for fate in Fate::ALL {
            let Some(word) = fate.word() else { continue };
            assert_eq!(Fate::of_image(&format!("host:5000/shop:1.2-{word}")), fate);
            assert_eq!(Fate::of_image(&format!("shop:{word}2@sha256:0123")), fate);
            for image in [format!("{word}:1"), format!("shop:{word}ed"), word.to_owned(), format!("shop@sha256:{word}")]
            {
                assert_eq!(Fate::of_image(&image), Fate::Healthy, "{image}");
            }
        }
    }
}
