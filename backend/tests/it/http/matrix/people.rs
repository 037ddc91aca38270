//! Those who ask.

use super::asked::Act;

/// Someone with what they were given. All roles and tokens are for the sandbox unless they say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    Nobody,
    /// An account without a role.
    Newcomer,
    Viewer,
    Commenter,
    Editor,
    Approver,
    Applier,
    Owner,
    OwnerEverywhere,
    /// The holder of a link to the sandbox's review.
    ViewLink,
    CommentLink,
    ApproveLink,
    /// Programs of the owner.
    ViewToken,
    PushToken,
    ApplyToken,
    /// A program of the viewer that its token would let apply.
    ViewersApplyToken,
}

use Act::{Apply, Approve, Change, Comment, Plan, Rule, See};

impl Asker {
    pub(super) const ALL: [Self; 16] = [
        Self::Nobody,
        Self::Newcomer,
        Self::Viewer,
        Self::Commenter,
        Self::Editor,
        Self::Approver,
        Self::Applier,
        Self::Owner,
        Self::OwnerEverywhere,
        Self::ViewLink,
        Self::CommentLink,
        Self::ApproveLink,
        Self::ViewToken,
        Self::PushToken,
        Self::ApplyToken,
        Self::ViewersApplyToken,
    ];

    /// What they may do in the sandbox, by an account.
    fn acts(self) -> &'static [Act] {
        match self {
            Self::Nobody | Self::Newcomer | Self::ViewLink | Self::CommentLink | Self::ApproveLink => &[],
            Self::Viewer | Self::ViewToken | Self::ViewersApplyToken => &[See],
            Self::Commenter => &[See, Comment],
            Self::Editor | Self::PushToken => &[See, Comment, Change, Plan],
            Self::Approver => &[See, Comment, Plan, Approve],
            Self::Applier => &[See, Comment, Plan, Apply],
            Self::ApplyToken => &[See, Comment, Change, Plan, Apply],
            Self::Owner | Self::OwnerEverywhere => &[See, Comment, Change, Plan, Approve, Apply, Rule],
        }
    }

    pub(super) fn may(self, act: Act) -> bool {
        self.acts().contains(&act)
    }

    /// What a link of theirs lets them do in its review.
    pub(super) fn link_may(self, act: Act) -> bool {
        match self {
            Self::ViewLink => act == See,
            Self::CommentLink | Self::ApproveLink => matches!(act, See | Comment),
            _ => false,
        }
    }

    pub(super) fn everywhere(self) -> bool {
        self == Self::OwnerEverywhere
    }

    pub(super) fn is_link(self) -> bool {
        matches!(self, Self::ViewLink | Self::CommentLink | Self::ApproveLink)
    }

    pub(super) fn is_program(self) -> bool {
        matches!(self, Self::ViewToken | Self::PushToken | Self::ApplyToken | Self::ViewersApplyToken)
    }
}
