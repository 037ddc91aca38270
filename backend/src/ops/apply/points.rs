//! The moments at which a crash must do no harm, by name, so that tests can bring one about.

use std::io::Write;

use async_trait::async_trait;
use shared::plan::{Action, Step};

/// A moment of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The intent is stored; the call is not made.
    IntentStored,
    /// AWS has answered; nothing of it is stored.
    ReplyReceived,
    /// The call's outcome is stored; what it waits for has not come.
    OutcomeStored,
}

impl Point {
    pub const ALL: [Self; 3] = [Self::IntentStored, Self::ReplyReceived, Self::OutcomeStored];

    pub const fn word(self) -> &'static str {
        match self {
            Self::IntentStored => "intent-stored",
            Self::ReplyReceived => "reply-received",
            Self::OutcomeStored => "outcome-stored",
        }
    }
}

/// Hears of each point that is reached. The run goes on when it returns.
#[async_trait]
pub trait Points: Send + Sync {
    async fn reached(&self, point: Point, step: &Step);
}

/// Runs that nobody disturbs.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPoints;

#[async_trait]
impl Points for NoPoints {
    async fn reached(&self, _: Point, _: &Step) {}
}

/// Stops for good at one point, to be killed there.
#[derive(Clone, Copy, Debug)]
pub struct HoldAt {
    point: Point,
    action: Action,
}

impl HoldAt {
    /// The variable that names the point in builds for tests: `intent-stored:CreateService`.
    pub const VARIABLE: &'static str = "BAYPLAN_HOLD_AT";

    /// The point that a text names.
    pub fn read(text: &str) -> Option<Self> {
        let (point, action) = text.split_once(':')?;
        let point = Point::ALL.into_iter().find(|known| known.word() == point)?;
        let action = Action::ALL.into_iter().find(|known| known.name() == action)?;
        Some(Self { point, action })
    }
}

#[async_trait]
impl Points for HoldAt {
    async fn reached(&self, point: Point, step: &Step) {
        if (point, step.action) == (self.point, self.action) {
            let _ = writeln!(std::io::stderr(), "held at {}:{}", point.word(), step.action);
            std::future::pending::<()>().await;
        }
    }
}
