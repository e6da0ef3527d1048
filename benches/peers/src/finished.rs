//! A request that could be sent, whatever type its maker has for it.

use keyleash::SignedRequest;

/// What goes over the wire.
#[derive(Default)]
pub struct Finished {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Finished {
    /// A request in the notation of the recorded vectors.
    pub fn recorded(text: &str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let url = lines.next().and_then(|line| line.split_once(' '));
        Self {
            url: url.map(|(_, url)| url.to_owned()).unwrap_or_default(),
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: body.trim_end().to_owned(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        headers
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }

    /// The signature, in the query or in a header, by whichever venue.
    pub fn signature(&self) -> &str {
        let in_query = pairs(self.query()).find(|(name, _)| *name == "signature");
        if let Some((_, value)) = in_query {
            return value;
        }
        let mut headers = ["X-BAPI-SIGN", "OK-ACCESS-SIGN", "API-Sign"].into_iter();
        headers
            .find_map(|name| Some(self.header(name)).filter(|value| !value.is_empty()))
            .unwrap_or_default()
    }

    pub fn path(&self) -> &str {
        let target = self.url.splitn(4, '/').nth(3).unwrap_or_default();
        let path = target.split_once('?').map_or(target, |(path, _)| path);
        // With the slash before it, which `splitn` took away.
        let at = self.url.len() - target.len() - 1;
        &self.url[at..=at + path.len()]
    }

    pub fn query(&self) -> &str {
        self.url.split_once('?').map_or("", |(_, query)| query)
    }

    /// The text that the venue will build from it to compare the signature; of Kraken, what is
    /// hashed first.
    pub fn text(&self, venue: &str) -> String {
        match venue {
            "binance" => {
                let signed = pairs(self.query()).filter(|(name, _)| *name != "signature");
                let signed: Vec<String> = signed.map(|(n, v)| format!("{n}={v}")).collect();
                signed.join("&") + &self.body
            }
            "bybit" => {
                let head = ["TIMESTAMP", "API-KEY", "RECV-WINDOW"];
                let head = head.map(|part| self.header(&format!("X-BAPI-{part}")).to_owned());
                head.concat() + &self.body
            }
            "okx" => {
                let time = self.header("OK-ACCESS-TIMESTAMP");
                format!("{time}POST{}{}", self.path(), self.body)
            }
            _ => {
                let nonce = pairs(&self.body).find(|(name, _)| *name == "nonce");
                nonce.map_or("", |(_, nonce)| nonce).to_owned() + &self.body
            }
        }
    }
}

fn pairs(form: &str) -> impl Iterator<Item = (&str, &str)> {
    form.split('&').filter_map(|pair| pair.split_once('='))
}

impl From<&SignedRequest> for Finished {
    fn from(signed: &SignedRequest) -> Self {
        Self {
            url: signed.url().to_owned(),
            headers: owned(signed.headers()),
            body: signed.body().to_owned(),
        }
    }
}

impl From<&http::Request<Vec<u8>>> for Finished {
    fn from(request: &http::Request<Vec<u8>>) -> Self {
        Self {
            url: request.uri().to_string(),
            headers: listed(request.headers()),
            body: String::from_utf8(request.body().clone()).unwrap(),
        }
    }
}

impl From<&reqwest::Request> for Finished {
    fn from(request: &reqwest::Request) -> Self {
        Self {
            url: request.url().to_string(),
            headers: listed(request.headers()),
            body: text(request.body().and_then(reqwest::Body::as_bytes)),
        }
    }
}

impl From<&reqwest_0_11::Request> for Finished {
    fn from(request: &reqwest_0_11::Request) -> Self {
        let headers = request.headers().iter();
        Self {
            url: request.url().to_string(),
            headers: owned(headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap()))),
            body: text(request.body().and_then(reqwest_0_11::Body::as_bytes)),
        }
    }
}

impl From<&wickra_exchange_core::HttpRequest> for Finished {
    fn from(request: &wickra_exchange_core::HttpRequest) -> Self {
        Self {
            url: request.url.clone(),
            headers: request.headers.clone(),
            body: request.body.clone().unwrap_or_default(),
        }
    }
}

fn listed(headers: &http::HeaderMap) -> Vec<(String, String)> {
    owned(
        headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.to_str().unwrap())),
    )
}

fn owned<'n, 'v>(headers: impl Iterator<Item = (&'n str, &'v str)>) -> Vec<(String, String)> {
    headers
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn text(body: Option<&[u8]>) -> String {
    String::from_utf8(body.unwrap_or_default().to_vec()).unwrap()
}
