//! A stand-in of Bybit: it gives out keys, checks signatures by code of its own, takes orders, and
//! tells what happened on the account. What an owner does on the exchange's pages is a method here.

use crate::{
    answers,
    asked::{self, Asked},
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Read},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// A running stand-in; it ends with the process.
pub(crate) struct Exchange {
    address: SocketAddr,
    account: Arc<Mutex<Account>>,
}

/// The one account of this exchange.
#[derive(Default)]
struct Account {
    keys: Vec<Issued>,
    orders: Vec<Placed>,
}

/// A key that the exchange gave out.
#[derive(Clone)]
pub(crate) struct Issued {
    pub(crate) id: String,
    pub(crate) secret: String,
    /// What the exchange says about it.
    answer: Value,
}

/// An order that was accepted.
#[derive(Clone)]
pub(crate) struct Placed {
    pub(crate) id: String,
    /// The id of the key that signed it.
    pub(crate) key: String,
    /// The client order id; empty where there was none.
    pub(crate) name: String,
    pub(crate) at: SystemTime,
    market: String,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Filled,
    Cancelled,
}

/// A refusal: the exchange's code and text.
type No = (i32, &'static str);

impl Exchange {
    pub(crate) fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let account = Arc::new(Mutex::new(Account::default()));
        let own = Arc::clone(&account);
        thread::Builder::new()
            .name("exchange".to_owned())
            .spawn(move || {
                for stream in listener.incoming().flatten() {
                    let account = Arc::clone(&own);
                    // A client that breaks off harms nobody else.
                    thread::spawn(move || serve(&stream, &account));
                }
            })?;
        Ok(Self { address, account })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Makes a key, so many days ago, as the owner does on the page of keys.
    pub(crate) fn make_key(&self, days: i64) -> io::Result<Issued> {
        let mut bytes = [0; 27];
        File::open("/dev/urandom")?.read_exact(&mut bytes)?;
        let (id, secret) = bytes.split_at(9);
        let id = hex(id);
        let issued = Issued {
            answer: answers::bybit(&id, days).into_value(),
            secret: hex(secret),
            id,
        };
        self.account().keys.push(issued.clone());
        Ok(issued)
    }

    /// Deletes a key, as the owner does there.
    pub(crate) fn delete_key(&self, id: &str) {
        self.account().keys.retain(|key| key.id != id);
    }

    /// Every order that was accepted, the first one first.
    pub(crate) fn orders(&self) -> Vec<Placed> {
        self.account().orders.clone()
    }

    /// How many orders are open.
    pub(crate) fn open_orders(&self) -> usize {
        let account = self.account();
        let open = account.orders.iter();
        open.filter(|order| order.state == State::Open).count()
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads one request and answers it. A refusal has the status 200, as at Bybit.
fn serve(stream: &TcpStream, account: &Mutex<Account>) -> io::Result<()> {
    let asked = Asked::read(stream)?;
    let mut account = account.lock().unwrap_or_else(PoisonError::into_inner);
    let (code, message, result) = match account.answer(&asked) {
        Ok(result) => (0, "OK", result),
        Err((code, message)) => (code, message, json!({})),
    };
    drop(account);
    let body = json!({
        "retCode": code, "retMsg": message, "result": result, "retExtInfo": {},
        "time": millis(SystemTime::now()),
    });
    asked::answer(stream, 200, &body)
}

impl Account {
    fn answer(&mut self, asked: &Asked) -> Result<Value, No> {
        let key = self.checked(asked)?;
        match (asked.method.as_str(), asked.path.as_str()) {
            ("GET", "/v5/user/query-api") => Ok(key.answer),
            ("POST", "/v5/order/create") => self.place(&key.id, &asked.body),
            ("POST", "/v5/order/cancel-all") => Ok(self.cancel_all()),
            ("GET", "/v5/execution/list") => self.list(asked, &[State::Filled], fill),
            ("GET", "/v5/order/realtime") => self.list(asked, &[State::Open], order),
            ("GET", "/v5/order/history") => {
                self.list(asked, &[State::Filled, State::Cancelled], order)
            }
            // Nothing came in or went out, and there are no sub-accounts.
            ("GET", path) if path.starts_with("/v5/asset/") => {
                Ok(json!({ "rows": [], "list": [], "nextPageCursor": "" }))
            }
            ("GET", "/v5/user/sub-apikeys") => Ok(json!({ "result": [], "nextPageCursor": "" })),
            ("GET", _) => Ok(json!({ "list": [], "nextPageCursor": "" })),
            _ => Err((10001, "the stand-in has no such call")),
        }
    }

    /// The key that signed a request: HMAC-SHA256 of time, key, window, and query or body.
    fn checked(&self, asked: &Asked) -> Result<Issued, No> {
        let part = |name| asked.header(name).unwrap_or_default();
        let (id, time) = (part("x-bapi-api-key"), part("x-bapi-timestamp"));
        let mut keys = self.keys.iter();
        // What Bybit says of a key that was deleted, too.
        let key = keys.find(|key| key.id == id);
        let key = key.ok_or((10003, "API key is invalid."))?;
        let window = part("x-bapi-recv-window");
        let fresh = match (time.parse::<u64>(), window.parse::<u64>()) {
            (Ok(time), Ok(window)) => millis(SystemTime::now()).abs_diff(time) <= window,
            _ => false,
        };
        if !fresh {
            return Err((10002, "the timestamp is outside of the window"));
        }
        let text = [time, id, window, &asked.query, &asked.body].concat();
        if sign(&key.secret, &text) != part("x-bapi-sign") {
            return Err((
                10004,
                "error sign! please check your signature generation algorithm.",
            ));
        }
        Ok(key.clone())
    }

    /// An order that does not wait is filled at once; every other one stays open.
    fn place(&mut self, key: &str, body: &str) -> Result<Value, No> {
        let order: Value = serde_json::from_str(body).map_err(|_| (10001, "no JSON"))?;
        let text = |name| order.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("symbol").is_empty() || text("qty").is_empty() {
            return Err((10001, "an order needs a symbol and a quantity"));
        }
        let id = (1_795_136_400 + self.orders.len()).to_string();
        self.orders.push(Placed {
            id: id.clone(),
            key: key.to_owned(),
            name: text("orderLinkId").to_owned(),
            at: SystemTime::now(),
            market: text("symbol").to_owned(),
            state: match text("timeInForce") {
                "IOC" => State::Filled,
                _ => State::Open,
            },
        });
        Ok(json!({ "orderId": id, "orderLinkId": text("orderLinkId") }))
    }

    fn cancel_all(&mut self) -> Value {
        let mut cancelled = Vec::new();
        for order in &mut self.orders {
            if order.state == State::Open {
                order.state = State::Cancelled;
                cancelled.push(json!({ "orderId": order.id, "orderLinkId": order.name }));
            }
        }
        json!({ "list": cancelled, "success": "1" })
    }

    /// A page, the latest first.
    fn list(&self, asked: &Asked, of: &[State], shown: fn(&Placed) -> Value) -> Result<Value, No> {
        let parameter = |name| {
            let mut pairs = asked
                .query
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
        };
        if parameter("category") != Some("spot") {
            return Err((10001, "the category is missing"));
        }
        let limit = parameter("limit").and_then(|limit| limit.parse().ok());
        let cursor = parameter("cursor").and_then(|cursor| cursor.parse().ok());
        let first = cursor.unwrap_or(usize::MAX).min(self.orders.len());
        let orders = self.orders.iter().enumerate().take(first).rev();
        let page: Vec<_> = orders
            .filter(|(_, order)| of.contains(&order.state))
            .take(limit.unwrap_or(50).min(100))
            .collect();
        // The next page goes on before the last order of this one; behind the last page is none.
        let cursor = page.last().map(|(at, _)| at.to_string());
        let list: Vec<_> = page.iter().map(|(_, order)| shown(order)).collect();
        Ok(json!({
            "category": "spot", "list": list, "nextPageCursor": cursor.unwrap_or_default(),
        }))
    }
}

fn order(order: &Placed) -> Value {
    json!({
        "orderId": order.id, "orderLinkId": order.name, "symbol": order.market,
        "createdTime": millis(order.at).to_string(),
    })
}

fn fill(order: &Placed) -> Value {
    json!({
        "execId": format!("e{}", order.id), "orderId": order.id, "orderLinkId": order.name,
        "symbol": order.market, "execType": "Trade", "execTime": millis(order.at).to_string(),
    })
}

/// HMAC-SHA256 in hex, by code that shares nothing with the library.
pub(crate) fn sign(secret: &str, text: &str) -> String {
    // An HMAC takes a key of any length, so there is no error to report.
    Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_or_else(
        |_| String::new(),
        |mut mac| {
            mac.update(text.as_bytes());
            hex(&mac.finalize().into_bytes())
        },
    )
}

pub(crate) fn millis(at: SystemTime) -> u64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
