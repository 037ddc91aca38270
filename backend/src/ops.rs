//! What the product does, free of HTTP and of the database.

mod actor;
mod applies;
mod apply;
mod audit;
mod check_text;
mod context;
mod design_text;
mod designs;
mod entry;
mod environments;
mod error;
mod follow;
mod fresh;
mod gate;
mod hooks;
mod news;
mod notices;
mod observe;
mod people;
mod plans;
mod push;
mod reviews;
mod sample;
mod secret;
mod versions;

pub use actor::{Actor, OpenedLink};
pub use applies::{cancel_apply, list_applies, load_apply, rollback_version};
pub use apply::{ApprovedPlan, HoldAt, Lost, NoPoints, Pace, Point, Points, StartError, Worked, Worker, start_apply};
pub use audit::{Broken, Chain, MOST_ENTRIES, export_audit, list_audit, record_export, verify_audit};
pub use check_text::check_text;
pub use context::Context;
pub use design_text::UNTITLED;
pub use designs::{
    check_store, create_design, delete_design, duplicate_design, list_designs, load_design, rename_design, save_design,
};
pub use environments::{
    EnvironmentError, create_environment, delete_environment, list_environments, load_environment, save_environment,
};
pub use error::OpsError;
pub use follow::follow_apply;
pub use gate::{Judgement, MayNotApply, content_of, judge_plan};
pub use hooks::{HookError, list_deliveries, list_hooks, make_hook, redeliver, remove_hook, try_hook};
pub use news::News;
pub use notices::{SIGNATURE, tell_forever};
pub use observe::observe;
pub use people::{
    Credentials, Joined, NotEntered, Opened, Passwords, PeopleError, SESSION_MS, TOKEN_PREFIX, accept_invitation,
    change_password, disable_person, enter, identify, invite, join_with_identity, list_people, list_tokens,
    look_at_invitation, make_token, open_link, owner_link, revoke_invitation, revoke_token, set_grants, sign_in,
    sign_out, start_session, tell_not_entered,
};
pub use plans::{PlanError, load_plan, make_plan, make_plan_for, plan_copy};
pub use push::push_version;
pub use reviews::{
    ReviewError, apply_suggestion, deploy_images, list_links, list_reviews, load_review, make_link, open_review,
    refresh_review, reply, resolve_thread, revoke_link, submit, withdraw,
};
pub use sample::{SAMPLE, ensure_sample};
pub use secret::Secret;
pub use versions::{compare_versions, keep_version, list_versions, load_version, restore_version, save_version};
