//! A redirect to another host: where the headers of a key go.

use super::{
    bot::{HOSTS, signer},
    clients::{block_on, our_reqwest, our_ureq, reqwest, ureq},
    server::{Server, answer},
};
use keyleash::{Method, client};

const ELSEWHERE: &str = "elsewhere.example";

/// What each exchange knows the bot by, and a question that is signed.
const ASKED: [(&str, &str); 3] = [
    ("x-mbx-apikey", "/api/v3/openOrders"),
    ("x-bapi-sign", "/v5/order/realtime?category=spot"),
    ("ok-access-passphrase", "/api/v5/account/balance"),
];

/// An exchange that sends everyone elsewhere, and that other host.
struct Redirected {
    host: &'static str,
    exchange: Server,
    elsewhere: Server,
}

impl Redirected {
    fn new(host: &'static str, status: &'static str) -> Self {
        Self {
            host,
            exchange: Server::new(host, move |seen| {
                let to = format!("Location: https://{ELSEWHERE}{}\r\n", seen.target);
                answer(status, &to, "")
            }),
            elsewhere: Server::new(ELSEWHERE, |_| answer("200 OK", "", "{}")),
        }
    }

    fn names(&self) -> [(&'static str, std::net::SocketAddr); 2] {
        [
            (self.host, self.exchange.address),
            (ELSEWHERE, self.elsewhere.address),
        ]
    }

    /// What came to the other host in this header.
    fn leaked(&self, header: &str) -> Vec<Option<String>> {
        let seen = self.elsewhere.seen();
        seen.iter()
            .map(|seen| seen.header(header).map(str::to_owned))
            .collect()
    }

    /// The same in the request to the exchange.
    fn sent(&self, header: &str) -> Option<String> {
        let seen = self.exchange.seen();
        seen[0].header(header).map(str::to_owned)
    }
}

fn signed(venue: &str, target: &str) -> http::Request<Vec<u8>> {
    let request = keyleash::Request::new(Method::Get, target).unwrap();
    signer(venue).sign(&request).unwrap().try_into().unwrap()
}

/// The fault that the builders are for. Where this fails, a client has mended it.
#[test]
fn clients_as_they_come_carry_keys_to_other_hosts() {
    for ((venue, host), (header, target)) in HOSTS.into_iter().zip(ASKED) {
        let by_reqwest = Redirected::new(host, "307 Temporary Redirect");
        let http = reqwest(::reqwest::Client::builder(), &by_reqwest.names());
        let request = ::reqwest::Request::try_from(signed(venue, target)).unwrap();
        let answer = block_on(async { http.execute(request).await }).unwrap();
        assert_eq!(answer.status(), 200);
        let by_ureq = Redirected::new(host, "307 Temporary Redirect");
        let http = ureq(::ureq::Agent::config_builder(), &by_ureq.names());
        let answer = http.run(signed(venue, target)).unwrap();
        assert_eq!(answer.status(), 200);
        for redirected in [by_reqwest, by_ureq] {
            let sent = redirected.sent(header);
            assert!(sent.is_some(), "{venue}: no {header}");
            assert_eq!(redirected.leaked(header), [sent], "{venue}");
        }
    }
}

#[test]
fn clients_made_here_take_a_redirect_for_an_answer() {
    for ((venue, host), (header, target)) in HOSTS.into_iter().zip(ASKED) {
        for status in [
            "301 Moved Permanently",
            "302 Found",
            "303 See Other",
            "307 Temporary Redirect",
            "308 Permanent Redirect",
        ] {
            let redirected = Redirected::new(host, status);
            let http = our_reqwest(&redirected.names());
            let sent = client::reqwest::send(&http, signed(venue, target));
            let by_reqwest = block_on(sent).unwrap();
            let http = our_ureq(&redirected.names());
            let by_ureq = client::ureq::send(&http, signed(venue, target)).unwrap();
            for answer in [by_reqwest, by_ureq] {
                assert!(status.starts_with(answer.status().as_str()));
                assert!(answer.headers().contains_key("location"));
            }
            assert!(redirected.sent(header).is_some());
            assert_eq!(redirected.exchange.seen().len(), 2);
            assert_eq!(redirected.leaked(header), [], "{venue}");
        }
    }
}
