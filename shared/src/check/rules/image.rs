//! A container's image.

use crate::check::image::{Reference, is_digest};
use crate::check::region::task_region;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::ContainerDefinition;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[
    &CD_IMAGE_REQUIRED,
    &CD_IMAGE_CHARS,
    &CD_IMAGE_GRAMMAR,
    &CD_IMAGE_LATEST,
    &CD_IMAGE_ECR_REGION,
    &CD_VERSIONCONSISTENCY_LATEST,
];

/// The longest image name, without its digest.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const LONGEST_NAME: usize = 255;

/// Schemes that people write before an image, though none belongs there.
const SCHEMES: [&str; 3] = ["https://", "http://", "docker://"];

static CD_IMAGE_REQUIRED: Rule = Rule {
    id: "CD-IMAGE-REQUIRED",
    severity: Severity::Error,
    summary: "A container has an image.",
    help: "Set image to a registry, name and tag, such as public.ecr.aws/nginx/nginx:1.29.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(image_required),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/image", r#""""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/image", r#""${IMAGE}""#)]),
    },
};

fn image_required(container: &ContainerScope, report: &mut Report) {
    if !container.has(&ContainerDefinition::IMAGE) {
        let message = format!("Container {} has no image, so there is nothing to run.", container.called());
        report.at(container.at(&ContainerDefinition::IMAGE), message);
    }
}

static CD_IMAGE_CHARS: Rule = Rule {
    id: "CD-IMAGE-CHARS",
    severity: Severity::Error,
    summary: "An image has only the characters and the length that AWS takes.",
    help: "Write the whole image name and tag: letters, digits and - _ : . / # and at most 255 of them. A digest is \
           @sha256: and 64 digits and letters a to f.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(image_characters),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/image", r#""registry.example.com/app:$TAG""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/image", r#""registry.example.com:5000/app:1.2-a_b""#)]),
    },
};

fn image_characters(container: &ContainerScope, report: &mut Report) {
    let Some(image) = container.get(&ContainerDefinition::IMAGE) else { return };
    let Some(wrong) = refused(image) else { return };
    let at = container.at(&ContainerDefinition::IMAGE);
    let called = container.called();
    let found = report.at(at.clone(), format!("The image of container {called} {wrong}. AWS refuses it."));
    let trimmed = image.trim();
    if trimmed != image && !trimmed.is_empty() && refused(trimmed).is_none() && same_registry(image, trimmed) {
        found.fix("Remove the spaces around it", Patch::replace(at, trimmed));
    }
}

/// Why AWS refuses an image, if it does.
fn refused(image: &str) -> Option<String> {
    let (name, digest) = image.split_once('@').map_or((image, None), |(name, digest)| (name, Some(digest)));
    let taken = |c: char| c.is_ascii_alphanumeric() || "-_:./#".contains(c);
    let wrong = name.chars().chain(digest.unwrap_or_default().chars()).find(|c| !taken(*c));
    let length = name.chars().count();
    if let Some(wrong) = wrong {
        let cause = if wrong == '$' { ", probably of a variable that was not filled in" } else { "" };
        Some(format!("has the character \"{}\"{cause}: \"{image}\"", wrong.escape_debug()))
    } else if length > LONGEST_NAME {
        Some(format!("has {length} characters; {LONGEST_NAME} are allowed"))
    } else {
        let digest = digest.filter(|digest| !is_digest(digest))?;
        Some(format!("has the digest \"{digest}\", which isn't sha256: and 64 hexadecimal digits"))
    }
}

/// The parts of a container's image where AWS takes it.
fn taken<'a>(container: &ContainerScope<'_, 'a>) -> Option<(&'a str, Reference<'a>)> {
    let image = container.get(&ContainerDefinition::IMAGE).filter(|image| refused(image).is_none())?;
    Some((image, Reference::split(image)))
}

static CD_IMAGE_GRAMMAR: Rule = Rule {
    id: "CD-IMAGE-GRAMMAR",
    severity: Severity::Warning,
    summary: "An image is a reference that a registry can know.",
    help: "Write [registry/]name[:tag][@digest]: the name in small letters, and no https:// before it.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(image_grammar),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/image", r#""registry.example.com/Shop/App:1.0""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/image", r#""registry.example.com/shop/app:1.0-RC1""#)]),
    },
};

fn image_grammar(container: &ContainerScope, report: &mut Report) {
    let Some((image, reference)) = taken(container) else { return };
    let Some(fault) = reference.fault() else { return };
    let at = container.at(&ContainerDefinition::IMAGE);
    let message = format!("The image \"{image}\" of container {} can't be pulled: {fault}.", container.called());
    let found = report.at(at.clone(), message);
    if let Some(mended) = mended(image) {
        found.fix(format!("Write {mended}"), Patch::replace(at, mended));
    }
}

