//! The watch, with the secret of a key as that of its tags.

use super::{channels::Shown, drive::spec};
use keyleash::{
    AccessReview, AnyCredential, Env, OrderTag, Secret, TradeWatch,
    event::{Access, AddressEntry, Event, Fill, KeyEntry, Movement, MovementKind, Order, Origin},
    venue::{Evidence, Orders},
    watch::{Declaration, Found, NoTag, Tagged, Verdict, WatchError},
};
use std::{fs, os::unix::fs::PermissionsExt as _, sync::Arc, time::Duration};

/// Tag keys, good and bad, and what is made and read by them.
pub(super) fn tags(shown: &Shown) {
    let marks = &shown.marks;
    for text in [
        &marks.base64,
        &marks.plain,
        &marks.uuid,
        &marks.pem,
        &marks.seed,
    ] {
        shown.result(OrderTag::new(&Secret::new(text.clone())));
        shown.result(OrderTag::new(&Secret::new(text[..20].to_owned())));
    }
    let path = shown.folder.join("tag");
    shown.result(OrderTag::at(&path));
    fs::write(&path, &marks.base64).unwrap();
    shown.result(OrderTag::at(&path));
    shown.result(OrderTag::create(&path));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let tag = shown.result(OrderTag::at(&path)).unwrap();
    shown.result(OrderTag::create(shown.folder.join("none/tag")));
    let now = crate::support::at(0);
    for shape in spec("okx").orders().filter_map(Orders::client_id) {
        let id = tag.client_id(&shape, now).unwrap();
        shown
            .display(&id)
            .debug(&tag.reads(id.as_str(), &shape, now));
    }
    shown
        .error(&NoTag::TooSmall)
        .error(&NoTag::UsedUp)
        .debug(&Tagged::Here);
}

/// Everything that a watch finds, its file, and what is wrong with that.
pub(super) fn watches(shown: &Shown) {
    let key = || Arc::new(OrderTag::new(&Secret::new(shown.marks.base64.clone())).unwrap());
    let (okx, at) = (spec("okx"), crate::support::at);
    let mut watch = TradeWatch::new(key()).slack(Duration::ZERO);
    let by_hand = Declaration::orders(okx, at(0), at(60))
        .market("BTC-USDT")
        .id("1");
    shown.debug(&by_hand);
    watch.declare(by_hand);
    watch.watches(okx, &[Evidence::Fills], at(0));
    let mut foreign = Order::new("2", "BTC-USDT");
    foreign.client_id = Some("web".to_owned());
    foreign.origin = Origin::Client;
    let mut fill = Fill::new("a", "BTC-USDT");
    fill.order_id = Some("3".to_owned());
    let mut review = AccessReview::new();
    let loaded = AnyCredential::load(okx, Env::prefixed("OKX")).unwrap();
    let fingerprint = loaded.fingerprint();
    let mut used = Access::new(Some([198, 51, 100, 1].into()));
    used.key = Some(fingerprint);
    for event in [
        Event::Order(foreign),
        Event::Fill(fill),
        Event::Movement(Movement::new(MovementKind::Withdrawal, "w", "BTC")),
        Event::Movement(Movement::new(MovementKind::Transfer, "t", "BTC")),
        Event::Access(used),
        Event::Access(Access::new(Some([198, 51, 100, 1].into()))),
        Event::Key(KeyEntry::new(fingerprint)),
        Event::Address(AddressEntry::new("bc1q")),
    ] {
        shown.debug(&event);
        match &event {
            Event::Order(order) => shown.debug(order).debug(&order.origin),
            Event::Fill(fill) => shown.debug(fill),
            Event::Movement(movement) => shown.debug(movement).debug(&movement.kind),
            Event::Access(access) => shown.debug(access),
            Event::Key(key) => shown.debug(key),
            Event::Address(address) => shown.debug(address),
            _ => shown,
        };
        let found = watch.see(okx, &event, at(1));
        for finding in found.into_iter().chain(review.see(okx, &event)) {
            shown.json(&finding).display(&finding);
        }
    }
    review.retired(fingerprint, at(0));
    review.signed(fingerprint, at(0));
    shown.debug(&review).debug(&watch.gaps(at(60)));
    for finding in watch.settle(at(60)) {
        shown.json(&finding).display(&finding);
    }
    for kind in Found::ALL {
        shown.json(kind).display(kind);
    }
    shown
        .json(&Verdict::Own)
        .debug(&watch.verdict(okx, "2", "BTC-USDT"));
    let path = shown.folder.join("watch");
    watch.save(&path, at(60)).unwrap();
    shown.result(TradeWatch::at(&path, key()));
    fs::write(&path, &shown.marks.plain).unwrap();
    shown.result(TradeWatch::at(&path, key()));
    shown.result(TradeWatch::at(shown.folder.join("none/watch"), key()));
    shown.result(watch.save(shown.folder.join("none/watch"), at(60)));
    shown.error(&WatchError::NotPrivate);
}
