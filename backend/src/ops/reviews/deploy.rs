//! Rolling out other images: a version that differs in nothing else, and a review of it.

use std::collections::BTreeSet;

use serde_json::Value;
use shared::access::Permission;
use shared::api::{ApplyKind, DeployImages, ImageAt, OpenReview, ReviewMeta};
use shared::document::Pointer;
use shared::resolve::{overrides, place};

use super::words::MAX_TITLE;
use super::{ReviewError, open_review, permit};
use crate::ops::design_text::DesignText;
use crate::ops::versions::MAX_NOTE;
use crate::ops::{Actor, Context, OpsError, PlanError};
use crate::store::{NewVersion, Store, StoreError, StoredVersion, Thing};

/// The most images at once, more than a task definition may have containers.
const MAX_IMAGES: usize = 100;
/// The longest reference to an image, as AWS limits it:
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>.
const MAX_IMAGE: usize = 255;

/// Sets images in the version that is applied to the environment, or in the newest where none is, keeps that as a
/// version and opens a review of it.
pub async fn deploy_images(
    context: &Context,
    by: &Actor,
    design: &str,
    request: &DeployImages,
) -> Result<ReviewMeta, PlanError> {
    permit(by, Permission::Edit, &request.environment)?;
    permit(by, Permission::Plan, &request.environment)?;
    let images = usable(&request.images).map_err(OpsError::from)?;
    let base = base(&*context.store, design, &request.environment).await?;
    let mut document = base.document;
    for image in images {
        let text = DesignText::read(&document).map_err(OpsError::from)?;
        let at = image_place(text.value(), &request.environment, image, base.meta.number).map_err(OpsError::from)?;
        let missing = || no_container(text.value(), image, base.meta.number);
        document =
            text.with_value(&at, &Value::from(image.image.trim())).ok_or_else(missing).map_err(OpsError::from)?;
    }
    let told = images.iter().map(|at| format!("{}/{}={}", at.task_definition, at.container, at.image.trim()));
    let told = format!("Deploys {}", told.collect::<Vec<_>>().join(", "));
    let version = NewVersion {
        fingerprint: DesignText::read(&document).map_err(OpsError::from)?.fingerprint(),
        note: cut(&told, MAX_NOTE),
        at: context.clock.now(),
        by: by.doer(""),
        with: Vec::new(),
        after: None,
        source: None,
        document,
    };
    let version = context.store.save_version(design, version).await?;
    let review = OpenReview {
        environment: request.environment.clone(),
        version: Some(version.number),
        kind: ApplyKind::Apply,
        title: cut(&told, MAX_TITLE),
    };
    open_review(context, by, design, &review).await
}

fn usable(images: &[ImageAt]) -> Result<&[ImageAt], ReviewError> {
    if images.is_empty() {
        return Err(ReviewError::NoImages);
    }
    if images.len() > MAX_IMAGES {
        return Err(ReviewError::TooManyImages { count: images.len(), most: MAX_IMAGES });
    }
    let mut named = BTreeSet::new();
    for ImageAt { task_definition, container, image } in images {
        let text = image.trim();
        let fits = (1..=MAX_IMAGE).contains(&text.len()) && text.chars().all(|c| c.is_ascii_graphic());
        if !fits {
            let (task_definition, container) = (task_definition.clone(), container.clone());
            return Err(ReviewError::NoImage { task_definition, container });
        }
        if !named.insert((task_definition, container)) {
            let (task_definition, container) = (task_definition.clone(), container.clone());
            return Err(ReviewError::ContainerTwice { task_definition, container });
        }
    }
    Ok(images)
}

/// The version that is applied to the environment, or the newest.
async fn base(store: &dyn Store, design: &str, environment: &str) -> Result<StoredVersion, OpsError> {
    store.load(design).await?;
    let version = match store.last_applied(design, environment).await? {
        Some(applied) => applied.version,
        None => store.versions(design).await?.first().ok_or(StoreError::Missing(Thing::Version))?.number,
    };
    Ok(store.version(design, version).await?)
}

/// Where the image stands that the environment runs: in the override of it, if there is one.
fn image_place(document: &Value, environment: &str, image: &ImageAt, version: i64) -> Result<Pointer, ReviewError> {
    let containers = containers(&image.task_definition);
    let rows = containers.get(document).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let named = |row: &Value| row.get("name").and_then(Value::as_str) == Some(&image.container);
    let row = rows.iter().position(named).ok_or_else(|| no_container(document, image, version))?;
    let at = containers.index(row).key("image");
    let means_it = |path: &&String| {
        let stated = Pointer::try_from((*path).clone()).ok();
        stated.and_then(|stated| place(document, &stated)).is_some_and(|place| place == at)
    };
    let over = overrides(document, environment).map(|(path, _)| path).filter(means_it).last();
    Ok(match over {
        Some(path) => Pointer::root().key("environments").key(environment).key("overrides").key(path),
        None => at,
    })
}

fn containers(task_definition: &str) -> Pointer {
    Pointer::root().key("taskDefinitions").key(task_definition).key("containerDefinitions")
}

fn no_container(document: &Value, image: &ImageAt, version: i64) -> ReviewError {
    let tasks = document.get("taskDefinitions").and_then(Value::as_object);
    let mut known = Vec::new();
    for name in tasks.into_iter().flat_map(serde_json::Map::keys) {
        let rows = containers(name).get(document).and_then(Value::as_array);
        let names = rows.into_iter().flatten().filter_map(|row| row.get("name")?.as_str());
        known.extend(names.map(|container| format!("{name}/{container}")));
    }
    ReviewError::NoContainer {
        task_definition: image.task_definition.clone(),
        container: image.container.clone(),
        version,
        known: if known.is_empty() { "none".to_owned() } else { cut(&known.join(", "), 300) },
    }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
