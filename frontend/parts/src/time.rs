//! Times as people read them.

use js_sys::Date;
use wasm_bindgen::JsValue;

#[expect(clippy::cast_precision_loss, reason = "a time in milliseconds fits a double for 285,000 years")]
fn date(milliseconds: i64) -> Date {
    Date::new(&JsValue::from_f64(milliseconds as f64))
}

/// Now, in milliseconds since 1970, by this browser's clock.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
pub fn now() -> i64 {
    Date::now() as i64
}

/// A time in milliseconds since 1970 in the person's own notation.
pub fn local_time(milliseconds: i64) -> String {
    String::from(date(milliseconds).to_locale_string("default", &JsValue::UNDEFINED))
}

/// The time of day, to the second.
pub fn clock(milliseconds: i64) -> String {
    String::from(date(milliseconds).to_locale_time_string("default"))
}

/// A span of time: `4 ms`, `12 s`, `3 min 05 s`, `2 h 10 min`.
pub fn span(milliseconds: i64) -> String {
    let milliseconds = milliseconds.max(0);
    let seconds = milliseconds / 1000;
    match seconds {
        0 => format!("{milliseconds} ms"),
        1..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        3600.. => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
        ..0 => String::new(),
    }
}
