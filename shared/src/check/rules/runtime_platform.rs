//! Operating system and processor of a task.

use serde_json::json;

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{TaskScope, container_called};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, RuntimePlatform, TaskDefinition};

use super::fargate_size::old_platform;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] =
    &[&TD_RUNTIME_OS_ENUM, &TD_RUNTIME_WINDOWS_FARGATE, &TD_WINDOWS_ARM64, &TD_RUNTIME_ARCH_IMAGE];

fn platform<'a>(scope: &TaskScope<'a>) -> Option<View<'a, RuntimePlatform>> {
    scope.task.get(&TaskDefinition::RUNTIME_PLATFORM)
}

static TD_RUNTIME_OS_ENUM: Rule = Rule {
    id: "TD-RUNTIME-OS-ENUM",
    severity: Severity::Error,
    summary: "The operating system family is one that AWS has.",
    help: "Choose LINUX, or a WINDOWS_SERVER_... with its edition, such as WINDOWS_SERVER_2022_CORE.",
    docs: docs::RUNTIME_PLATFORM,
    check: Check::Task(os_enum),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/runtimePlatform", r#"{"operatingSystemFamily": "linux"}"#)]),
        silent: (Base::Fargate, &[("/runtimePlatform", r#"{"operatingSystemFamily": "LINUX"}"#)]),
    },
};

fn os_enum(scope: &TaskScope, report: &mut Report) {
    let Some(platform) = platform(scope) else { return };
    let Some(family) = platform.get(&RuntimePlatform::OPERATING_SYSTEM_FAMILY) else { return };
    let words = RuntimePlatform::OPERATING_SYSTEM_FAMILY.words();
    if words.contains(&family) {
        return;
    }
    let at = platform.at(&RuntimePlatform::OPERATING_SYSTEM_FAMILY);
    let found = report
        .at(at.clone(), format!("\"{family}\" is no operating system family of AWS. It has {}.", words.join(", ")));
    if family.eq_ignore_ascii_case("LINUX") {
        found.fix("Write LINUX", Patch::replace(at, "LINUX"));
    }
}

static TD_RUNTIME_WINDOWS_FARGATE: Rule = Rule {
    id: "TD-RUNTIME-WINDOWS-FARGATE",
    severity: Severity::Error,
    summary: "Fargate runs Windows Server 2019 and 2022.",
    help: "Choose the 2019 or 2022 family that the image is built on, or run the task on EC2.",
    docs: docs::FARGATE_TASKS,
    check: Check::Task(windows_fargate),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[
                ("/runtimePlatform", r#"{"operatingSystemFamily": "WINDOWS_SERVER_2016_FULL"}"#),
                ("/cpu", r#""1024""#),
                ("/memory", r#""2048""#),
            ],
        ),
        silent: (Base::Windows, &[("/runtimePlatform/operatingSystemFamily", r#""WINDOWS_SERVER_2016_FULL""#)]),
    },
};

/// What Fargate runs, and what AWS's pages don't say of it either way.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
const FARGATE_WINDOWS: [&str; 4] =
    ["WINDOWS_SERVER_2019_FULL", "WINDOWS_SERVER_2019_CORE", "WINDOWS_SERVER_2022_FULL", "WINDOWS_SERVER_2022_CORE"];
const PERHAPS_FARGATE_WINDOWS: [&str; 2] = ["WINDOWS_SERVER_2025_FULL", "WINDOWS_SERVER_2025_CORE"];

fn windows_fargate(scope: &TaskScope, report: &mut Report) {
    let Some(platform) = platform(scope).filter(|_| scope.fargate() && scope.windows()) else { return };
    let Some(family) = platform.get(&RuntimePlatform::OPERATING_SYSTEM_FAMILY) else { return };
    let known = RuntimePlatform::OPERATING_SYSTEM_FAMILY.words().contains(&family);
    if !known || FARGATE_WINDOWS.contains(&family) {
        return;
    }
    let at = platform.at(&RuntimePlatform::OPERATING_SYSTEM_FAMILY);
    if PERHAPS_FARGATE_WINDOWS.contains(&family) {
        report
            .at(at, format!("AWS documents Windows Server 2019 and 2022 for Fargate, and doesn't name {family}."))
            .severity(Severity::Warning);
    } else {
        report.at(at, format!("Fargate doesn't run {family}: it runs Windows Server 2019 and 2022, Full or Core."));
    }
}

static TD_WINDOWS_ARM64: Rule = Rule {
    id: "TD-WINDOWS-ARM64",
    severity: Severity::Error,
    summary: "Windows tasks run on X86_64.",
    help: "Set cpuArchitecture to X86_64, or remove it.",
    docs: docs::RUNTIME_PLATFORM,
    check: Check::Task(windows_arm64),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Windows, &[("/runtimePlatform/cpuArchitecture", r#""ARM64""#)]),
        silent: (Base::Windows, &[("/runtimePlatform/cpuArchitecture", r#""X86_64""#)]),
    },
};

fn windows_arm64(scope: &TaskScope, report: &mut Report) {
    let Some(platform) = platform(scope).filter(|_| scope.windows()) else { return };
    if platform.get(&RuntimePlatform::CPU_ARCHITECTURE) == Some(ARM64) {
        let at = platform.at(&RuntimePlatform::CPU_ARCHITECTURE);
        report
            .at(at.clone(), "cpuArchitecture is ARM64, but ECS has Windows on X86_64 only.")
            .fix("Set cpuArchitecture to X86_64", Patch::replace(at, X86_64));
    }
}

const ARM64: &str = "ARM64";
const X86_64: &str = "X86_64";

static TD_RUNTIME_ARCH_IMAGE: Rule = Rule {
    id: "TD-RUNTIME-ARCH-IMAGE",
    severity: Severity::Warning,
    summary: "Images are built for the processor that the task runs on.",
    help: "Set runtimePlatform.cpuArchitecture to the image's, or take the image for the task's.",
    docs: docs::RUNTIME_PLATFORM,
    check: Check::Task(arch_image),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/image", r#""web:1.2-arm64""#)]),
        silent: (
            Base::Fargate,
            &[
                ("/containerDefinitions/0/image", r#""web:1.2-arm64""#),
                ("/runtimePlatform", r#"{"cpuArchitecture": "ARM64"}"#),
            ],
        ),
    },
};

fn arch_image(scope: &TaskScope, report: &mut Report) {
    let platform = platform(scope);
    if platform.is_none() && scope.task.has(&TaskDefinition::RUNTIME_PLATFORM) {
        return;
    }
    let is_set = platform.as_ref().is_some_and(|platform| platform.has(&RuntimePlatform::CPU_ARCHITECTURE));
    let stated = platform.as_ref().and_then(|platform| platform.get(&RuntimePlatform::CPU_ARCHITECTURE));
    // On EC2 a task that states none can land on either.
    let default = (!is_set && scope.fargate()).then_some(X86_64);
    let Some(architecture) = stated.or(default) else { return };
    if architecture != ARM64 && architecture != X86_64 {
        return;
    }
    let of_image = |container: &View<'_, ContainerDefinition>| {
        container.get(&ContainerDefinition::IMAGE).and_then(image_architecture)
    };
    let named: Vec<_> = scope.containers.iter().filter_map(of_image).collect();
    for container in &scope.containers {
        let (Some(image), Some(built_for)) = (container.get(&ContainerDefinition::IMAGE), of_image(container)) else {
            continue;
        };
        if built_for == architecture {
            continue;
        }
        let found = report.at(
            container.at(&ContainerDefinition::IMAGE),
            format!(
                "Container {}'s image \"{image}\" looks built for {built_for}, but the task runs on {architecture}{}. \
                 There it would end with \"exec format error\".",
                container_called(container),
                if is_set { "" } else { ", the default" }
            ),
        );
        let arm_refused = scope.windows() || scope.services.iter().any(|service| old_platform(service).is_some());
        if named.iter().all(|other| *other == built_for) && !(built_for == ARM64 && arm_refused) {
            let patch = match &platform {
                Some(platform) => Patch::add(platform.at(&RuntimePlatform::CPU_ARCHITECTURE), built_for),
                None => Patch::add(
                    scope.task.at(&TaskDefinition::RUNTIME_PLATFORM),
                    json!({ "cpuArchitecture": built_for }),
                ),
            };
            found.fix(format!("Set cpuArchitecture to {built_for}"), patch);
        }
    }
}

/// The processor that an image's repository or tag names.
fn image_architecture(image: &str) -> Option<&'static str> {
    let named = match image.split_once('/') {
        Some((host, rest)) if host.contains(['.', ':']) => rest,
        _ => image,
    };
    let named = named.split_once('@').map_or(named, |(named, _)| named).to_ascii_lowercase().replace("x86_64", "amd64");
    let words = named.split(|c: char| !c.is_ascii_alphanumeric());
    let has = |wanted: &[&str]| words.clone().any(|word| wanted.contains(&word));
    match (has(&["arm64", "arm64v8", "aarch64"]), has(&["amd64"])) {
        (true, false) => Some(ARM64),
        (false, true) => Some(X86_64),
        (true, true) | (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn architectures_of_images() {
        for (image, expected) in [
            ("arm64v8/nginx:1.29", Some(ARM64)),
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2-amd64", Some(X86_64)),
            ("ghcr.io/acme/web_x86_64:latest", Some(X86_64)),
            ("amd64.example.com/web:1", None),
            ("web:amd64-arm64", None),
            ("charm64:1", None),
            ("nginx", None),
        ] {
            assert_eq!(image_architecture(image), expected, "{image}");
        }
    }
}
