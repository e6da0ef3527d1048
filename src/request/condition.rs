//! What tells the rows of one path apart.

/// What the parameters have to say for a row to be the one that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) field: &'static str,
    pub(crate) demand: Demand,
}

impl Condition {
    /// `field` is stated, and one of `words`.
    pub(crate) const fn one_of(field: &'static str, words: &'static [&'static str]) -> Self {
        Self {
            field,
            demand: Demand::OneOf(words),
        }
    }

    /// `field` is not stated, or one of `words`, which mean the same.
    pub(crate) const fn absent_or(field: &'static str, words: &'static [&'static str]) -> Self {
        Self {
            field,
            demand: Demand::AbsentOr(words),
        }
    }

    /// `field` is stated, and none of `words`.
    pub(crate) const fn not(field: &'static str, words: &'static [&'static str]) -> Self {
        Self {
            field,
            demand: Demand::Not(words),
        }
    }

    /// `field` is stated, and a whole number from `from` to `to`.
    pub(crate) const fn within(field: &'static str, from: u64, to: u64) -> Self {
        Self {
            field,
            demand: Demand::Within(from, to),
        }
    }

    /// `field` is stated, and begins with `start`, whatever the case of its letters.
    pub(crate) const fn starts(field: &'static str, start: &'static str) -> Self {
        Self {
            field,
            demand: Demand::Starts(start),
        }
    }

    /// `field` is stated, and ends in `end`, whatever the case of its letters.
    pub(crate) const fn ends(field: &'static str, end: &'static str) -> Self {
        Self {
            field,
            demand: Demand::Ends(end),
        }
    }

    /// `field` is stated in letters and digits, and does not end in `end`, in any case of letters.
    pub(crate) const fn ends_not(field: &'static str, end: &'static str) -> Self {
        Self {
            field,
            demand: Demand::EndsNot(end),
        }
    }

    /// `field` is stated, not empty, and has `count` dashes: `BTC-USDT` has one.
    pub(crate) const fn dashes(field: &'static str, count: usize) -> Self {
        Self {
            field,
            demand: Demand::Dashes(count),
        }
    }
}

/// What a field has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    OneOf(&'static [&'static str]),
    AbsentOr(&'static [&'static str]),
    Not(&'static [&'static str]),
    Dashes(usize),
    Within(u64, u64),
    Starts(&'static str),
    Ends(&'static str),
    EndsNot(&'static str),
}

impl Demand {
    pub(crate) fn allows(self, value: &str) -> bool {
        match self {
            Self::OneOf(words) | Self::AbsentOr(words) => words.contains(&value),
            Self::Not(words) => !words.contains(&value),
            Self::Starts(start) => value
                .get(..start.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(start)),
            Self::Ends(end) => ends(value, end),
            // What a server might trim or fold is not known to end otherwise.
            Self::EndsNot(end) => {
                !value.is_empty()
                    && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
                    && !ends(value, end)
            }
            Self::Within(from, to) => {
                !value.starts_with('+')
                    && value
                        .parse()
                        .is_ok_and(|value: u64| (from..=to).contains(&value))
            }
            // An empty name has no dash either, and names nothing.
            Self::Dashes(count) => {
                !value.is_empty() && value.bytes().filter(|byte| *byte == b'-').count() == count
            }
        }
    }
}

fn ends(value: &str, end: &str) -> bool {
    let start = value.len().checked_sub(end.len());
    start
        .and_then(|start| value.get(start..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::Demand;

    #[test]
    fn the_end_of_a_market_is_read_strictly() {
        let (ends, ends_not) = (Demand::Ends("perp"), Demand::EndsNot("perp"));
        for perpetual in ["btcgusdperp", "BTCGUSDPERP", "perp"] {
            assert!(
                ends.allows(perpetual) && !ends_not.allows(perpetual),
                "{perpetual}"
            );
        }
        for pair in ["btcusd", "ETHBTC", "perpusd"] {
            assert!(!ends.allows(pair) && ends_not.allows(pair), "{pair}");
        }
        for neither in ["", "btcgusdperp ", "btc-usd", "btcgusdper\u{440}"] {
            assert!(
                !ends.allows(neither) && !ends_not.allows(neither),
                "{neither}"
            );
        }
    }
}
