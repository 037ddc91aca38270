//! Circles in what refers to what.

/// The circles found by following `edges` (for each node, the nodes that it refers to) depth first.
///
/// Each is given once, in the order of reference: its last node refers to its first. Without the references that close
/// them no circle is left.
pub(in crate::check) fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut trail = vec![(start, edges[start].iter())];
        while let Some((_, rest)) = trail.last_mut() {
            let Some(&next) = rest.next() else {
                trail.pop();
                continue;
            };
            if let Some(from) = trail.iter().position(|(node, _)| *node == next) {
                found.push(trail[from..].iter().map(|(node, _)| *node).collect());
            } else if !std::mem::replace(&mut seen[next], true) {
                trail.push((next, edges[next].iter()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn finds_circles() {
        assert_eq!(circles(&[vec![1], vec![2], vec![]]), Vec::<Vec<usize>>::new());
        assert_eq!(circles(&[vec![1, 2], vec![2], vec![]]), Vec::<Vec<usize>>::new());
        assert_eq!(circles(&[vec![0]]), [[0]]);
        assert_eq!(circles(&[vec![1], vec![2], vec![1]]), [[1, 2]]);
        assert_eq!(circles(&[vec![1], vec![0, 2], vec![0]]), [vec![0, 1], vec![0, 1, 2]]);
    }
}
