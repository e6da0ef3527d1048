//! What grows with the work, and what must not: lists of markets, limits, watched orders.
//!
//! Each case is one call. A signature is measured with its limits, and beside it one without: what
//! is between them is the cost of the limits. For the watch, one call is one event.

use crate::venues;
use keyleash::{
    AnySigner, Limits, Method, OrderTag, Request, Secret, SignedRequest, TradeWatch,
    event::{Event, Fill, Order},
    venue::{self, Spec},
    watch::TagId,
};
use std::{hint::black_box, sync::Arc, time::Duration};

/// Something to measure, by its name.
pub type Case = (String, Box<dyn FnMut()>);

/// The sizes that cost is measured at.
pub const SIZES: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];
/// Limits of parts of parts.
const DEPTHS: [usize; 4] = [1, 2, 4, 8];

/// What a venue is sent, with the market that is in it.
const ORDERS: [(&str, &str, &str, &str); 2] = [
    (
        "binance",
        "/api/v3/order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00100000&price=61234.56000000&newClientOrderId=x-3f9a1c07d2b84e65a0c1&newOrderRespType=ACK",
        "",
        "BTCUSDT",
    ),
    (
        "bybit",
        "/v5/order/create",
        r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"61234.56","timeInForce":"GTC","orderLinkId":"x-3f9a1c07d2b84e65a0c1"}"#,
        "BTCUSDT",
    ),
];

/// All of them.
pub fn cases() -> Vec<Case> {
    let mut all = markets(&SIZES);
    all.extend(levels());
    all.extend(parts(&SIZES));
    all.extend(batches());
    all.extend(watch(&SIZES));
    all
}

/// A list of markets, of which the order's is the last.
pub fn markets(sizes: &[usize]) -> Vec<Case> {
    let mut all = Vec::new();
    for (id, target, body, market) in ORDERS {
        let signer = venues::signer(id);
        all.push(case(
            format!("{id}, no limits"),
            signing(signer.clone(), target, body),
        ));
        for &size in sizes {
            let limits = Limits::new().markets(list(size, market));
            let part = signer.limited_at(&limits, venues::recorded()).unwrap();
            all.push(case(
                format!("{id}, one of {size} markets"),
                signing(part, target, body),
            ));
        }
    }
    all
}

/// Limits of a part of a part of the bot: each of them counts.
pub fn levels() -> Vec<Case> {
    let mut all = Vec::new();
    for (id, target, body, market) in ORDERS {
        for depth in DEPTHS {
            let mut part = venues::signer(id);
            for level in 0..depth {
                // Each its own list, so each has another question.
                let limits = Limits::new().markets(list(10 + level, market));
                part = part.limited_at(&limits, venues::recorded()).unwrap();
            }
            all.push(case(
                format!("{id}, {depth} levels of limits"),
                signing(part, target, body),
            ));
        }
    }
    all
}

/// Parts of one bot beside each other: the cost of one does not depend on the others.
pub fn parts(sizes: &[usize]) -> Vec<Case> {
    let (id, target, body, market) = ORDERS[1];
    let signer = venues::signer(id);
    let mut all = Vec::new();
    for &size in sizes {
        let limits = Limits::new().markets(list(1, market));
        let part = || signer.limited_at(&limits, venues::recorded()).unwrap();
        let parts: Vec<AnySigner> = (0..size).map(|_| part()).collect();
        let mut turn = 0;
        let request = Request::new(Method::Post, target).unwrap().body(body);
        let mut out = SignedRequest::new();
        all.push(case(
            format!("{id}, one of {size} limited parts"),
            move || {
                turn = (turn + 7_919) % parts.len();
                parts[turn]
                    .sign_into_at(&request, venues::recorded(), &mut out)
                    .unwrap();
                black_box(out.url());
            },
        ));
    }
    all
}

/// Requests that hold several orders, which are read by the strict reading.
pub fn batches() -> Vec<Case> {
    let signer = venues::signer("bybit");
    let one = r#"{"symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"1"}"#;
    let mut all = Vec::new();
    for orders in [1, 10] {
        let body: &str = format!(
            r#"{{"category":"spot","request":[{}]}}"#,
            vec![one; orders].join(",")
        )
        .leak();
        let target = "/v5/order/create-batch";
        let limits = Limits::new().markets(list(100, "BTCUSDT"));
        let part = signer.limited_at(&limits, venues::recorded()).unwrap();
        all.push(case(
            format!("bybit, batch of {orders}, no limits"),
            signing(signer.clone(), target, body),
        ));
        all.push(case(
            format!("bybit, batch of {orders}, one of 100 markets"),
            signing(part, target, body),
        ));
    }
    all
}