/// `image` without a scheme and with its path in small letters, where that makes it a reference.
fn mended(image: &str) -> Option<String> {
    let plain = SCHEMES.iter().find_map(|scheme| image.strip_prefix(scheme)).unwrap_or(image);
    let reference = Reference::split(plain);
    // A first part with capital letters but no point would be taken for a host: it is meant as a namespace.
    let host = reference.host.filter(|host| host.contains(['.', ':']) || *host == "localhost");
    let path_from = host.map_or(0, |host| host.len() + 1);
    let path_to = plain.get(path_from..)?.find([':', '@']).map_or(plain.len(), |end| path_from + end);
    let path = plain.get(path_from..path_to)?.to_lowercase();
    let whole = format!("{}{path}{}", plain.get(..path_from)?, plain.get(path_to..)?);
    (whole != image && Reference::split(&whole).fault().is_none() && same_registry(image, &whole)).then_some(whole)
}

/// Whether a mended image is not newly one of Amazon ECR, which may need more than the image names.
fn same_registry(image: &str, mended: &str) -> bool {
    Reference::split(image).ecr_region() == Reference::split(mended).ecr_region()
}

static CD_IMAGE_LATEST: Rule = Rule {
    id: "CD-IMAGE-LATEST",
    severity: Severity::Advice,
    summary: "An image has a tag of its own, or a digest.",
    help: "Name the version's own tag or its digest, so that each deployment runs the image that was tested.",
    docs: docs::IMAGE_BEST_PRACTICES,
    check: Check::Container(image_latest),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/image", r#""registry.example.com:5000/app""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/image", r#""registry.example.com:5000/app:1.0""#)]),
    },
};

fn image_latest(container: &ContainerScope, report: &mut Report) {
    let Some((image, reference)) = taken(container) else { return };
    if reference.digest.is_some() {
        return;
    }
    let called = container.called();
    let message = match reference.tag {
        Some("latest") => format!("Container {called} runs whatever \"{image}\" is at the time it is deployed."),
        None => {
            format!("The image \"{image}\" of container {called} has no tag, which means latest: whatever that is.")
        }
        Some(_) => return,
    };
    report.at(container.at(&ContainerDefinition::IMAGE), message);
}

static CD_IMAGE_ECR_REGION: Rule = Rule {
    id: "CD-IMAGE-ECR-REGION",
    severity: Severity::Warning,
    summary: "An image in Amazon ECR is in the Region of the task.",
    help: "Replicate the repository into the task's Region, and name that one.",
    docs: docs::IMAGE_BEST_PRACTICES,
    check: Check::Container(image_region),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2Bundle,
            &[
                (
                    "/taskDefinition/containerDefinitions/0/image",
                    r#""123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.0""#,
                ),
                ("/service/cluster", r#""arn:aws:ecs:us-east-1:123456789012:cluster/shop""#),
            ],
        ),
        silent: (
            Base::Ec2Bundle,
            &[
                (
                    "/taskDefinition/containerDefinitions/0/image",
                    r#""123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.0""#,
                ),
                ("/service/cluster", r#""arn:aws:ecs:us-east-1:123456789012:cluster/shop""#),
            ],
        ),
    },
};

fn image_region(container: &ContainerScope, report: &mut Report) {
    let Some(held) = taken(container).and_then(|(_, reference)| reference.ecr_region()) else { return };
    let Some(run) = task_region(container.task).filter(|run| *run != held) else { return };
    let message = format!(
        "The image of container {} is in {held}, but the task runs in {run}: each pull is slower and its transfer is \
         paid for.",
        container.called()
    );
    report.at(container.at(&ContainerDefinition::IMAGE), message);
}

static CD_VERSIONCONSISTENCY_LATEST: Rule = Rule {
    id: "CD-VERSIONCONSISTENCY-LATEST",
    severity: Severity::Warning,
    summary: "A container without version consistency has an image that doesn't move.",
    help: "Set versionConsistency to enabled, or name a version's own tag or its digest.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(version_consistency_latest),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/containerDefinitions/0/versionConsistency", r#""disabled""#),
                ("/containerDefinitions/0/image", r#""registry.example.com/app:latest""#),
            ],
        ),
        silent: (Base::Ec2, &[("/containerDefinitions/0/versionConsistency", r#""disabled""#)]),
    },
};

fn version_consistency_latest(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::VERSION_CONSISTENCY;
    let Some((image, _)) = taken(container).filter(|(_, reference)| reference.moves()) else { return };
    if container.get(field) != Some("disabled") {
        return;
    }
    let at = container.at(field);
    let message = format!(
        "Version consistency is off and \"{image}\" can move, so tasks of one deployment may run different images."
    );
    report.at(at.clone(), message).fix("Set versionConsistency to enabled", Patch::replace(at, "enabled"));
}
