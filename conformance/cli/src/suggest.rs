//! Names that come near to what was typed.

/// So many names are suggested.
const NAMES: usize = 3;

/// Such as `; closest: a, b`, or nothing.
pub(crate) fn closest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> String {
    let mut near: Vec<(usize, &str)> = names
        .map(|name| (nearness(typed, name), name))
        .filter(|(nearness, _)| *nearness > 0)
        .collect();
    near.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    near.dedup();
    let near: Vec<_> = near.into_iter().take(NAMES).map(|(_, name)| name).collect();
    if near.is_empty() { String::new() } else { format!("; closest: {}", near.join(", ")) }
}

/// How near a name comes: 0 for not at all.
fn nearness(typed: &str, name: &str) -> usize {
    let (typed, name) = (typed.to_lowercase(), name.to_lowercase());
    let same = typed.chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
    // The words of an id, wherever they stand.
    let words = |text: &str| -> Vec<String> {
        text.split(['/', '-']).filter(|word| word.len() > 2).map(Into::into).collect()
    };
    let there = words(&name);
    let shared = words(&typed).iter().filter(|word| there.contains(word)).count();
    let within = usize::from(typed.len() > 2 && name.contains(&*typed));
    match same {
        same if same * 2 > typed.chars().count() => same + 10 * within + 5 * shared,
        _ => 10 * within + 5 * shared,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_beginning_and_the_same_words_come_near() {
        let names = ["responses/expired-is-404", "payload/a-count-of-100", "throttling/expired"];
        let near = closest("responses/expired-404", names.into_iter());
        assert_eq!(near, "; closest: responses/expired-is-404, throttling/expired");
        assert_eq!(closest("zzz", names.into_iter()), "");
    }
}
