//! Rotations that succeed, fail, are rolled back and checked, at every venue whose keys load.

use super::{
    answers,
    channels::Shown,
    drive::{Given, given},
};
use crate::support::at;
use keyleash::{
    AnyCredential, AnySigner, Date, Error, Fate, Replaced, Rotation, SignedRequest, danger, venue,
};

/// The second key that the owner has made, with the marks of the first.
fn second(shown: &Shown, signer: &AnySigner) -> AnyCredential {
    let own = given(&shown.marks, signer.venue().id());
    let id = format!("{}2", own.id);
    let credential = AnyCredential::load(signer.venue(), Given { id, ..own }).unwrap();
    shown.debug(&credential);
    credential.created_on(Date::new(2026, 11, 1))
}

pub(super) fn rotations(shown: &Shown) {
    for spec in venue::ALL {
        if let Some(signer) = answers::good_signer(shown, spec) {
            let schedule = signer.due_at(at(1));
            shown.display(&schedule);
            for due in schedule.entries() {
                shown.display(due).debug(&due.stage());
            }
            // The key of a wallet comes with the address of its account.
            if spec.id() != "hyperliquid" {
                probes(shown, &signer);
            }
        }
    }
    lives(shown);
}

fn made(shown: &Shown, request: SignedRequest) {
    shown.debug(&request);
    shown.made(request.query());
    shown.made(request.body());
    let request = http::Request::try_from(request).unwrap();
    let secret = request
        .headers()
        .values()
        .filter(|value| value.is_sensitive());
    secret.for_each(|value| shown.made(value.to_str().unwrap()));
}

/// Both keys ask, and are told secrets.
fn probes(shown: &Shown, signer: &AnySigner) {
    let new = second(shown, signer);
    let rotation = Rotation::of(signer);
    shown.debug(&rotation);
    let secret = &shown.marks.plain;
    let told = [
        format!(
            r#"{{"result":{{"closed":{{"{secret}":1}}}},"uid":"{secret}","data":{{"uid":"{secret}"}}}}"#
        ),
        format!(
            r#"[{{"uuid":"{secret}","orderId":"{secret}","order_id":"{secret}","id":"{secret}"}}]"#
        ),
        secret.clone(),
    ];
    for answer in &told {
        let mut probe = rotation.probe(&new);
        shown.debug(&probe);
        while let Some(request) = shown.result(probe.next_request_at(at(1))).flatten() {
            made(shown, request);
            shown.result(probe.answer(&http::Response::new(answer)));
        }
        shown.result(probe.answer(&http::Response::new(answer)));
        shown.debug(&probe).debug(&probe.finish());
    }
    shown.result(rotation.changed(given(&shown.marks, signer.venue().id())));
    shown.result(rotation.changed(Given {
        id: secret.repeat(9),
        secret: secret.clone(),
        passphrase: secret.clone(),
    }));
}

fn rotated(shown: &Shown, signer: &AnySigner) -> Replaced {
    let new = second(shown, signer);
    let report = crate::support::inspect_at(new.inspection(), "okx", "good", at(0));
    let replaced = Rotation::of(signer).accept_at(new, report, at(0));
    shown.result(replaced).unwrap()
}

fn lives(shown: &Shown) {
    let signer = answers::signer(shown, "okx");
    // Refused, about another key, with another answer and by another one.
    for (case, now) in [("good", 0), ("good", 30 * 3_600), ("can_withdraw", 0)] {
        let new = second(shown, &signer);
        let Some(report) = answers::report_of_case(shown, "okx", case) else {
            continue;
        };
        let error = Rotation::of(&signer)
            .accept_at(new, report, at(now))
            .unwrap_err();
        shown.error(&error).error(&Error::from(error));
    }
    let replaced = rotated(shown, &signer);
    shown.debug(&replaced.old()).debug(&replaced.new_key());
    if let Some(request) = shown
        .result(replaced.inspection().next_request_at(at(1)))
        .flatten()
    {
        made(shown, request);
    }
    // Once it was late, it does not become early again.
    let late = rotated(shown, &answers::signer(shown, "okx"));
    shown.result(late.roll_back_at(at(30 * 3_600)));
    shown.result(late.roll_back_at(at(120 * 24 * 3_600)));
    let back = shown.result(replaced.roll_back_at(at(2))).unwrap();
    shown.result(replaced.roll_back_at(at(3)));
    let not_retired = replaced.retire_at(at(3)).unwrap_err();
    shown.display(&not_retired.why()).error(&not_retired);
    let not_retired = back.retire_at(at(3)).unwrap_err();
    shown.display(&not_retired.why()).error(&not_retired);
    let retired = shown
        .result(not_retired.into_replaced().retire_early())
        .unwrap();
    shown.display(&retired);
    shown.result(retired.deletion_at(at(3)));
    let mut retired = danger::allow_deletion(retired);
    shown.result(retired.deletion_at(at(3)));
    let secret = &shown.marks.plain;
    let refusal = |code: &str| format!(r#"{{"code":"{code}","msg":"{secret}","data":[]}}"#);
    for (status, body) in [
        (200, refusal("50102")),
        (200, refusal("50114")),
        (401, refusal(secret)),
        (403, secret.clone()),
        (
            200,
            format!(
                r#"{{"code":"0","msg":"","data":[{{"perm":"{secret}","uid":"1","ip":"{secret}"}}]}}"#
            ),
        ),
        (
            200,
            format!(
                r#"{{"code":"0","msg":"","data":[{{"perm":"{secret}","uid":"1","ip":"192.0.2.1"}}]}}"#
            ),
        ),
        (401, refusal("50119")),
    ] {
        let fate = retired.check_dead(|request: http::Request<Vec<u8>>| {
            for value in request
                .headers()
                .values()
                .filter(|value| value.is_sensitive())
            {
                shown.made(value.to_str().unwrap());
            }
            http::Response::builder().status(status).body(body.clone())
        });
        shown.display(&fate);
        if let Fate::Unknown { why, .. } = &fate {
            shown.debug(why).debug(&why.refusal());
        }
    }
    shown.debug(&retired).display(&retired);
    shown.result(retired.deletion_at(at(3)));
    let signer = answers::signer(shown, "okx");
    let replaced = rotated(shown, &signer);
    signer.stop();
    shown.result(replaced.roll_back_at(at(2)));
    let new = second(shown, &signer);
    let report = crate::support::inspect_at(new.inspection(), "okx", "good", at(0));
    shown.result(Rotation::of(&signer).accept_at(new, report, at(0)));
    let mut retired = replaced.retire_early().unwrap();
    shown.display(&retired.check_dead(|_| Err::<http::Response<Vec<u8>>, _>(secret)));
}
