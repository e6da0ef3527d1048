//! Of which times somebody has looked at what happened.

use crate::time::Millis;

/// The most spans that are kept apart.
const SPANS: usize = 256;

/// Spans of time that were looked at, for one kind of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coverage {
    /// From when on it has to be looked at.
    pub(super) since: Millis,
    /// Disjoint, in order.
    pub(super) spans: Vec<(Millis, Millis)>,
    /// Since when a stream shows what happens, while it does.
    pub(super) live: Option<Millis>,
    /// Whether the gaps that there are were told.
    pub(super) told: bool,
}

impl Coverage {
    pub(super) const fn new(since: Millis) -> Self {
        Self {
            since,
            spans: Vec::new(),
            live: None,
            told: false,
        }
    }

    pub(super) fn cover(&mut self, from: Millis, to: Millis) {
        if from > to {
            return;
        }
        let (mut from, mut to) = (from, to);
        self.spans.retain(|(start, end)| {
            let apart = *end < from || *start > to;
            if !apart {
                from = from.min(*start);
                to = to.max(*end);
            }
            apart
        });
        let at = self.spans.partition_point(|(start, _)| *start < from);
        self.spans.insert(at, (from, to));
        if self.spans.len() > SPANS {
            // The shortest one counts as not looked at, which errs on the safe side.
            let shortest = self.spans.iter().enumerate();
            let shortest = shortest.min_by_key(|(_, (from, to))| to - from);
            if let Some((at, _)) = shortest {
                self.spans.remove(at);
            }
        }
    }

    pub(super) fn lost(&mut self, at: Millis) {
        if let Some(from) = self.live.take() {
            self.cover(from, at);
        }
    }

    pub(super) fn resumed(&mut self, at: Millis) {
        self.live.get_or_insert(at);
    }

    /// What nobody looked at until then.
    pub(super) fn gaps(&self, until: Millis) -> Vec<(Millis, Millis)> {
        let live = self.live.map(|from| (from, until.max(from)));
        let mut gaps = Vec::new();
        let mut reached = self.since;
        let mut spans: Vec<_> = self.spans.iter().copied().chain(live).collect();
        spans.sort_unstable();
        for (from, to) in spans {
            if from > reached {
                gaps.push((reached, from.min(until)));
            }
            reached = reached.max(to);
        }
        if until > reached {
            gaps.push((reached, until));
        }
        gaps.retain(|(from, to)| from < to);
        gaps
    }

    /// What happened before is not asked for any more.
    pub(super) fn forget_before(&mut self, first: Millis) {
        self.since = self.since.max(first);
        self.spans.retain(|(_, to)| *to >= first);
    }
}

#[cfg(test)]
mod tests {
    use super::Coverage;
    use proptest::{collection::vec, prelude::*};

    proptest! {
        /// Against one flag for each moment.
        #[test]
        fn gaps_are_what_no_span_covers(
            spans in vec((0_u64..100, 0_u64..30), 0..30),
            since in 0_u64..100,
            live in proptest::option::of(0_u64..120),
            until in 0_u64..150,
        ) {
            let mut coverage = Coverage::new(since);
            let mut looked = [false; 200];
            let place = |moment: u64| usize::try_from(moment).unwrap();
            for (from, length) in spans {
                coverage.cover(from, from + length);
                looked[place(from)..place(from + length)].fill(true);
            }
            if let Some(from) = live {
                coverage.resumed(from);
                looked[place(from)..].fill(true);
            }
            let gaps = coverage.gaps(until);
            for moment in 0..200_u64 {
                let gap = gaps.iter().any(|(from, to)| (*from..*to).contains(&moment));
                let wanted = moment >= since && moment < until && !looked[place(moment)];
                prop_assert_eq!(gap, wanted, "{} {:?} {:?}", moment, gaps, coverage);
            }
            if let Some(from) = live {
                coverage.lost(until.max(from));
                prop_assert_eq!(coverage.gaps(until), gaps);
            }
        }
    }

    #[test]
    fn too_many_spans_are_gaps_again() {
        let mut coverage = Coverage::new(0);
        for at in 0..1000 {
            coverage.cover(at * 10, at * 10 + 5);
        }
        assert_eq!(coverage.spans.len(), super::SPANS);
        coverage.cover(0, 10_000);
        assert_eq!(coverage.gaps(10_000), []);
    }
}
