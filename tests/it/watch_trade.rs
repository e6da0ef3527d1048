//! Whose orders these are: in any order, any number of times, and across restarts.

use crate::{
    support::at,
    watch_tag::{KEY, tag},
};
use keyleash::{
    AccessReview, KillSwitch, OrderTag, Secret, Severity, SwitchStanding, TradeWatch,
    event::{Event, Fill, Movement, MovementKind, Order, Origin},
    venue::{self, Evidence, Orders, Spec},
    watch::{Declaration, Found, Verdict},
};
use proptest::{prelude::*, sample::subsequence};
use std::{collections::BTreeSet, sync::Arc, time::Duration};

fn spec(id: &str) -> &'static Spec {
    venue::find(id).unwrap()
}

/// An id of this instance for the venue's first kind of order, made on the day of the tests.
fn name(tag: &OrderTag, venue: &str) -> String {
    let shape = spec(venue).orders().find_map(Orders::client_id).unwrap();
    tag.client_id(&shape, at(0)).unwrap().to_string()
}

fn order(id: &str, name: Option<&str>) -> Event {
    let mut order = Order::new(id, "BTCUSDT");
    order.client_id = name.map(str::to_owned);
    order.at = Some(at(1));
    Event::Order(order)
}

fn fill(id: &str, order_id: Option<&str>, name: Option<&str>) -> Event {
    let mut fill = Fill::new(id, "BTCUSDT");
    fill.order_id = order_id.map(str::to_owned);
    fill.client_id = name.map(str::to_owned);
    fill.at = Some(at(2));
    Event::Fill(fill)
}

fn by(event: Event, origin: Origin) -> Event {
    match event {
        Event::Order(mut order) => {
            order.origin = origin;
            Event::Order(order)
        }
        Event::Fill(mut fill) => {
            fill.origin = origin;
            Event::Fill(fill)
        }
        other => other,
    }
}

fn moved(kind: MovementKind, id: &str) -> Event {
    let mut movement = Movement::new(kind, id, "USDT");
    "72".clone_into(&mut movement.amount);
    movement.to = Some("TXYZ".to_owned());
    movement.at = Some(at(3));
    Event::Movement(movement)
}

/// Shows it to the watch, and says which kinds of findings came of it.
fn seen(watch: &mut TradeWatch, event: &Event) -> Vec<Found> {
    let findings = watch.see(spec("bybit"), event, at(5));
    findings.iter().map(keyleash::Finding::kind).collect()
}

fn verdict(watch: &TradeWatch, id: &str) -> Option<Verdict> {
    watch.verdict(spec("bybit"), id, "BTCUSDT")
}

#[test]
fn each_kind_of_order_gets_its_verdict() {
    let (own, other) = (Arc::new(tag()), tag());
    let mut watch = TradeWatch::new(own.clone());
    let until = at(3600);
    watch.declare(Declaration::orders(spec("bybit"), at(0), until).id("by-hand"));
    let (mine, theirs) = (name(&own, "bybit"), name(&other, "bybit"));
    for (event, wanted) in [
        (order("1", Some(&mine)), Verdict::Own),
        (order("2", Some(&theirs)), Verdict::OwnElsewhere),
        (order("3", Some("by-hand")), Verdict::Declared),
        (by(order("4", None), Origin::Liquidation), Verdict::ByVenue),
        (
            by(order("5", Some("adl")), Origin::Deleverage),
            Verdict::ByVenue,
        ),
        (order("6", None), Verdict::Pending),
        (fill("7", Some("7"), None), Verdict::Pending),
    ] {
        assert_eq!(seen(&mut watch, &event), [], "{event:?}");
        let (Event::Order(Order { id, .. }) | Event::Fill(Fill { id, .. })) = &event else {
            unreachable!()
        };
        assert_eq!(verdict(&watch, id), Some(wanted), "{event:?}");
    }
    assert_eq!(
        seen(&mut watch, &order("8", Some("web_1"))),
        [Found::ForeignOrder]
    );
    assert_eq!(verdict(&watch, "8"), Some(Verdict::Foreign));
    assert_eq!(verdict(&watch, "9"), None);
    // An empty name is none.
    assert_eq!(seen(&mut watch, &order("10", Some(""))), []);
    assert_eq!(verdict(&watch, "10"), Some(Verdict::Pending));
}

