//! What a member's value is in Rust, and how it is read from a node.

use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::shape::{Form, Shape, Structure};
use crate::document::{Pointer, View, is_placeholder};

/// A type of member. `read` gives nothing where the node has another JSON type: nothing is coerced.
pub trait Kind: 'static {
    type Out<'a>;
    /// The shape before a field states its bounds.
    const SHAPE: Shape;
    /// Reads a node that stands at `at`.
    fn read(value: &Value, at: impl FnOnce() -> Pointer) -> Option<Self::Out<'_>>;
}

/// A text, read as `&str`.
#[derive(Debug)]
pub enum Text {}
/// A whole number, read as `i64`.
#[derive(Debug)]
pub enum Int {}
/// A number, read as `f64`.
#[derive(Debug)]
pub enum Double {}
/// `true` or `false`.
#[derive(Debug)]
pub enum Bool {}
/// One word of a fixed few, read as `&str` (known or not: the shape check reports an unknown one).
#[derive(Debug)]
pub enum Choice {}
/// A list of texts, read as pairs of index and literal text.
#[derive(Debug)]
pub enum Texts {}
/// A list of words of a fixed few, read as [`Texts`].
#[derive(Debug)]
pub enum Choices {}
/// A list of whole numbers, read as pairs of index and number.
#[derive(Debug)]
pub enum Ints {}
/// Another structure, read as its view.
#[derive(Debug)]
pub struct One<S>(PhantomData<fn() -> S>);
/// A list of structures, read as their views. Items that are no objects are left out.
#[derive(Debug)]
pub struct RowsOf<S>(PhantomData<fn() -> S>);
/// Free names to texts, read as the JSON object.
#[derive(Debug)]
pub enum TextMap {}
/// Free JSON, read as it is.
#[derive(Debug)]
pub enum Document {}

impl Kind for Text {
    type Out<'a> = &'a str;
    const SHAPE: Shape = Shape::Text { form: Form::Line, min: 0, max: usize::MAX };
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<&str> {
        value.as_str()
    }
}

impl Kind for Int {
    type Out<'a> = i64;
    const SHAPE: Shape = Shape::Integer { min: i32::MIN as i64, max: i32::MAX as i64 };
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<i64> {
        value.as_i64()
    }
}

impl Kind for Double {
    type Out<'a> = f64;
    const SHAPE: Shape = Shape::Double { min: f64::MIN, max: f64::MAX };
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<f64> {
        value.as_f64()
    }
}

impl Kind for Bool {
    type Out<'a> = bool;
    const SHAPE: Shape = Shape::Boolean;
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<bool> {
        value.as_bool()
    }
}

impl Kind for Choice {
    type Out<'a> = &'a str;
    const SHAPE: Shape = Shape::Choice(&[]);
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<&str> {
        value.as_str()
    }
}

impl Kind for Texts {
    type Out<'a> = Vec<(usize, &'a str)>;
    const SHAPE: Shape = Shape::Texts { form: Form::Line, max: usize::MAX };
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<Vec<(usize, &str)>> {
        let items = value.as_array()?.iter().enumerate();
        Some(items.filter_map(|(at, item)| Some((at, item.as_str().filter(|text| !is_placeholder(text))?))).collect())
    }
}

impl Kind for Choices {
    type Out<'a> = Vec<(usize, &'a str)>;
    const SHAPE: Shape = Shape::Choices(&[]);
    fn read(value: &Value, at: impl FnOnce() -> Pointer) -> Option<Vec<(usize, &str)>> {
        Texts::read(value, at)
    }
}

impl Kind for Ints {
    type Out<'a> = Vec<(usize, i64)>;
    const SHAPE: Shape = Shape::Integers { max: usize::MAX };
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<Vec<(usize, i64)>> {
        Some(value.as_array()?.iter().enumerate().filter_map(|(at, item)| Some((at, item.as_i64()?))).collect())
    }
}

impl<S: Structure> Kind for One<S> {
    type Out<'a> = View<'a, S>;
    const SHAPE: Shape = Shape::One(S::SHAPE);
    fn read(value: &Value, at: impl FnOnce() -> Pointer) -> Option<View<'_, S>> {
        value.is_object().then(|| View::new(value, at()))
    }
}

impl<S: Structure> Kind for RowsOf<S> {
    type Out<'a> = Vec<View<'a, S>>;
    const SHAPE: Shape = Shape::Rows { of: S::SHAPE, max: usize::MAX };
    fn read(value: &Value, at: impl FnOnce() -> Pointer) -> Option<Vec<View<'_, S>>> {
        let (items, at) = (value.as_array()?, at());
        let objects = items.iter().enumerate().filter(|(_, item)| item.is_object());
        Some(objects.map(|(index, item)| View::new(item, at.index(index))).collect())
    }
}

impl Kind for TextMap {
    type Out<'a> = &'a Map<String, Value>;
    const SHAPE: Shape = Shape::TextMap;
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<&Map<String, Value>> {
        value.as_object()
    }
}

impl Kind for Document {
    type Out<'a> = &'a Value;
    const SHAPE: Shape = Shape::Document;
    fn read(value: &Value, _: impl FnOnce() -> Pointer) -> Option<&Value> {
        Some(value)
    }
}
