//! Whether a plan does nothing but roll out other images.

use crate::diff::Change;
use crate::plan::Plan;

/// Whether the changes are of images of containers and of nothing else, and the plan does nothing else either.
pub fn image_only(changes: &[Change], plan: &Plan) -> bool {
    let _ = (changes, plan);
    false
}
