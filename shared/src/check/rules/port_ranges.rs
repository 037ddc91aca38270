//! Ranges of container ports.

use crate::check::port::PortRange;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, NetworkMode};
use crate::check::{Severity, docs};
use crate::document::{Op, Patch, View};
use crate::model::{ContainerDefinition, PortMapping};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&PM_RANGE_EXCLUSIVE, &PM_RANGE_FORMAT, &PM_RANGE_MODE, &PM_RANGE_MAX];

/// The mappings of a container that state a range.
fn with_range<'a>(container: &ContainerScope<'_, 'a>) -> impl Iterator<Item = View<'a, PortMapping>> {
    let mappings = container.rows(&ContainerDefinition::PORT_MAPPINGS).into_iter();
    mappings.filter(|mapping| mapping.has(&PortMapping::CONTAINER_PORT_RANGE))
}

static PM_RANGE_EXCLUSIVE: Rule = Rule {
    id: "PM-RANGE-EXCLUSIVE",
    severity: Severity::Error,
    summary: "A port mapping has either a range or single ports.",
    help: "Keep containerPortRange, or containerPort and hostPort, but not both.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(range_exclusive),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0/containerPortRange", r#""8000-8010""#)]),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/portMappings/0", r#"{"containerPortRange": "8000-8010"}"#)],
        ),
    },
};

fn range_exclusive(container: &ContainerScope, report: &mut Report) {
    for mapping in with_range(container) {
        let single = [
            ("containerPort", mapping.has(&PortMapping::CONTAINER_PORT), mapping.at(&PortMapping::CONTAINER_PORT)),
            ("hostPort", mapping.has(&PortMapping::HOST_PORT), mapping.at(&PortMapping::HOST_PORT)),
        ];
        let single: Vec<_> = single.into_iter().filter(|(_, stated, _)| *stated).collect();
        if single.is_empty() {
            continue;
        }
        let names = single.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(" and ");
        let found = report.at(
            mapping.at(&PortMapping::CONTAINER_PORT_RANGE),
            format!(
                "This port mapping of container {} has {names} beside a range. AWS: \"cannot specify both single port \
                 and port range\".",
                container.called()
            ),
        );
        if range_covers_single(&mapping) {
            let ops = single.into_iter().map(|(_, _, path)| Op::Remove { path }).collect();
            found.fix(format!("Remove {names}"), Patch(ops));
        }
    }
}

/// Whether nothing but a host port is lost without the single ports.
fn range_covers_single(mapping: &View<'_, PortMapping>) -> bool {
    if !mapping.has(&PortMapping::CONTAINER_PORT) {
        return true;
    }
    let range = mapping.get(&PortMapping::CONTAINER_PORT_RANGE).and_then(PortRange::parse);
    let port = mapping.get(&PortMapping::CONTAINER_PORT);
    range.zip(port).is_some_and(|(range, port)| range.contains(port))
}

static PM_RANGE_FORMAT: Rule = Rule {
    id: "PM-RANGE-FORMAT",
    severity: Severity::Error,
    summary: "A port range is two ports with a hyphen between them, the lower one first.",
    help: "Write the first and the last port with a hyphen between them: 8000-8010. For one port use containerPort.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(range_format),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings/0", r#"{"containerPortRange": "8010-8000"}"#)]),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/portMappings/0", r#"{"containerPortRange": "8000-8010"}"#)],
        ),
    },
};

fn range_format(container: &ContainerScope, report: &mut Report) {
    for mapping in with_range(container) {
        let Some(text) = mapping.get(&PortMapping::CONTAINER_PORT_RANGE) else { continue };
        if PortRange::parse(text).is_some() {
            continue;
        }
        let at = mapping.at(&PortMapping::CONTAINER_PORT_RANGE);
        let found = report.at(
            at.clone(),
            format!(
                "\"{text}\" of container {} is no port range: AWS wants two ports from 1 to 65535, the lower one first.",
                container.called()
            ),
        );
        if let Some(meant) = PortRange::meant(text) {
            found.fix(format!("Write {}", meant.text()), Patch::replace(at, meant.text()));
        }
    }
}

static PM_RANGE_MODE: Rule = Rule {
    id: "PM-RANGE-MODE",
    severity: Severity::Error,
    summary: "Port ranges are for network modes bridge and awsvpc.",
    help: "List the ports one by one, or use network mode bridge or awsvpc.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(range_mode),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/networkMode", r#""host""#),
                ("/containerDefinitions/0/portMappings/0", r#"{"containerPortRange": "8000-8010"}"#),
            ],
        ),
        silent: (Base::Ec2, &[("/containerDefinitions/0/portMappings/0", r#"{"containerPortRange": "8000-8010"}"#)]),
    },
};

fn range_mode(container: &ContainerScope, report: &mut Report) {
    let mode = match container.task.network_mode() {
        Some(NetworkMode::Host) => "host",
        Some(NetworkMode::None) => "none",
        Some(NetworkMode::Awsvpc | NetworkMode::Bridge | NetworkMode::WindowsNat) | None => return,
    };
    for mapping in with_range(container) {
        report.at(
            mapping.at(&PortMapping::CONTAINER_PORT_RANGE),
            format!("Container {} maps a port range, which network mode {mode} doesn't have.", container.called()),
        );
    }
}

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
const MAX_RANGES: usize = 100;

static PM_RANGE_MAX: Rule = Rule {
    id: "PM-RANGE-MAX",
    severity: Severity::Error,
    summary: "A container has at most 100 port ranges.",
    help: "Merge neighbouring ranges.",
    docs: docs::PORT_MAPPING,
    check: Check::Container(range_max),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[("/containerDefinitions/0/portMappings", RANGES_101)]),
        silent: (
            Base::Fargate,
            &[("/containerDefinitions/0/portMappings", RANGES_101), ("/containerDefinitions/0/portMappings/0", "-")],
        ),
    },
};