/// Events, while so many orders are remembered: one more is known, and the oldest is forgotten.
pub fn watch(sizes: &[usize]) -> Vec<Case> {
    let mut all = Vec::new();
    for &size in sizes {
        let mut stream = Stream::new(size);
        all.push(case(format!("watch of {size}, new order"), move || {
            stream.order()
        }));
        let mut stream = Stream::new(size);
        all.push(case(format!("watch of {size}, update"), move || {
            stream.update()
        }));
        let mut stream = Stream::new(size);
        all.push(case(
            format!("watch of {size}, fill without name"),
            move || stream.fill(),
        ));
        let mut stream = Stream::new(size);
        all.push(case(format!("watch of {size}, mix"), move || {
            stream.mixed()
        }));
    }
    all
}

/// What a venue reports of orders that the bot made.
struct Stream {
    watch: TradeWatch,
    venue: &'static Spec,
    names: Arc<[TagId]>,
    order: Event,
    fill: Event,
    remembered: u64,
    /// How many orders there were, and how many events of the mix.
    next: u64,
    step: u64,
}

impl Stream {
    fn new(size: usize) -> Self {
        const KEY: &str = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80";
        let tag = Arc::new(OrderTag::new(&Secret::new(KEY.to_owned())).unwrap());
        let venue = venue::find("bybit").unwrap();
        let shape = venue
            .orders()
            .find_map(|orders| orders.client_id())
            .unwrap();
        let now = venues::recorded();
        // More than are remembered, so that none is on two of these.
        let names = (0..size * 5 / 4 + 16).map(|_| tag.client_id(&shape, now).unwrap());
        let mut order = Order::new(text(0), "BTCUSDT");
        order.client_id = Some(String::with_capacity(40));
        order.at = Some(now);
        let mut fill = Fill::new(text(0), "BTCUSDT");
        fill.order_id = Some(text(0));
        fill.at = Some(now);
        let mut stream = Self {
            watch: TradeWatch::new(tag.clone()).remembering(size, 7),
            venue,
            names: names.collect(),
            order: Event::Order(order),
            fill: Event::Fill(fill),
            remembered: size as u64,
            next: 0,
            step: 0,
        };
        for _ in 0..size {
            stream.order();
        }
        stream
    }

    /// One that was not seen before.
    fn order(&mut self) {
        self.next += 1;
        self.show_order(self.next);
    }

    /// One of those that are remembered, by its name.
    fn update(&mut self) {
        self.step += 1;
        self.show_order(self.next - self.step * 7_919 % self.remembered);
    }

    /// A trade of one that is remembered, which says nothing but the venue's id of it.
    fn fill(&mut self) {
        self.step += 1;
        self.show_fill(self.next - self.step * 7_919 % self.remembered);
    }

    /// Of each order eight events: it is new, updated three times, filled twice, and its last update
    /// and its last fill come again from a page, later.
    fn mixed(&mut self) {
        let first = self.next;
        match self.step % 8 {
            0 => self.order(),
            1 => self.show_order(first),
            2 => self.show_order(first - 2),
            3 => self.show_fill(first - 5),
            4 => self.show_fill(first - 6),
            5 => self.show_order(first - 6),
            6 => self.show_order(first - 60),
            _ => self.show_fill(first - 60),
        }
        self.step += 1;
    }

    fn show_order(&mut self, number: u64) {
        let Event::Order(order) = &mut self.order else {
            return;
        };
        write(&mut order.id, number);
        let name = self.names[(number % self.names.len() as u64) as usize];
        let own = order.client_id.get_or_insert_default();
        own.clear();
        own.push_str(name.as_str());
        let found = self.watch.see(self.venue, &self.order, now());
        assert!(found.len() < 2, "{found:?}");
    }

    fn show_fill(&mut self, number: u64) {
        let Event::Fill(fill) = &mut self.fill else {
            return;
        };
        write(fill.order_id.get_or_insert_default(), number);
        let found = self.watch.see(self.venue, &self.fill, now());
        assert!(found.is_empty(), "{found:?}");
    }
}

fn now() -> std::time::SystemTime {
    venues::recorded() + Duration::from_secs(1)
}

/// An id as long as those of venues.
fn text(number: u64) -> String {
    format!("{:019}", 1_680_800_019_749_904_384 + number)
}

fn write(id: &mut String, number: u64) {
    use std::fmt::Write as _;
    id.clear();
    write!(id, "{}", 1_680_800_019_749_904_384 + number).unwrap();
}

/// So many markets, `market` in the midst of them.
fn list(size: usize, market: &'static str) -> &'static [&'static str] {
    let mut names: Vec<&'static str> = Vec::with_capacity(size);
    for number in 1..size {
        let name: &str = format!("{:X}USDT", number * 2_654_435_761 % 0xff_ffff_ffff).leak();
        names.push(name);
    }
    names.insert(names.len() / 2, market);
    names.leak()
}

fn signing(signer: AnySigner, target: &'static str, body: &'static str) -> impl FnMut() {
    let request = Request::new(Method::Post, target).unwrap().body(body);
    let mut out = SignedRequest::new();
    move || {
        signer
            .sign_into_at(black_box(&request), venues::recorded(), &mut out)
            .unwrap();
        black_box(out.url());
    }
}

fn case(name: impl Into<String>, run: impl FnMut() + 'static) -> Case {
    (name.into(), Box::new(run))
}
