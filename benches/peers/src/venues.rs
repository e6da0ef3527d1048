//! Verified signers without a network: the venues' answers are those that the tests have on record.

use crate::{orders, vectors};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, ApiCredential, Call, Date, Inspection, Method,
    PermissionSet, Policy, RawCredential, Report, Request, Secret, SignedRequest, Signer, Source,
    SourceError, Venue, Wanted,
    permission::{Read, Spot},
    venue::{self, binance, bybit, kraken, okx},
};
use std::{
    fs,
    hint::black_box,
    time::{Duration, SystemTime},
};

pub const KEY: &str = "fixture-key-id";
pub const PASSPHRASE: &str = "Correct-Horse-1";

pub const ALL: [&str; 4] = ["binance", "bybit", "okx", "kraken"];

/// The path of an order.
pub fn path(venue: &str) -> &'static str {
    match venue {
        "binance" => "/api/v3/order",
        "bybit" => "/v5/order/create",
        "okx" => "/api/v5/trade/order",
        _ => "/0/private/AddOrder",
    }
}

keyleash::scope! {
    /// Reading and spot trading.
    pub Trader = Read | Spot
}

struct Fixed(String);

impl Source for Fixed {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(KEY), secret(&self.0)).with_passphrase(secret(PASSPHRASE)))
    }
}

/// A clock that shows the moment of the recorded answers at its start, and costs what the system's
/// costs.
pub fn clock() -> impl Fn() -> SystemTime {
    let start = SystemTime::now();
    move || recorded() + SystemTime::now().duration_since(start).unwrap_or_default()
}

/// The order of the venue, as query and as body.
pub fn order(venue: &str) -> (String, String) {
    let (mut query, mut body) = (String::new(), String::new());
    match venue {
        "binance" => orders::form(orders::BINANCE, &mut query),
        "bybit" => body = orders::json(&orders::BYBIT),
        "okx" => body = orders::json(&orders::OKX),
        _ => orders::form(orders::KRAKEN, &mut body),
    }
    (query, body)
}

/// Signs the venue's order with this query and body, into buffers that are used again.
pub type Sign = Box<dyn Fn(&str, &str, &mut SignedRequest)>;

/// The same, into the type that HTTP clients take.
pub type Make = Box<dyn FnMut(&str, &str) -> http::Request<Vec<u8>>>;

/// By a signer of venue and scope, by all guards and at the time of the clock.
pub fn typed(venue: &'static str) -> (Sign, Make) {
    match venue {
        "binance" => typed_by(venue, |query, _| binance::NEW_ORDER.query(query)),
        "bybit" => typed_by(venue, |_, body| bybit::ORDER_CREATE_SPOT.body(body)),
        "okx" => typed_by(venue, |_, body| okx::ORDER_SPOT.body(body)),
        _ => typed_by(venue, |_, body| kraken::ADD_ORDER.body(body)),
    }
}

fn typed_by<V: Venue>(
    id: &str,
    call: impl for<'a> Fn(&'a str, &'a str) -> Call<'a, V, Spot> + Copy + 'static,
) -> (Sign, Make) {
    let (signer, other) = (signer::<V>(id), signer::<V>(id));
    let (now, then) = (clock(), clock());
    let sign: Sign = Box::new(move |query, body, out| {
        let call = call(black_box(query), black_box(body));
        signer.sign_into_at(call, now(), out).unwrap();
    });
    let mut signed = SignedRequest::new();
    let make: Make = Box::new(move |query, body| {
        let call = call(black_box(query), black_box(body));
        other.sign_into_at(call, then(), &mut signed).unwrap();
        signed.to_http().unwrap()
    });
    (sign, make)
}

/// By a signer of venue and endpoint chosen at run time.
pub fn chosen(id: &'static str) -> Sign {
    let (signer, now) = (any_signer(id), clock());
    let (query, _) = order(id);
    // The target stands ready, as a query does for a typed call.
    let target = match query.as_str() {
        "" => path(id).to_owned(),
        query => format!("{}?{query}", path(id)),
    };
    Box::new(move |_, body, out| {
        let request = Request::new(Method::Post, black_box(&target)).unwrap();
        let request = request.body(black_box(body));
        signer.sign_into_at(&request, now(), out).unwrap();
    })
}

fn signer<V: Venue>(id: &str) -> Signer<V, Trader> {
    const POLICY: Policy<Trader> = Policy::new();
    let credential = ApiCredential::<V>::load(Fixed(vectors::secret(id)))
        .unwrap()
        .created_on(Date::new(2026, 10, 1));
    let report = answered(credential.inspection(), id);
    credential.verify_at(&POLICY, report, recorded()).unwrap()
}

fn any_signer(id: &str) -> AnySigner {
    let credential = AnyCredential::load(venue::find(id).unwrap(), Fixed(vectors::secret(id)))
        .unwrap()
        .created_on(Date::new(2026, 10, 1));
    let report = answered(credential.inspection(), id);
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>());
    credential.verify_at(&policy, report, recorded()).unwrap()
}

fn answered(mut inspection: Inspection<'_>, id: &str) -> Report {
    let good = vectors::data().join(id).join("report/good");
    let mut number = 0;
    while inspection.next_request_at(recorded()).unwrap().is_some() {
        number += 1;
        let answer = fs::read(good.join(format!("{number}.json"))).unwrap();
        inspection
            .answer_at(&http::Response::new(answer), recorded())
            .unwrap();
    }
    inspection.finish().unwrap()
}

/// The moment of the recorded answers: 2026-11-20, one in the morning.
fn recorded() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_136_400)
}
