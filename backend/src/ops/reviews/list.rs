//! The reviews that someone may see.

use shared::access::Permission;
use shared::api::ReviewMeta;

use crate::ops::{Actor, OpsError};
use crate::store::Store;

/// All reviews, or those of a design, in environments that may be seen, newest first. They are there when the design is
/// gone, too.
pub async fn list_reviews(store: &dyn Store, by: &Actor, design: Option<&str>) -> Result<Vec<ReviewMeta>, OpsError> {
    let mut reviews = store.reviews(design).await?;
    if let Some(design) = design.filter(|_| reviews.is_empty()) {
        // Tells a design without reviews from none.
        store.load(design).await?;
    }
    reviews.retain(|review| by.may(Permission::View, &review.environment));
    Ok(reviews)
}
