//! The lines in which two texts differ.

/// A line of a comparison.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Same(String),
    Added(String),
    Removed(String),
    /// This many lines in which nothing differs.
    Skipped(usize),
}

/// How many lines stay around each difference.
const AROUND: usize = 3;
/// Above this many pairs of lines, all lines between the first and last difference are shown as replaced.
const MOST_PAIRS: usize = 4_000_000;

/// The differing lines of two texts with a few around them, by their longest common subsequence.
pub(super) fn line_diff(before: &str, after: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let longest_tail = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(longest_tail).take_while(|(a, b)| a == b).count();
    let same = |line: &&str| Line::Same((*line).to_owned());
    let mut lines: Vec<Line> = old.iter().take(head).map(same).collect();
    middle(&old[head..old.len() - tail], &new[head..new.len() - tail], &mut lines);
    lines.extend(old.iter().skip(old.len() - tail).map(same));
    fold_same(lines)
}

fn middle(old: &[&str], new: &[&str], lines: &mut Vec<Line>) {
    let removed = |line: &&str| Line::Removed((*line).to_owned());
    let added = |line: &&str| Line::Added((*line).to_owned());
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        lines.extend(old.iter().map(removed));
        lines.extend(new.iter().map(added));
        return;
    }
    // common[i][j]: the length of the longest common subsequence of old[i..] and new[j..].
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            lines.push(Line::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            lines.push(removed(&old[i]));
            i += 1;
        } else {
            lines.push(added(&new[j]));
            j += 1;
        }
    }
    lines.extend(old.iter().skip(i).map(removed));
    lines.extend(new.iter().skip(j).map(added));
}

/// Leaves out what is far from any difference.
fn fold_same(lines: Vec<Line>) -> Vec<Line> {
    let differs: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| !matches!(line, Line::Same(_))).map(|(at, _)| at).collect();
    let near = |at: usize| {
        let next = differs.partition_point(|place| *place < at);
        let close = |place: Option<&usize>| place.is_some_and(|place| place.abs_diff(at) <= AROUND);
        close(differs.get(next)) || close(next.checked_sub(1).and_then(|before| differs.get(before)))
    };
    let mut shown = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        if near(at) {
            shown.push(line);
        } else if let Some(Line::Skipped(skipped)) = shown.last_mut() {
            *skipped += 1;
        } else {
            shown.push(Line::Skipped(1));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_stands_between_those_around_it() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni";
        let after = before.replace('f', "F");
        let same = |line: &str| Line::Same(line.to_owned());
        let expected = vec![
            Line::Skipped(2),
            same("c"),
            same("d"),
            same("e"),
            Line::Removed("f".to_owned()),
            Line::Added("F".to_owned()),
            same("g"),
            same("h"),
            same("i"),
        ];
        assert_eq!(line_diff(before, &after), expected);
    }

    #[test]
    fn applying_the_lines_gives_both_texts() {
        let (before, after) = ("x\na\nb\na\nc\ny", "x\nb\na\nd\nc\nz\ny");
        let lines = line_diff(before, after);
        let side = |skip: fn(&Line) -> bool| {
            let texts = lines.iter().filter(|line| !skip(line)).map(|line| match line {
                Line::Same(text) | Line::Added(text) | Line::Removed(text) => text.clone(),
                Line::Skipped(_) => String::new(),
            });
            texts.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(side(|line| matches!(line, Line::Added(_))), before);
        assert_eq!(side(|line| matches!(line, Line::Removed(_))), after);
    }
}
