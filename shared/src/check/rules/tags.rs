//! Tags of a task definition or service.

use std::collections::BTreeMap;

use crate::check::lists::remove_rows;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::subject::Root;
use crate::check::text::refused_chars;
use crate::check::{Severity, docs};
use crate::document::{Patch, Pointer, Value, View};
use crate::model::{Field, Shape, Tag, TaskDefinition, Text};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&TAG_MAX, &TAG_DUPLICATE, &TAG_LENGTH, &TAG_CHARS, &TAG_RESERVED];

/// The tags of a root. Task definitions and services have them under the same name.
struct Tags<'a> {
    at: Pointer,
    stated: usize,
    rows: Vec<View<'a, Tag>>,
}

impl<'a> Tags<'a> {
    fn of(root: &Root<'a>) -> Self {
        let tagged: View<'_, TaskDefinition> = View::new(root.node, root.path.clone());
        Self {
            at: tagged.at(&TaskDefinition::TAGS),
            stated: tagged.raw(&TaskDefinition::TAGS).and_then(Value::as_array).map_or(0, Vec::len),
            rows: tagged.rows(&TaskDefinition::TAGS),
        }
    }

    /// Takes these tags away.
    fn without(&self, rows: &[&View<'_, Tag>]) -> Patch {
        remove_rows(self.at.clone(), self.stated, rows)
    }
}

fn called(tag: &View<'_, Tag>) -> String {
    tag.get(&Tag::KEY).map_or_else(|| "without a key".to_owned(), |key| format!("\"{key}\""))
}

static TAG_MAX: Rule = Rule {
    id: "TAG-MAX",
    severity: Severity::Error,
    summary: "A resource has at most 50 tags.",
    help: "Remove some tags.",
    docs: docs::TAG,
    check: Check::Shape(tag_max),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Service,
            &[(
                "/tags",
                "[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},\
                  {},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]",
            )],
        ),
        silent: (Base::Service, &[("/tags", r#"[{"key": "team", "value": "web"}]"#)]),
    },
};

fn tag_max(root: &Root, report: &mut Report) {
    let tags = Tags::of(root);
    let Shape::Rows { max, .. } = TaskDefinition::TAGS.member.shape else { return };
    if tags.stated > max {
        report.at(tags.at, format!("There are {} tags; a resource takes {max}.", tags.stated));
    }
}

static TAG_DUPLICATE: Rule = Rule {
    id: "TAG-DUPLICATE",
    severity: Severity::Error,
    summary: "Each tag has a key of its own.",
    help: "Remove one of them, or rename its key.",
    docs: docs::TAG,
    check: Check::Shape(tag_duplicate),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/tags", r#"[{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]"#)]),
        silent: (Base::Ec2, &[("/tags", r#"[{"key": "a", "value": "1"}, {"key": "A", "value": "1"}]"#)]),
    },
};

fn tag_duplicate(root: &Root, report: &mut Report) {
    /// A resource takes 50 tags. The fix names each equal one, and stands at each of them.
    const MENDED: usize = 50;
    let tags = Tags::of(root);
    let mut by_key: BTreeMap<&str, Vec<&View<'_, Tag>>> = BTreeMap::new();
    for tag in &tags.rows {
        if let Some(key) = tag.get(&Tag::KEY) {
            by_key.entry(key).or_default().push(tag);
        }
    }
    for (key, same) in &by_key {
        let Some((first, others)) = same.split_first() else { continue };
        let equal = others.iter().all(|other| other.raw(&Tag::VALUE) == first.raw(&Tag::VALUE));
        for tag in others {
            let found = report.at(
                tag.at(&Tag::KEY),
                format!("Two tags have the key \"{key}\", and a resource has one value for each key."),
            );
            if equal && others.len() <= MENDED {
                found.fix("Keep one of these equal tags", tags.without(others));
            }
        }
    }
}

static TAG_LENGTH: Rule = Rule {
    id: "TAG-LENGTH",
    severity: Severity::Error,
    summary: "Tag keys have 1 to 128 characters, values at most 256.",
    help: "Shorten it; a tag without a key needs one.",
    docs: docs::TAG,
    check: Check::Shape(tag_length),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/tags", r#"[{"key": "", "value": "web"}]"#)]),
        silent: (Base::Ec2, &[("/tags", r#"[{"key": "team", "value": ""}]"#)]),
    },
};

fn tag_length(root: &Root, report: &mut Report) {
    for tag in Tags::of(root).rows {
        if !tag.has(&Tag::KEY) {
            report.at(tag.at(&Tag::KEY), "The tag has no key.");
        }
        for field in [&Tag::KEY, &Tag::VALUE] {
            let length = tag.get(field).unwrap_or_default().chars().count();
            let most = longest(field);
            if length > most {
                let name = field.member.name;
                report.at(
                    tag.at(field),
                    format!("The {name} of this tag is {length} characters long; AWS takes {most}."),
                );
            }
        }
    }
}

fn longest(field: &Field<Tag, Text>) -> usize {
    if let Shape::Text { max, .. } = field.member.shape { max } else { usize::MAX }
}

static TAG_CHARS: Rule = Rule {
    id: "TAG-CHARS",
    severity: Severity::Error,
    summary: "Tags hold letters, digits, spaces and _ . : / = + - @.",
    help: "Remove the other characters: tags take letters, digits and spaces of any script and _ . : / = + - @.",
    docs: docs::TAG,
    check: Check::Shape(tag_chars),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/tags", r#"[{"key": "team", "value": "web, api"}]"#)]),
        silent: (Base::Ec2, &[("/tags", r#"[{"key": "équipe:1", "value": "a+b=c @d_e-f/g."}]"#)]),
    },
};

fn tag_char(c: char) -> bool {
    c.is_alphanumeric() || (c.is_whitespace() && !c.is_control()) || "_.:/=+-@".contains(c)
}

fn tag_chars(root: &Root, report: &mut Report) {
    for tag in Tags::of(root).rows {
        for field in [&Tag::KEY, &Tag::VALUE] {
            let Some(text) = tag.get(field) else { continue };
            let Some(refused) = refused_chars(text, tag_char) else { continue };
            let (at, name) = (tag.at(field), field.member.name);
            let found = report.at(
                at.clone(),
                format!("The {name} of tag {} holds {refused}, which AWS doesn't allow in tags.", called(&tag)),
            );
            let kept: String = text.chars().filter(|c| tag_char(*c)).collect();
            if name == Tag::VALUE.member.name {
                found.fix(format!("Write \"{kept}\""), Patch::replace(at, kept));
            }
        }
    }
}

static TAG_RESERVED: Rule = Rule {
    id: "TAG-RESERVED",
    severity: Severity::Error,
    summary: "Tag keys don't start with aws:.",
    help: "Rename the key, or remove the tag where AWS has put it there itself.",
    docs: docs::TAG,
    check: Check::Shape(tag_reserved),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/tags", r#"[{"key": "AWS:team", "value": "web"}]"#)]),
        silent: (Base::Ec2, &[("/tags", r#"[{"key": "aws-team", "value": "web"}]"#)]),
    },
};

const RESERVED: &str = "aws:";

fn tag_reserved(root: &Root, report: &mut Report) {
    let tags = Tags::of(root);
    let starts = |tag: &&View<'_, Tag>| {
        let start = tag.get(&Tag::KEY).and_then(|key| key.get(..RESERVED.len()));
        start.is_some_and(|start| start.eq_ignore_ascii_case(RESERVED))
    };
    let reserved: Vec<_> = tags.rows.iter().filter(starts).collect();
    for tag in &reserved {
        report
            .at(
                tag.at(&Tag::KEY),
                format!("The key {} starts with {RESERVED}, which only AWS itself may write.", called(tag)),
            )
            .fix("Remove the tags that start with aws:", tags.without(&reserved));
    }
}