#[test]
fn a_trade_is_of_its_orders_maker_whichever_comes_first() {
    let tag = Arc::new(tag());
    let mut watch = TradeWatch::new(tag.clone());
    assert_eq!(seen(&mut watch, &fill("a", Some("1"), None)), []);
    assert_eq!(
        seen(&mut watch, &order("1", Some(&name(&tag, "bybit")))),
        []
    );
    assert_eq!(seen(&mut watch, &fill("b", Some("1"), None)), []);
    assert!(watch.settle(at(600)).is_empty());
    assert_eq!(verdict(&watch, "1"), Some(Verdict::Own));
    // The name in the trade itself does as well.
    assert_eq!(
        seen(
            &mut watch,
            &fill("c", Some("2"), Some(&name(&tag, "bybit")))
        ),
        []
    );
    assert_eq!(verdict(&watch, "2"), Some(Verdict::Own));
    assert_eq!(
        seen(&mut watch, &fill("d", None, Some(&name(&tag, "bybit")))),
        []
    );
    // And where nothing will ever say whose it is, it is foreign at once.
    assert_eq!(
        seen(&mut watch, &fill("e", None, None)),
        [Found::ForeignOrder]
    );
    assert_eq!(seen(&mut watch, &fill("e", None, None)), []);
}

#[test]
fn what_stays_unexplained_is_a_finding_in_time() {
    let mut watch = TradeWatch::new(Arc::new(tag())).patience(Duration::from_secs(10));
    assert_eq!(seen(&mut watch, &fill("a", Some("1"), None)), []);
    assert!(watch.settle(at(14)).is_empty());
    let findings = watch.settle(at(15));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].kind(), Found::UnknownOrder);
    assert_eq!(
        findings[0].found(),
        "order 1 in BTCUSDT at Bybit carries no name, or was only seen by its trades"
    );
    assert_eq!(verdict(&watch, "1"), Some(Verdict::Foreign));
    assert!(watch.settle(at(60)).is_empty());
    // Without patience it is one at once.
    let mut watch = TradeWatch::new(Arc::new(tag())).patience(Duration::ZERO);
    assert_eq!(seen(&mut watch, &order("1", None)), [Found::UnknownOrder]);
}

/// Who can read the orders can copy what stands in them.
#[test]
fn a_copied_tag_is_found_also_at_another_venue_and_after_a_restart() {
    let tag = Arc::new(tag());
    let mut watch = TradeWatch::new(tag.clone());
    let name = name(&tag, "bybit");
    assert_eq!(seen(&mut watch, &order("1", Some(&name))), []);
    assert_eq!(seen(&mut watch, &order("1", Some(&name))), []);
    assert_eq!(
        seen(&mut watch, &order("2", Some(&name))),
        [Found::CopiedTag]
    );
    for id in ["1", "2"] {
        assert_eq!(verdict(&watch, id), Some(Verdict::Foreign));
    }
    // The owner may have reset the switch since: another copy is another finding.
    let next = order("3", Some(&name));
    assert_eq!(seen(&mut watch, &next), [Found::CopiedTag]);
    assert_eq!(seen(&mut watch, &next), []);
    // OKX takes the same shape.
    let mut watch = TradeWatch::new(tag.clone());
    assert_eq!(seen(&mut watch, &order("1", Some(&name))), []);
    let findings = watch.see(spec("okx"), &order("1", Some(&name)), at(5));
    assert_eq!(findings[0].kind(), Found::CopiedTag);
    // A tag of long ago is none, wherever it comes from.
    let mut watch = TradeWatch::new(tag);
    let findings = watch.see(spec("bybit"), &order("1", Some(&name)), at(5));
    assert!(findings.is_empty());
    let mut late = Order::new("3", "BTCUSDT");
    late.client_id = Some(name);
    late.at = Some(at(8 * 86_400));
    assert_eq!(seen(&mut watch, &Event::Order(late)), [Found::ForeignOrder]);
}

