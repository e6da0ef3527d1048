//! Marks in client order ids: every venue takes them, nobody makes them up, no two are one.

use crate::support::at;
use keyleash::{
    OrderTag, Secret,
    venue::{self, ClientId, Orders},
    watch::{TagError, Tagged},
};
use proptest::prelude::*;
use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

pub(crate) const KEY: &str = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80";
const DAY: Duration = Duration::from_secs(86_400);

pub(crate) fn tag() -> OrderTag {
    tag_of(KEY).unwrap()
}

fn tag_of(key: &str) -> Result<OrderTag, TagError> {
    OrderTag::new(&Secret::new(key.to_owned()))
}

/// Every shape of every venue, once.
fn shapes() -> Vec<(&'static str, ClientId)> {
    let mut all: Vec<(_, ClientId)> = Vec::new();
    for spec in venue::ALL {
        for shape in spec.orders().filter_map(Orders::client_id) {
            if all.iter().all(|(_, other)| *other != shape) {
                all.push((spec.id(), shape));
            }
        }
    }
    assert!(all.len() > 20);
    all
}

fn shape_of(venue: &str) -> ClientId {
    let mut all = shapes().into_iter();
    all.find(|(id, _)| *id == venue).unwrap().1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_venue_takes_every_id_and_the_fleet_reads_it(seconds in 0_u64..4_000_000_000) {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let (here, there) = (tag(), tag());
        let stranger = tag_of(&KEY.replace('6', "7")).unwrap();
        for (venue, shape) in shapes() {
            let id = here.client_id(&shape, now).unwrap();
            prop_assert!(shape.accepts(id.as_str()), "{venue}: {id}");
            for moment in [now, now + DAY] {
                prop_assert_eq!(here.reads(id.as_str(), &shape, moment), Some(Tagged::Here));
            }
            // By chance the other instance has the same number: one in 256 for the smallest ids.
            prop_assert!(there.reads(id.as_str(), &shape, now).is_some());
            prop_assert_eq!(here.reads(id.as_str(), &shape, now + 3 * DAY), None);
            if venue != "bitfinex" && venue != "woo" && shape.field() != "client_order_id" {
                prop_assert_eq!(there.reads(id.as_str(), &shape, now), Some(Tagged::Elsewhere));
                prop_assert_eq!(stranger.reads(id.as_str(), &shape, now), None);
            }
        }
    }
}

/// Changes a single character in every place: what is not an id any more, or not ours.
#[test]
fn a_changed_id_is_not_ours_but_by_the_stated_odds() {
    let tag = tag();
    for (venue, shape) in shapes() {
        let (mut tried, mut passed) = (0_u32, 0_u32);
        for _ in 0..3 {
            let id = tag.client_id(&shape, at(0)).unwrap();
            let mut bytes = id.as_str().as_bytes().to_vec();
            for place in 0..bytes.len() {
                let own = bytes[place];
                for other in b"059afzA-".iter().filter(|b| **b != own) {
                    bytes[place] = *other;
                    let text = std::str::from_utf8(&bytes).unwrap();
                    tried += 1;
                    passed += u32::from(tag.reads(text, &shape, at(0)).is_some());
                }
                bytes[place] = own;
            }
        }
        // One in 22,000 passes at Bitfinex, one in 1,400,000 at WOO, none in a lifetime elsewhere.
        let most = if venue == "bitfinex" { 3 } else { 1 };
        assert!(
            tried > 250 && passed <= most,
            "{venue}: {passed} of {tried}"
        );
    }
}

/// With the smallest ids: of 40,000 numbers 1.8 should pass; more than 12 come by chance once in
/// ten million runs.
#[test]
fn made_up_numbers_pass_no_more_often_than_stated() {
    let (tag, shape) = (tag(), shape_of("bitfinex"));
    let numbers = (0..40_000_u64).map(|n| 1 + n.wrapping_mul(0x9e37_79b9_7f4a_7c15) % (1 << 44));
    let passed = numbers
        .filter(|n| tag.reads(&n.to_string(), &shape, at(0)).is_some())
        .count();
    assert!(passed <= 12, "{passed}");
}

#[test]
fn the_ids_of_two_instances_are_all_different() {
    for venue in ["coinbase", "kraken"] {
        let shape = shape_of(venue);
        let mut seen = HashSet::new();
        for tag in [tag(), tag()] {
            for _ in 0..10_000 {
                let id = tag.client_id(&shape, at(0)).unwrap();
                assert!(seen.insert(id), "{id}");
            }
        }
    }
}

