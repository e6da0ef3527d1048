//! Kill switches, told of trips by texts with secrets in them.

use super::channels::Shown;
use crate::switch;
use keyleash::{Alarm, KillSwitch, Relief, SwitchStanding, TrippedBy, venue};
use std::fs;

pub(super) fn switches(shown: &Shown) {
    let directory = shown.folder.join("out/switch");
    let marks = &shown.marks;
    let switch = KillSwitch::at(&directory).unwrap();
    switch.reset("alice", "first start").unwrap();
    let signer = switch::signer(&switch);
    switch.trip(TrippedBy::Policy, "stopped").unwrap();
    shown.debug(&signer.sign(&switch::order()).unwrap_err());
    shown.debug(&Relief::Evidence).debug(&Alarm::Stale);
    for secret in [&marks.plain, &marks.base64, &marks.id] {
        let long = format!("{} {secret}", "before it ".repeat(29));
        for text in [secret, &format!("leaked: {secret}"), &long] {
            shown.json(&text.len());
            shown.display(&switch.reset(text, text).unwrap());
            let by = TrippedBy::owner(text);
            switch.trip(by, text).unwrap();
            shown.display(&switch.standing());
            if let SwitchStanding::Tripped(trips) = switch.standing() {
                for trip in &trips {
                    shown.json(trip).display(trip).display(&trip.by);
                }
            }
        }
        shown.result(KillSwitch::at(shown.folder.join(secret).join("switch")));
    }
    for reset in switch.resets() {
        shown.display(&reset);
    }
    let limit = 2.try_into().unwrap();
    let strikes = switch.strikes(limit);
    let venue = venue::find("binance").unwrap();
    let answer = format!("{{\"code\":-2015,\"msg\":\"{}\"}}", marks.plain);
    for _ in 0..3 {
        strikes.heard(venue, 401, answer.as_bytes());
        shown.debug(&strikes);
    }
    switch.trigger().pull();
    shown
        .debug(&switch)
        .debug(&switch.trigger())
        .display(&switch.standing());
    shown.result(switch.reset("", ""));
    // What is on disk is searched with all the rest: it lies below `out`.
    for (at, path) in fs::read_dir(&directory).unwrap().enumerate() {
        let copy = shown.folder.join(format!("out/switch-{at}"));
        fs::copy(path.unwrap().path(), copy).unwrap();
    }
    // Its thread may be writing there.
    while fs::remove_dir_all(&directory).is_err() {}
    shown.result(switch.trip(TrippedBy::Policy, &marks.plain));
    shown.result(switch.reset("alice", &marks.plain));
    fs::write(&directory, &marks.plain[..0]).unwrap();
    shown.result(KillSwitch::at(&directory));
    fs::remove_file(&directory).unwrap();
}
