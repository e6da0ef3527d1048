//! The names of our own that come nearest to what was typed, which itself is never shown.

use strsim::normalized_damerau_levenshtein;

/// How near a name has to be: more than half of it is right.
const NEAR: f64 = 0.6;
/// How many are named.
const MOST: usize = 3;

/// `; is X, Y or Z meant?`, the nearest first, or nothing. Capitals count for nothing.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> String {
    // What is much longer than any name is none, and may take long to compare.
    if typed.len() > 64 {
        return String::new();
    }
    let bare = |name: &str| {
        let lower = name.to_ascii_lowercase().replace('_', "-");
        lower
            .strip_prefix("kl-")
            .map(str::to_owned)
            .unwrap_or(lower)
    };
    let typed = bare(typed);
    let near = names.map(|name| (normalized_damerau_levenshtein(&typed, &bare(name)), name));
    let mut near: Vec<_> = near.filter(|(like, _)| *like > NEAR).collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let near: Vec<_> = near.iter().take(MOST).map(|(_, name)| *name).collect();
    match near.split_last() {
        None => String::new(),
        Some((one, [])) => format!("; is {one} meant?"),
        Some((last, rest)) => format!("; is {} or {last} meant?", rest.join(", ")),
    }
}