/// A page gives the name that the venue gave its own order; only the stream, or a list of such orders,
/// says whose it is.
#[test]
fn the_venues_own_mark_outranks_a_name() {
    let marked = by(order("1", Some("autoclose-1")), Origin::Liquidation);
    let named = order("1", Some("autoclose-1"));
    let mut watch = TradeWatch::new(Arc::new(tag()));
    assert_eq!(seen(&mut watch, &marked), []);
    assert_eq!(seen(&mut watch, &named), []);
    assert!(watch.settle(at(600)).is_empty());
    assert_eq!(verdict(&watch, "1"), Some(Verdict::ByVenue));
    let mut watch = TradeWatch::new(Arc::new(tag()));
    assert_eq!(seen(&mut watch, &named), [Found::ForeignOrder]);
    assert_eq!(seen(&mut watch, &marked), []);
    assert_eq!(verdict(&watch, "1"), Some(Verdict::ByVenue));
}

/// Binance's pages of orders, as they come, before the list of forced orders and after it.
#[test]
fn a_forced_order_of_binance_trips_nothing_and_a_thief_of_its_name_does() {
    let binance = spec("binance");
    let answer = br#"[{"symbol":"BTCUSDT","orderId":9,"clientOrderId":"autoclose-1795136400000","time":1795136400000}]"#;
    let read = |path| {
        binance
            .read_answer(keyleash::Method::Get, path, answer)
            .unwrap()
    };
    let (page, forced) = (read("/fapi/v1/allOrders"), read("/fapi/v1/forceOrders"));
    for events in [[&page, &forced], [&forced, &page]] {
        let mut watch = TradeWatch::new(Arc::new(tag()));
        for events in events {
            assert!(watch.see_all(binance, events, at(5)).is_empty());
        }
        assert!(watch.settle(at(600)).is_empty());
        let verdict = watch.verdict(binance, "9", "BTCUSDT");
        assert_eq!(verdict, Some(Verdict::ByVenue));
    }
    let mut watch = TradeWatch::new(Arc::new(tag()));
    assert!(watch.see_all(binance, &page, at(5)).is_empty());
    assert_eq!(watch.settle(at(8))[0].kind(), Found::UnknownOrder);
}

/// Anybody can send to an address of Hyperliquid.
#[test]
fn what_comes_to_the_account_itself_has_not_left() {
    let own = "0xAbcdef0000000000000000000000000000000001";
    let hyperliquid = venue::ALL
        .iter()
        .find(|spec| spec.id() == "hyperliquid")
        .unwrap();
    let mut movement = Movement::new(MovementKind::Withdrawal, "h", "USDC");
    movement.to = Some(own.to_lowercase());
    let event = Event::Movement(movement);
    let switch = KillSwitch::new();
    let review = || AccessReview::new().tripping(&switch);
    assert!(
        review()
            .account(hyperliquid, own)
            .see(hyperliquid, &event)
            .is_empty()
    );
    let mut watch = TradeWatch::new(Arc::new(tag()))
        .tripping(&switch)
        .account(hyperliquid, own);
    assert!(watch.see(hyperliquid, &event, at(5)).is_empty());
    assert!(!matches!(switch.standing(), SwitchStanding::Tripped(_)));
    // From another venue it has.
    assert_eq!(seen(&mut watch, &event), [Found::Withdrawal]);
    assert_eq!(review().see(hyperliquid, &event).len(), 1);
}

