//! How messages speak of texts.

/// The different characters of `text` that `allowed` refuses, quoted; nothing where it refuses none.
pub(crate) fn refused_chars(text: &str, allowed: fn(char) -> bool) -> Option<String> {
    const SHOWN: usize = 6;
    let mut refused = Vec::new();
    for c in text.chars().filter(|c| !allowed(*c)) {
        if !refused.contains(&c) {
            refused.push(c);
        }
    }
    let quoted: Vec<_> = refused.iter().take(SHOWN).map(|c| format!("{c:?}")).collect();
    let more = if refused.len() > SHOWN { " and others" } else { "" };
    (!refused.is_empty()).then(|| format!("{}{more}", quoted.join(" ")))
}
