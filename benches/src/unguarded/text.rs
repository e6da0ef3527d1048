//! Moments and signatures as text.

/// In lower case, without a branch or a table.
pub fn hex(raw: [u8; 32]) -> [u8; 64] {
    let mut text = [0; 64];
    for (to, byte) in text.as_chunks_mut().0.iter_mut().zip(raw) {
        *to = [byte >> 4, byte & 15]
            .map(|nibble| nibble + b'0' + (b'a' - b'9' - 1) * u8::from(nibble > 9));
    }
    text
}

/// `2026-11-20T01:00:00.000Z`, until the year 9999.
pub fn iso8601(millis: u64) -> [u8; 24] {
    let (year, month, day) = date(millis / 86_400_000);
    let mut text = *b"0000-00-00T00:00:00.000Z";
    let mut write = |end: usize, width: usize, mut number: u64| {
        for digit in text[end - width..end].iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
        }
    };
    write(4, 4, year);
    write(7, 2, month);
    write(10, 2, day);
    write(13, 2, millis / 3_600_000 % 24);
    write(16, 2, millis / 60_000 % 60);
    write(19, 2, millis / 1_000 % 60);
    write(23, 3, millis % 1_000);
    text
}

/// The day that is so many after the first of 1970. Counted in years that begin in March, so that a
/// leap day is the last of its year.
fn date(days: u64) -> (u64, u64, u64) {
    const FOUR_HUNDRED_YEARS: u64 = 146_097;
    let days = days + 719_468;
    let of_era = days % FOUR_HUNDRED_YEARS;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + days / FOUR_HUNDRED_YEARS * 400 + u64::from(month < 3);
    (year, month, day)
}