#[test]
fn value_that_leaves_is_a_finding_and_declarations_cover_transfers_only() {
    let mut watch = TradeWatch::new(Arc::new(tag()));
    let bybit = spec("bybit");
    let withdrawal = moved(MovementKind::Withdrawal, "w");
    let transfer = moved(MovementKind::Transfer, "t");
    assert_eq!(seen(&mut watch, &moved(MovementKind::Deposit, "d")), []);
    assert_eq!(seen(&mut watch, &transfer), [Found::Transfer]);
    assert_eq!(seen(&mut watch, &transfer), []);
    watch.declare(Declaration::transfers(bybit, at(0), at(60)).market("USDT"));
    assert_eq!(seen(&mut watch, &moved(MovementKind::Transfer, "t2")), []);
    assert_eq!(seen(&mut watch, &withdrawal), [Found::Withdrawal]);
    assert_eq!(seen(&mut watch, &withdrawal), []);
    // Two without a name are two.
    for (id, wanted) in [("", 1), ("", 0)] {
        assert_eq!(
            seen(&mut watch, &moved(MovementKind::Withdrawal, id)).len(),
            wanted
        );
    }
}

#[test]
fn a_declaration_is_as_narrow_as_it_says() {
    let bybit = spec("bybit");
    let narrow = || Declaration::orders(bybit, at(0), at(60)).market("BTCUSDT");
    let foreign = |declaration: Declaration, event: &Event| {
        let mut watch = TradeWatch::new(Arc::new(tag()));
        watch.declare(declaration);
        !seen(&mut watch, event).is_empty()
    };
    let event = order("1", Some("mine"));
    assert!(!foreign(narrow(), &event));
    assert!(!foreign(narrow().id("1"), &event) && !foreign(narrow().id("mine").id("x"), &event));
    assert!(foreign(narrow().id("2"), &event));
    assert!(foreign(
        Declaration::orders(spec("okx"), at(0), at(60)),
        &event
    ));
    assert!(foreign(Declaration::orders(bybit, at(2), at(60)), &event));
    assert!(foreign(Declaration::orders(bybit, at(0), at(0)), &event));
    assert!(foreign(
        Declaration::orders(bybit, at(0), at(60)).market("ETHUSDT"),
        &event
    ));
    assert!(foreign(
        Declaration::transfers(bybit, at(0), at(60)),
        &event
    ));
}

#[test]
fn a_finding_that_refuses_trips_the_switch_and_a_warning_does_not() {
    let switch = KillSwitch::new();
    let mut watch = TradeWatch::new(Arc::new(tag())).tripping(&switch);
    let bybit = spec("bybit");
    let is_tripped = || matches!(switch.standing(), SwitchStanding::Tripped(_));
    watch.watches(bybit, &[Evidence::Orders], at(0));
    let gaps = watch.settle(at(3600));
    assert_eq!(gaps[0].severity(), Severity::Warn);
    assert!(!is_tripped());
    assert_eq!(watch.see(bybit, &order("1", Some("x")), at(5)).len(), 1);
    let SwitchStanding::Tripped(trips) = switch.standing() else {
        panic!("not tripped")
    };
    let why = format!("{trips:?}");
    assert!(
        why.contains("Watch") && why.contains("KL-FOREIGN-ORDER"),
        "{why}"
    );
    // The hundredth finding needs no record of its own.
    for id in 2..100 {
        let event = order(&id.to_string(), Some("x"));
        assert_eq!(watch.see(bybit, &event, at(5)).len(), 1);
    }
    assert!(matches!(switch.standing(), SwitchStanding::Tripped(trips) if trips.len() < 3));
}

#[test]
fn what_nobody_looked_at_is_a_finding_until_a_page_covers_it() {
    let mut watch = TradeWatch::new(Arc::new(tag())).slack(Duration::from_secs(60));
    let (bybit, fills) = (spec("bybit"), [Evidence::Fills]);
    watch.watches(bybit, &fills, at(0));
    assert!(watch.settle(at(60)).is_empty());
    assert_eq!(watch.settle(at(100))[0].kind(), Found::Gap);
    assert!(watch.settle(at(110)).is_empty());
    watch.covers(bybit, Evidence::Fills, at(0), at(100));
    watch.resumed(bybit, &fills, at(100));
    assert!(watch.settle(at(5000)).is_empty() && watch.gaps(at(5000)).is_empty());
    watch.lost(bybit, at(5000));
    watch.resumed(bybit, &fills, at(5030));
    let gaps = watch.gaps(at(6000));
    assert_eq!(
        (gaps[0].from, gaps[0].to, gaps.len()),
        (at(5000), at(5030), 1)
    );
    let findings = watch.settle(at(6000));
    assert_eq!(
        findings[0].found(),
        "nobody looked at Fills at bybit from 2026-11-20T02:23:20Z to 2026-11-20T02:23:50Z"
    );
    watch.covers(bybit, Evidence::Fills, at(4990), at(5040));
    assert!(watch.gaps(at(6000)).is_empty() && watch.settle(at(6000)).is_empty());
}

