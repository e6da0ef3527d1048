//! Questions about many bytes, put so that the compiler asks sixteen at once.
//!
//! Left to itself it goes one by one through the bytes behind the last whole round, which takes longer
//! than all rounds; here the last round is made whole.

/// How many bytes are asked at once.
const LANES: usize = 16;

/// Whether `is`, which is made of comparisons and bits alone, is not 0 for one of the bytes.
#[inline]
pub(crate) fn any(bytes: &[u8], is: impl Fn(u8) -> u8) -> bool {
    let ask = |bytes: &[u8]| bytes.iter().fold(0, |found, byte| found | is(*byte));
    let Some(last) = bytes.last_chunk::<LANES>() else {
        return ask(bytes) != 0;
    };
    // The last ones may have been asked before.
    let whole = bytes.as_chunks::<LANES>().0.as_flattened();
    ask(whole) | ask(last) != 0
}

/// What `ask` gives for every four bytes in a row, all bits together; those at the end have `fill`
/// behind them.
#[inline]
pub(crate) fn fours(bytes: &[u8], fill: u8, ask: impl Fn([u8; 4]) -> u8) -> u8 {
    const MORE: usize = 3;
    // So many may be left behind the last whole round.
    const LEFT: usize = LANES + MORE - 1;
    let ask = |bytes: &[u8]| {
        let from = |start: usize| bytes.get(start..).unwrap_or_default();
        let all = bytes.iter().zip(from(1)).zip(from(2)).zip(from(MORE));
        all.fold(0, |found, (((a, b), c), d)| found | ask([*a, *b, *c, *d]))
    };
    let Some(last) = bytes.last_chunk::<LEFT>() else {
        return ask(&filled::<{ LEFT + MORE }>(bytes, fill));
    };
    let rounds = (bytes.len() - MORE) / LANES;
    let whole = bytes.get(..rounds * LANES + MORE).unwrap_or_default();
    ask(whole) | ask(&filled::<{ LEFT + MORE }>(last, fill))
}

/// Where `byte` stands first; eight are asked at once.
#[inline]
pub(crate) fn first(bytes: &[u8], byte: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES << 7;
    let mut at = 0;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*word) ^ (ONES * u64::from(byte));
        // The lowest bit that is set tells the first byte that is 0 now; those above may lie.
        let zeros = word.wrapping_sub(ONES) & !word & HIGH;
        if zeros != 0 {
            return Some(at + zeros.trailing_zeros() as usize / 8);
        }
        at += size_of::<u64>();
    }
    let rest = bytes.get(at..)?;
    rest.iter()
        .position(|own| *own == byte)
        .map(|rest| at + rest)
}

/// A few bytes, filled up.
#[inline]
fn filled<const N: usize>(bytes: &[u8], fill: u8) -> [u8; N] {
    let mut lanes = [fill; N];
    if let Some(room) = lanes.get_mut(..bytes.len()) {
        room.copy_from_slice(bytes);
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::{any, first, fours};

    #[test]
    fn every_byte_is_asked_at_every_length() {
        for length in 0..110 {
            let mut bytes = vec![b'a'; length];
            let has = |bytes: &[u8]| any(bytes, |byte| u8::from(byte == b'x'));
            assert!(!has(&bytes));
            for at in 0..length {
                bytes[at] = b'x';
                assert!(has(&bytes), "{at} of {length}");
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn the_first_is_found_at_every_place() {
        for length in 0..40 {
            // One more than it, which a borrow would take for it.
            let mut bytes = vec![b'"' + 1; length];
            assert_eq!(first(&bytes, b'"'), None);
            for at in (0..length).rev() {
                bytes[at] = b'"';
                assert_eq!(first(&bytes, b'"'), Some(at));
            }
        }
    }

    #[test]
    fn every_four_in_a_row_are_asked_at_every_length() {
        for length in 0..110 {
            let mut bytes = vec![b'a'; length];
            let has = |run: &'static [u8], bytes: &[u8]| {
                fours(bytes, b'&', |own| u8::from(own == *run)) != 0
            };
            assert!(!has(b"wxyz", &bytes));
            for at in 0..length {
                for (run, len) in [(b"wxyz", 4), (b"wxy&", 3), (b"wx&&", 2), (b"w&&&", 1)] {
                    let room = length.min(at + len);
                    bytes[at..room].copy_from_slice(&run[..room - at]);
                    let is_whole = room - at == len && (len == 4 || room == length);
                    assert_eq!(has(run, &bytes), is_whole, "{at} of {length}");
                    bytes[at..room].fill(b'a');
                }
            }
        }
    }
}
