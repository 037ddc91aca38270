//! The smallest design that has all that matters: an image, a setting, and overrides of it for two environments.

use serde_json::{Value, json};

use super::random::Random;

pub(super) const GROUP: &str = "/shop/web";
pub(super) const FAMILY: &str = "shop-web";
const DAYS: [i64; 4] = [7, 14, 30, 60];

/// What varies of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    image: usize,
    days: i64,
    /// For the environment that is applied to.
    here: Option<i64>,
    /// For another one.
    elsewhere: Option<i64>,
}

/// What a design comes to in the environment that is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effective {
    pub(super) image: usize,
    pub(super) days: i64,
}

impl Shape {
    pub(super) fn first() -> Self {
        Self { image: 1, days: 30, here: None, elsewhere: None }
    }

    pub(super) fn edited(self, random: &mut Random) -> Self {
        if random.chance(60) {
            Self { image: 1 + random.below(4), ..self }
        } else {
            Self { days: random.pick(&DAYS), ..self }
        }
    }

    pub(super) fn overridden(self, random: &mut Random) -> Self {
        let days = random.chance(70).then(|| random.pick(&DAYS));
        Self { here: days, ..self }
    }

    pub(super) fn overridden_elsewhere(self, random: &mut Random) -> Self {
        Self { elsewhere: Some(random.pick(&DAYS)), ..self }
    }

    pub(super) fn effective(self) -> Effective {
        Effective { image: self.image, days: self.here.unwrap_or(self.days) }
    }

    pub(super) fn text(self) -> String {
        let Self { image, days, here, elsewhere } = self;
        let mut design = json!({
            "name": "shop",
            "logGroups": {"web": {"logGroupName": GROUP, "bayplan": {"PutRetentionPolicy": {"retentionInDays": days}}}},
            "taskDefinitions": {"web": {"family": FAMILY, "containerDefinitions": [
                {"name": "app", "image": format!("public.ecr.aws/nginx/nginx:1.{image}"), "memory": 128, "essential": true},
            ]}},
        });
        let place = "/logGroups/web/bayplan/PutRetentionPolicy/retentionInDays";
        for (name, days) in [(super::team::PRODUCTION, here), ("staging", elsewhere)] {
            if let Some(days) = days {
                design["environments"][name] = json!({"overrides": {place: days}});
            }
        }
        Value::to_string(&design)
    }
}