#[test]
fn memory_is_bounded_and_forgetting_is_told() {
    let tag = Arc::new(tag());
    let mut watch = TradeWatch::new(tag.clone()).remembering(100, 2);
    let mut told = Vec::new();
    for id in 0..1000 {
        told.extend(seen(
            &mut watch,
            &order(&id.to_string(), Some(&name(&tag, "bybit"))),
        ));
    }
    assert_eq!(told, [Found::Forgotten]);
    assert_eq!(watch.forgotten(), 900);
    assert_eq!(verdict(&watch, "899"), None);
    assert_eq!(verdict(&watch, "900"), Some(Verdict::Own));
    // One that is seen again lives on; the others go with the days.
    let day = 86_400;
    let _ = watch.see(spec("bybit"), &fill("x", Some("950"), None), at(2 * day));
    assert!(watch.settle(at(3 * day)).is_empty());
    assert_eq!(verdict(&watch, "900"), None);
    assert_eq!(verdict(&watch, "950"), Some(Verdict::Own));
    assert_eq!(watch.forgotten(), 999);
}

#[test]
fn a_full_watch_takes_no_more_memory_and_an_event_of_a_known_order_none() {
    let tag = Arc::new(tag());
    let mut watch = TradeWatch::new(tag.clone()).remembering(500, 7);
    let mut shown = 0;
    for most in [1_000, 5_000, 10_000] {
        let made = allocation_counter::measure(|| {
            for id in shown..most {
                let event = order(&id.to_string(), Some(&name(&tag, "bybit")));
                let _ = seen(&mut watch, &event);
            }
        });
        // Once, maps make room for gaps that forgetting leaves in them.
        let most_bytes = if shown == 0 { 150_000 } else { 75_000 };
        assert!(made.bytes_current < most_bytes, "{made:?}");
        shown = most;
    }
    let again = [
        order("9999", Some(&name(&tag, "bybit"))),
        fill("f", Some("9999"), None),
    ];
    let bybit = spec("bybit");
    assert!(watch.see_all(bybit, &again, at(5)).is_empty());
    let made = allocation_counter::measure(|| {
        assert!(watch.see_all(bybit, &again, at(5)).is_empty());
    });
    assert_eq!(made.count_total, 0);
}

/// Reports that fit together in any way, of eight orders and four movements.
fn reports() -> Vec<Event> {
    let (own, other) = (tag(), tag());
    let names: Vec<_> = (0..3).map(|_| name(&own, "bybit")).collect();
    let elsewhere = name(&other, "bybit");
    vec![
        order("1", Some(&names[0])),
        order("1", None),
        fill("1a", Some("1"), None),
        fill("1b", Some("1"), Some(&names[0])),
        order("2", Some(&elsewhere)),
        fill("2a", Some("2"), None),
        order("3", None),
        fill("3a", Some("3"), None),
        order("4", Some("web_4")),
        fill("4a", Some("4"), Some("web_4")),
        by(order("5", None), Origin::Liquidation),
        fill("5a", Some("5"), None),
        // A copy of the first one's name, twice.
        order("6", Some(&names[0])),
        order("7", Some(&names[0])),
        fill("7a", Some("7"), None),
        // One that was renamed to what nobody made.
        order("8", Some(&names[1])),
        order("8", Some("renamed")),
        fill("9a", Some("9"), None),
        by(fill("10a", Some("10"), None), Origin::Deleverage),
        fill("11a", None, None),
        order("12", Some("by-hand")),
        fill("12a", Some("12"), None),
        moved(MovementKind::Withdrawal, "w"),
        moved(MovementKind::Transfer, "t"),
        moved(MovementKind::Deposit, "d"),
        moved(MovementKind::Withdrawal, ""),
    ]
}

