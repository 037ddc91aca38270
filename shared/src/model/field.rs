//! A member of an AWS structure as a typed constant.

use std::marker::PhantomData;

use super::kind::{Choice, Choices, Double, Int, Ints, Kind, RowsOf, Text, Texts};
use super::shape::{Form, Member, Shape, Structure};

/// The member of the structure `S` whose value is a `K`. Made as constants by the `structure!` macro.
#[derive(Debug)]
pub struct Field<S, K> {
    pub member: Member,
    types: PhantomData<fn(S) -> K>,
}

impl<S: Structure, K: Kind> Field<S, K> {
    pub(super) const fn new(name: &'static str, label: &'static str) -> Self {
        let member = Member {
            name,
            label,
            shape: K::SHAPE,
            required: false,
            deprecated: false,
            unit: None,
            default: None,
            example: None,
            refers_to: None,
        };
        Self { member, types: PhantomData }
    }

    pub(super) const fn required(mut self) -> Self {
        self.member.required = true;
        self
    }

    pub(super) const fn deprecated(mut self) -> Self {
        self.member.deprecated = true;
        self
    }

    pub(super) const fn unit(mut self, unit: &'static str) -> Self {
        self.member.unit = Some(unit);
        self
    }

    pub(super) const fn default(mut self, default: &'static str) -> Self {
        self.member.default = Some(default);
        self
    }

    pub(super) const fn example(mut self, example: &'static str) -> Self {
        self.member.example = Some(example);
        self
    }

    pub(super) const fn refers_to(mut self, collection: &'static str) -> Self {
        self.member.refers_to = Some(collection);
        self
    }
}

impl<S: Structure> Field<S, Int> {
    pub(super) const fn range(mut self, min: i64, max: i64) -> Self {
        self.member.shape = Shape::Integer { min, max };
        self
    }

    /// The least and greatest value that AWS takes.
    pub const fn bounds(&self) -> (i64, i64) {
        match self.member.shape {
            Shape::Integer { min, max } => (min, max),
            _ => (i64::MIN, i64::MAX),
        }
    }
}

impl<S: Structure> Field<S, Double> {
    pub(super) const fn range(mut self, min: f64, max: f64) -> Self {
        self.member.shape = Shape::Double { min, max };
        self
    }
}

impl<S: Structure> Field<S, Text> {
    pub(super) const fn form(mut self, form: Form) -> Self {
        if let Shape::Text { min, max, .. } = self.member.shape {
            self.member.shape = Shape::Text { form, min, max };
        }
        self
    }

    /// Least and greatest length, in characters.
    pub(super) const fn length(mut self, min: usize, max: usize) -> Self {
        if let Shape::Text { form, .. } = self.member.shape {
            self.member.shape = Shape::Text { form, min, max };
        }
        self
    }
}

impl<S: Structure> Field<S, Choice> {
    pub(super) const fn of(mut self, words: &'static [&'static str]) -> Self {
        self.member.shape = Shape::Choice(words);
        self
    }

    /// The words that AWS takes.
    pub const fn words(&self) -> &'static [&'static str] {
        match self.member.shape {
            Shape::Choice(words) => words,
            _ => &[],
        }
    }
}

impl<S: Structure> Field<S, Choices> {
    pub(super) const fn of(mut self, words: &'static [&'static str]) -> Self {
        self.member.shape = Shape::Choices(words);
        self
    }
}

impl<S: Structure> Field<S, Texts> {
    pub(super) const fn form(mut self, form: Form) -> Self {
        if let Shape::Texts { max, .. } = self.member.shape {
            self.member.shape = Shape::Texts { form, max };
        }
        self
    }

    pub(super) const fn items(mut self, max: usize) -> Self {
        if let Shape::Texts { form, .. } = self.member.shape {
            self.member.shape = Shape::Texts { form, max };
        }
        self
    }
}

impl<S: Structure> Field<S, Ints> {
    pub(super) const fn items(mut self, max: usize) -> Self {
        self.member.shape = Shape::Integers { max };
        self
    }
}

impl<S: Structure, T: Structure> Field<S, RowsOf<T>> {
    pub(super) const fn items(mut self, max: usize) -> Self {
        self.member.shape = Shape::Rows { of: T::SHAPE, max };
        self
    }
}
