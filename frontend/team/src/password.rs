//! A new password, with what is missing while it is typed.

use leptos::prelude::*;
use parts::controls::Labelled;

/// As the server takes them, in characters.
const SHORTEST: usize = 12;
const LONGEST: usize = 200;

/// What is wrong with a new password; nothing where it is taken.
pub(crate) fn missing(password: &str) -> Option<String> {
    match password.chars().count() {
        0 => Some(format!("Choose a password of {SHORTEST} characters or more.")),
        length if length + 1 == SHORTEST => Some("1 more character is needed.".to_owned()),
        length @ ..SHORTEST => Some(format!("{} more characters are needed.", SHORTEST - length)),
        length if length > LONGEST => Some(format!("It is longer than {LONGEST} characters by {}.", length - LONGEST)),
        _ => None,
    }
}

/// The field. `problem` is shown from the first try on.
pub(crate) fn new_password(
    id: &'static str,
    label: &'static str,
    text: RwSignal<String>,
    problem: Signal<String>,
) -> AnyView {
    let hint = move || {
        if problem.with(String::is_empty) {
            let long_enough = || "Long enough.".to_owned();
            text.with(|text| if text.is_empty() { String::new() } else { missing(text).unwrap_or_else(long_enough) })
        } else {
            String::new()
        }
    };
    let help = "12 to 200 characters. A few words that don't belong together are easy to remember.";
    view! {
        {Labelled { id, label, help, text, problem }.typed("password", "new-password")}
        <p class="field-help" role="status">{hint}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn what_is_missing_is_counted_in_characters() {
        assert!(missing("").is_some());
        assert_eq!(missing("äöüäöüäöü").as_deref(), Some("3 more characters are needed."));
        assert_eq!(missing(&"ä".repeat(11)).as_deref(), Some("1 more character is needed."));
        assert_eq!(missing(&"ä".repeat(12)), None);
        assert_eq!(missing(&"a".repeat(200)), None);
        assert_eq!(missing(&"a".repeat(203)).as_deref(), Some("It is longer than 200 characters by 3."));
    }
}