/// What a watch knows at the end: the verdicts, and the findings.
type End = (Vec<Option<Verdict>>, BTreeSet<(Found, String)>, usize);

fn end(events: &[Event], saved: Option<usize>) -> End {
    let key = || Arc::new(OrderTag::new(&Secret::new(KEY.to_owned())).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("watch");
    let by_hand = || Declaration::orders(spec("bybit"), at(0), at(60)).id("by-hand");
    let mut watch = TradeWatch::new(key());
    watch.declare(by_hand());
    let mut found = Vec::new();
    for (number, event) in events.iter().enumerate() {
        if saved == Some(number) {
            watch.save(&path, at(5)).unwrap();
            watch = TradeWatch::at(&path, key()).unwrap();
            watch.declare(by_hand());
        }
        found.extend(watch.see(spec("bybit"), event, at(5)));
    }
    found.extend(watch.settle(at(60)));
    let verdicts = (1..=12).map(|id| verdict(&watch, &id.to_string()));
    let set = found.iter().map(|one| (one.kind(), one.found().to_owned()));
    (verdicts.collect(), set.collect(), found.len())
}

#[test]
fn the_reports_of_the_property_come_to_what_they_should() {
    use Found::{CopiedTag, ForeignOrder, Transfer, UnknownOrder, Withdrawal};
    use Verdict::{ByVenue, Declared, Foreign, OwnElsewhere};
    let (verdicts, found, count) = end(&reports(), None);
    let wanted = [
        Foreign,
        OwnElsewhere,
        Foreign,
        Foreign,
        ByVenue,
        Foreign,
        Foreign,
        Foreign,
        Foreign,
        ByVenue,
    ];
    assert_eq!(verdicts[..10], wanted.map(Some));
    assert_eq!(verdicts[10..], [None, Some(Declared)]);
    let kinds: Vec<_> = found.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds,
        [
            ForeignOrder,
            ForeignOrder,
            ForeignOrder,
            UnknownOrder,
            UnknownOrder,
            CopiedTag,
            Withdrawal,
            Withdrawal,
            Transfer
        ]
    );
    // The second copy is told in the same words.
    assert_eq!(count, kinds.len() + 1);
}

proptest! {
    /// Any of the reports, in any order and any number of times, with a restart at any moment: the
    /// same verdicts, the same findings, each of them once.
    #[test]
    fn neither_order_nor_number_of_reports_counts(
        chosen in subsequence(reports(), 0..=26),
        again in proptest::collection::vec(any::<prop::sample::Index>(), 0..20),
        seed in any::<u64>(),
        saved in 0_usize..46,
    ) {
        let once = end(&chosen, None);
        let mut many = chosen.clone();
        if !chosen.is_empty() {
            many.extend(again.iter().map(|index| index.get(&chosen).clone()));
        }
        let mut state = seed | 1;
        for place in (1..many.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let chosen = state % u64::try_from(place + 1).unwrap();
            many.swap(place, usize::try_from(chosen).unwrap());
        }
        prop_assert_eq!(&end(&many, None), &once);
        // By the new instance, the old one's orders are of another.
        let (verdicts, found, count) = end(&many, Some(saved));
        prop_assert_eq!((found, count), (once.1, once.2));
        let same = |verdict: &Option<Verdict>| match verdict {
            Some(Verdict::Own) => Some(Verdict::OwnElsewhere),
            other => *other,
        };
        let all: Vec<_> = verdicts.iter().map(same).collect();
        let wanted: Vec<_> = once.0.iter().map(same).collect();
        prop_assert_eq!(all, wanted);
    }
}