#[test]
fn threads_share_one_count() {
    let (tag, shape) = (tag(), shape_of("kraken"));
    let all: HashSet<_> = std::thread::scope(|scope| {
        let make = || {
            let ids = (0..4_000).map(|_| tag.client_id(&shape, at(0)).unwrap());
            ids.collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(make)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(all.len(), 16_000);
}

/// What follows one id is no nearer to it than what any other instance makes on any other day: each
/// place of a text has every character as often as chance gives it.
#[test]
fn ids_look_random_and_nothing_counts_up() {
    const IDS: usize = 14_400;
    let (tag, shape) = (tag(), shape_of("kraken"));
    let ids: Vec<_> = (0..IDS)
        .map(|n| tag.client_id(&shape, at(n as u64)).unwrap())
        .collect();
    // The first of nine digits is below 36 * 2^46 / 36^9.
    for place in [1, 4, 8, 10, 13, 17] {
        let mut counts = [0_usize; 256];
        for id in &ids {
            counts[usize::from(id.as_str().as_bytes()[place])] += 1;
        }
        for digit in b"0123456789abcdefghijklmnopqrstuvwxyz" {
            let count = counts[usize::from(*digit)];
            // 400 are expected; 20 is one standard deviation.
            assert!((280..520).contains(&count), "{place}: {count}");
        }
    }
    let bits = |id: &str| u128::from_str_radix(id, 36).unwrap();
    let rising = ids
        .windows(2)
        .filter(|two| bits(two[0].as_str()) < bits(two[1].as_str()));
    let rising = rising.count();
    assert!((6_800..7_600).contains(&rising), "{rising}");
}

/// The same block of another day is another id: what one day shows says nothing about the next.
#[test]
fn days_have_nothing_in_common() {
    let (tag, shape) = (tag(), shape_of("hyperliquid"));
    let id = |day: u64| {
        let id = tag.client_id(&shape, at(day * 86_400)).unwrap();
        u128::from_str_radix(&id.as_str()[2..], 16).unwrap()
    };
    let apart: u32 = (0..1000)
        .map(|day| (id(day) ^ id(day + 1)).count_ones())
        .sum();
    // 64 of 128 bits differ on average; 0.18 is one standard deviation of the mean.
    assert!((62_500..65_500).contains(&apart), "{apart}");
}

#[test]
fn making_and_reading_an_id_allocates_nothing() {
    let tag = tag();
    for (venue, shape) in shapes() {
        let mut read = None;
        let counted = allocation_counter::measure(|| {
            let id = tag.client_id(&shape, at(0)).unwrap();
            read = tag.reads(id.as_str(), &shape, at(0));
        });
        assert_eq!(
            (counted.count_total, read),
            (0, Some(Tagged::Here)),
            "{venue}"
        );
    }
}

#[test]
fn a_key_is_hex_or_base64_of_32_random_bytes() {
    let good = [
        KEY,
        "bx06ksS3XgjR8qO0xZaHeGlaSzwtHg8AESo7TF1uf4A=",
        "bx06ksS3XgjR8qO0xZaHeGlaSzwtHg8AESo7TF1uf4A",
        " 6F1D3A92C4B75E08D1F2A3B4C5968778695A4B3C2D1E0F00112A3B4C5D6E7F80\n",
    ];
    let shape = shape_of("bybit");
    for key in good {
        let id = tag_of(key).unwrap().client_id(&shape, at(0)).unwrap();
        assert_eq!(
            tag().reads(id.as_str(), &shape, at(0)),
            Some(Tagged::Elsewhere),
            "{key}"
        );
    }
    let is = |key: &str, wanted: fn(&TagError) -> bool| {
        let error = tag_of(key).unwrap_err();
        assert!(wanted(&error), "{key}: {error}");
        assert_eq!(format!("{error:?}"), error.to_string());
        assert!(key.is_empty() || !error.to_string().contains(key));
    };
    is("", |error| matches!(error, TagError::Short));
    is(&KEY[2..], |error| matches!(error, TagError::Short));
    is("correct horse battery staple", |error| {
        matches!(error, TagError::Form)
    });
    is(&KEY[1..], |error| {
        matches!(error, TagError::Form | TagError::Short)
    });
    is(&"ab".repeat(32), |error| matches!(error, TagError::Weak));
    assert_eq!(format!("{:?}", tag()), "OrderTag([redacted])");
}

#[cfg(unix)]
#[test]
fn a_key_is_made_once_and_is_private() {
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tag");
    assert!(matches!(OrderTag::at(&path), Err(TagError::File(_))));
    let made = OrderTag::create(&path).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let again = OrderTag::at(&path).unwrap();
    let shape = shape_of("okx");
    let id = made.client_id(&shape, at(0)).unwrap();
    assert_eq!(
        again.reads(id.as_str(), &shape, at(0)),
        Some(Tagged::Elsewhere)
    );
    assert!(matches!(OrderTag::create(&path), Err(TagError::Exists)));
    let other = OrderTag::create(folder.path().join("other")).unwrap();
    assert_eq!(other.reads(id.as_str(), &shape, at(0)), None);
    let nowhere = OrderTag::create(folder.path().join("none/tag")).unwrap_err();
    assert!(matches!(nowhere, TagError::Unwritten(_)), "{nowhere}");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(OrderTag::at(&path), Err(TagError::File(_))));
}
