//! Whether a number survives being read and written again.

use serde_json::Number;

/// The number that a text spells, if it is kept exactly: `whole` texts as 64-bit integers, others as doubles.
pub(super) fn exact(text: &str, whole: bool) -> Option<Number> {
    if whole && text != "-0" {
        text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from)).ok()
    } else {
        // Compared with what would be written again: of two shortest spellings of a double only one is.
        let written = text.parse::<f64>().ok().and_then(Number::from_f64);
        written.filter(|number| decimal(text) == decimal(&number.to_string()))
    }
}

/// A decimal number as its sign, significant digits and exponent, so that `1.50`, `15e-1` and `1.5` are equal.
fn decimal(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    let dropped = i64::try_from(digits.len() - significant.len()).unwrap_or(i64::MAX);
    let scale = exponent
        .parse::<i64>()
        .unwrap_or(i64::MAX)
        .saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX))
        .saturating_add(dropped);
    (text.starts_with('-'), significant.to_owned(), if significant.is_empty() { 0 } else { scale })
}

/// A number as a message shows it.
pub(super) fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.len() <= SHOWN { text.to_owned() } else { format!("{}...", &text[..SHOWN]) }
}
