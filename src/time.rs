//! Moments and days, the way venues and owners write them.
//!
//! The public face is `std::time` and [`Date`]; the calendar behind it is private. Every moment
//! inside the crate is in milliseconds since the Unix epoch.

mod span;

pub(crate) use span::{HOUR, parse_span};

use crate::secret;
use core::fmt;
use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since the Unix epoch.
pub(crate) type Millis = u64;

/// A day in milliseconds.
pub(crate) const DAY: Millis = 86_400_000;

/// The milliseconds of `time`; a moment before 1970 counts as 1970.
pub(crate) fn millis(time: SystemTime) -> Millis {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| {
        let millis = since.as_secs().saturating_mul(1_000);
        millis.saturating_add(since.subsec_millis().into())
    })
}

/// The moment `millis` after the epoch; one past what the platform can hold counts as the epoch.
pub(crate) fn moment(millis: Millis) -> SystemTime {
    UNIX_EPOCH
        .checked_add(Duration::from_millis(millis))
        .unwrap_or(UNIX_EPOCH)
}

/// The milliseconds of a clock that nobody sets and that, where the system has such a one, goes on
/// while the machine sleeps: a host that wakes up has not looked at anything for hours.
#[cfg(target_os = "linux")]
pub(crate) fn since_boot() -> Millis {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::Boottime);
    let millis = time.tv_sec.saturating_mul(1_000) + time.tv_nsec / 1_000_000;
    // A time before the start would be no time: nothing is valid then.
    Millis::try_from(millis).unwrap_or(Millis::MAX - 1)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn since_boot() -> Millis {
    use std::{sync::OnceLock, time::Instant};
    static START: OnceLock<Instant> = OnceLock::new();
    let since = START.get_or_init(Instant::now).elapsed();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX - 1)
}

/// `2026-11-21T08:09:10Z`, for reports.
pub(crate) fn rfc3339(millis: Millis) -> String {
    timestamp(millis).map_or_else(
        || "a time out of range".to_owned(),
        |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}

/// `2026-11-21T08:09:10.123Z`, where the order of things counts.
pub(crate) fn rfc3339_millis(millis: Millis) -> String {
    timestamp(millis).map_or_else(
        || "a time out of range".to_owned(),
        |at| at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
    )
}

/// `2026-11-21`, for reports.
pub(crate) fn day(millis: Millis) -> String {
    timestamp(millis).map_or_else(
        || "a day out of range".to_owned(),
        |at| at.strftime("%Y-%m-%d").to_string(),
    )
}

/// Reads an RFC 3339 time as venues send it; `None` where it is none or lies before 1970.
pub(crate) fn parse_rfc3339(text: &str) -> Option<Millis> {
    // The last days of the year 9999, which often stand for *never*, are past the end of jiff's
    // time.
    let is_never = || {
        let rest = text.strip_prefix("9999")?;
        let as_valid: Result<Timestamp, _> = format!("9998{rest}").parse();
        as_valid.is_ok().then_some(Timestamp::MAX)
    };
    let at: Timestamp = text.parse().ok().or_else(is_never)?;
    u64::try_from(at.as_millisecond()).ok()
}

/// Reads the time of an HTTP `Date` header (the IMF-fixdate form of RFC 9110).
pub(crate) fn parse_http_date(text: &str) -> Option<Millis> {
    let text = text.strip_suffix(" GMT")?;
    let at = civil::DateTime::strptime("%a, %d %b %Y %H:%M:%S", text).ok()?;
    let at = at.to_zoned(TimeZone::UTC).ok()?.timestamp();
    u64::try_from(at.as_millisecond()).ok()
}

fn timestamp(millis: Millis) -> Option<Timestamp> {
    Timestamp::from_millisecond(i64::try_from(millis).ok()?).ok()
}

/// The days of a month; none where there is no such month.
const fn days_of(year: i16, month: i8) -> i8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A calendar day in UTC, checked where it is written.
///
/// In a `const`, a day that does not exist is refused by the compiler.
///
/// ```
/// use keyleash::Date;
///
/// const UNTIL: Date = Date::new(2027, 3, 31);
/// assert_eq!(UNTIL.to_string(), "2027-03-31");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The day `year`-`month`-`day`.
    ///
    /// # Panics
    ///
    /// Where there is no such day; in a `const` that is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn new(year: i16, month: i8, day: i8) -> Self {
        assert!(
            year >= 1970 && year <= 9999,
            "a `Date` takes a year from 1970 to 9999"
        );
        assert!(
            day >= 1 && day <= days_of(year, month),
            "there is no such day in the calendar"
        );
        Self(civil::date(year, month, day))
    }

    /// The moment this day begins, in UTC.
    #[must_use]
    pub fn start(self) -> SystemTime {
        moment(self.start_millis())
    }

    pub(crate) fn start_millis(self) -> Millis {
        self.0.to_zoned(TimeZone::UTC).map_or(0, |at| {
            u64::try_from(at.timestamp().as_millisecond()).unwrap_or(0)
        })
    }

    /// The last millisecond of this day: "until" a date includes the date.
    pub(crate) fn end_millis(self) -> Millis {
        self.start_millis().saturating_add(DAY - 1)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        // Ten characters exactly: the calendar library would also take a time behind the day.
        let date: civil::Date = (text.len() == 10).then(|| text.parse().ok())??;
        (date.year() >= 1970).then_some(Self(date))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        secret::word(
            deserializer,
            "expected a day such as `2027-03-31`",
            Self::parse,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::parse_rfc3339;

    #[test]
    fn the_last_days_of_time_are_read() {
        let last = parse_rfc3339("9999-12-30T21:00:00Z").unwrap();
        for never in ["9999-12-31T23:59:59Z", "9999-12-31T00:00:00Z"] {
            assert!(parse_rfc3339(never).is_some_and(|at| at > last), "{never}");
        }
        for text in [
            "9999-12-32T00:00:00Z",
            "9999-12-31",
            "9999",
            "9999-12-31T23:59:59",
        ] {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }
}