fn range_max(container: &ContainerScope, report: &mut Report) {
    let count = with_range(container).count();
    if count > MAX_RANGES {
        report.at(
            container.at(&ContainerDefinition::PORT_MAPPINGS),
            format!("Container {} has {count} port ranges; AWS takes {MAX_RANGES}.", container.called()),
        );
    }
}

#[cfg(test)]
const RANGES_101: &str = r#"[
    {"containerPortRange": "1000-1001"}, {"containerPortRange": "1002-1003"},
    {"containerPortRange": "1004-1005"}, {"containerPortRange": "1006-1007"},
    {"containerPortRange": "1008-1009"}, {"containerPortRange": "1010-1011"},
    {"containerPortRange": "1012-1013"}, {"containerPortRange": "1014-1015"},
    {"containerPortRange": "1016-1017"}, {"containerPortRange": "1018-1019"},
    {"containerPortRange": "1020-1021"}, {"containerPortRange": "1022-1023"},
    {"containerPortRange": "1024-1025"}, {"containerPortRange": "1026-1027"},
    {"containerPortRange": "1028-1029"}, {"containerPortRange": "1030-1031"},
    {"containerPortRange": "1032-1033"}, {"containerPortRange": "1034-1035"},
    {"containerPortRange": "1036-1037"}, {"containerPortRange": "1038-1039"},
    {"containerPortRange": "1040-1041"}, {"containerPortRange": "1042-1043"},
    {"containerPortRange": "1044-1045"}, {"containerPortRange": "1046-1047"},
    {"containerPortRange": "1048-1049"}, {"containerPortRange": "1050-1051"},
    {"containerPortRange": "1052-1053"}, {"containerPortRange": "1054-1055"},
    {"containerPortRange": "1056-1057"}, {"containerPortRange": "1058-1059"},
    {"containerPortRange": "1060-1061"}, {"containerPortRange": "1062-1063"},
    {"containerPortRange": "1064-1065"}, {"containerPortRange": "1066-1067"},
    {"containerPortRange": "1068-1069"}, {"containerPortRange": "1070-1071"},
    {"containerPortRange": "1072-1073"}, {"containerPortRange": "1074-1075"},
    {"containerPortRange": "1076-1077"}, {"containerPortRange": "1078-1079"},
    {"containerPortRange": "1080-1081"}, {"containerPortRange": "1082-1083"},
    {"containerPortRange": "1084-1085"}, {"containerPortRange": "1086-1087"},
    {"containerPortRange": "1088-1089"}, {"containerPortRange": "1090-1091"},
    {"containerPortRange": "1092-1093"}, {"containerPortRange": "1094-1095"},
    {"containerPortRange": "1096-1097"}, {"containerPortRange": "1098-1099"},
    {"containerPortRange": "1100-1101"}, {"containerPortRange": "1102-1103"},
    {"containerPortRange": "1104-1105"}, {"containerPortRange": "1106-1107"},
    {"containerPortRange": "1108-1109"}, {"containerPortRange": "1110-1111"},
    {"containerPortRange": "1112-1113"}, {"containerPortRange": "1114-1115"},
    {"containerPortRange": "1116-1117"}, {"containerPortRange": "1118-1119"},
    {"containerPortRange": "1120-1121"}, {"containerPortRange": "1122-1123"},
    {"containerPortRange": "1124-1125"}, {"containerPortRange": "1126-1127"},
    {"containerPortRange": "1128-1129"}, {"containerPortRange": "1130-1131"},
    {"containerPortRange": "1132-1133"}, {"containerPortRange": "1134-1135"},
    {"containerPortRange": "1136-1137"}, {"containerPortRange": "1138-1139"},
    {"containerPortRange": "1140-1141"}, {"containerPortRange": "1142-1143"},
    {"containerPortRange": "1144-1145"}, {"containerPortRange": "1146-1147"},
    {"containerPortRange": "1148-1149"}, {"containerPortRange": "1150-1151"},
    {"containerPortRange": "1152-1153"}, {"containerPortRange": "1154-1155"},
    {"containerPortRange": "1156-1157"}, {"containerPortRange": "1158-1159"},
    {"containerPortRange": "1160-1161"}, {"containerPortRange": "1162-1163"},
    {"containerPortRange": "1164-1165"}, {"containerPortRange": "1166-1167"},
    {"containerPortRange": "1168-1169"}, {"containerPortRange": "1170-1171"},
    {"containerPortRange": "1172-1173"}, {"containerPortRange": "1174-1175"},
    {"containerPortRange": "1176-1177"}, {"containerPortRange": "1178-1179"},
    {"containerPortRange": "1180-1181"}, {"containerPortRange": "1182-1183"},
    {"containerPortRange": "1184-1185"}, {"containerPortRange": "1186-1187"},
    {"containerPortRange": "1188-1189"}, {"containerPortRange": "1190-1191"},
    {"containerPortRange": "1192-1193"}, {"containerPortRange": "1194-1195"},
    {"containerPortRange": "1196-1197"}, {"containerPortRange": "1198-1199"},
    {"containerPortRange": "1200-1201"}
]"#;
