//! A number with its unit.

use leptos::prelude::*;
use serde_json::{Number, Value};
use shared::model::Shape;

use super::Slot;

pub(super) fn control(slot: Slot) -> AnyView {
    let text = slot.text();
    let unit = slot.member.unit.filter(|_| !slot.cell).map(|unit| {
        let is_long = unit.len() > 3;
        view! { <span class="unit" data-long=is_long.to_string()>{unit}</span> }
    });
    let mode = if matches!(slot.shape, Shape::Double { .. }) { "decimal" } else { "numeric" };
    view! {
        <span class="number">
            <input
                type="text"
                inputmode=mode
                class="input"
                id=slot.id()
                prop:value=text
                placeholder=placeholder(slot)
                autocomplete="off"
                aria-label=slot.cell_label()
                aria-describedby=slot.messages_id()
                aria-invalid=move || slot.invalid()
                aria-required=slot.member.required.then_some("true")
                on:input=move |event| type_number(slot, event_target_value(&event))
            />
            {unit}
        </span>
    }
    .into_any()
}

fn type_number(slot: Slot, text: String) {
    match number(&text, &slot.shape) {
        Some(number) => slot.set_typed(Value::Number(number)),
        None => slot.set_typed_text(text),
    }
}

/// The number that a text is, written just so. Anything else stays a text, and the check says what it should be.
fn number(text: &str, shape: &Shape) -> Option<Number> {
    let whole = text.parse::<i64>().ok().map(Number::from);
    let number = match shape {
        Shape::Double { .. } => whole.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64)),
        Shape::Text { .. }
        | Shape::Integer { .. }
        | Shape::Boolean
        | Shape::Choice(_)
        | Shape::Texts { .. }
        | Shape::Choices(_)
        | Shape::Integers { .. }
        | Shape::One(_)
        | Shape::Rows { .. }
        | Shape::TextMap
        | Shape::Document => whole,
    };
    number.filter(|number| number.to_string() == text)
}

/// The default without its unit, which stands beside; else the bounds where they say something.
fn placeholder(slot: Slot) -> String {
    match slot.shape {
        Shape::Integer { min, max }
            if slot.member.default.is_none() && slot.member.example.is_none() && max <= 65_536 && min >= 0 =>
        {
            format!("{min} to {max}")
        }
        Shape::Text { .. }
        | Shape::Integer { .. }
        | Shape::Double { .. }
        | Shape::Boolean
        | Shape::Choice(_)
        | Shape::Texts { .. }
        | Shape::Choices(_)
        | Shape::Integers { .. }
        | Shape::One(_)
        | Shape::Rows { .. }
        | Shape::TextMap
        | Shape::Document => slot.placeholder(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_that_comes_back_is_a_number() {
        let integer = Shape::Integer { min: 0, max: 9 };
        let double = Shape::Double { min: 0.0, max: 9.0 };
        assert_eq!(number("80", &integer), Some(80.into()));
        for text in ["80a", "", "007", "+5", " 5", "1.5", "99999999999999999999"] {
            assert_eq!(number(text, &integer), None, "{text}");
        }
        assert_eq!(number("1.5", &double), Number::from_f64(1.5));
        assert_eq!(number("10", &double), Some(10.into()));
        assert_eq!(number("1.", &double), None);
    }
}
