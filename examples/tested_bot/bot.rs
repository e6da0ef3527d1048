//! The bot: it knows nothing of stand-ins, and sends by the function that it is given.

use keyleash::{
    ApiCredential, Error, Finding, KillSwitch, Method, OrderTag, Policy, SignedRequest, Signer,
    TradeWatch, scope,
    venue::{
        Orders, Spec,
        okx::{self, Okx},
    },
};
use std::{
    io,
    sync::Arc,
    time::{Duration, SystemTime},
};

scope! {
    /// All that this bot may do.
    pub(crate) Buyer = Read | Spot
}

/// What the owner demands of the key.
const POLICY: Policy<Buyer> = Policy::new().max_age_days(60);

/// How long a trade may go unexplained.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whatever sends: in production an HTTP client with redirects off.
pub(crate) type Send = fn(http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>>;

/// A bot that buys when it is told to, and stops when somebody else trades on its account.
pub(crate) struct Bot {
    spec: &'static Spec,
    signer: Signer<Okx, Buyer>,
    tag: Arc<OrderTag>,
    watch: TradeWatch,
    send: Send,
}

/// Why an order was not placed, or nothing could be seen.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BotError {
    #[error(transparent)]
    Key(#[from] Error),
    #[error("the exchange could not be reached: {0}")]
    Sending(#[from] io::Error),
    #[error("the exchange answered with status {0}")]
    Refused(u16),
    #[error("the exchange's answer could not be read")]
    Unread,
    #[error("no name could be made for the order")]
    NoName,
}

impl Bot {
    /// Asks the exchange about the key, and starts only with one that the policy accepts.
    pub(crate) fn start(
        credential: ApiCredential<Okx>,
        switch: &KillSwitch,
        tag: &Arc<OrderTag>,
        send: Send,
    ) -> Result<Self, Error> {
        let spec = credential.venue();
        let credential = credential.stopped_by(switch);
        let report = credential.inspect(send)?;
        let signer = credential.verify(&POLICY, report)?;
        let watch = TradeWatch::new(Arc::clone(tag)).patience(PATIENCE);
        Ok(Self {
            spec,
            signer,
            tag: Arc::clone(tag),
            watch: watch.tripping(switch),
            send,
        })
    }

    /// Buys at the market.
    pub(crate) fn buy(&self, market: &str, size: &str) -> Result<(), BotError> {
        let shape = self.spec.orders().find_map(Orders::client_id);
        let name = shape.and_then(|shape| self.tag.client_id(&shape, SystemTime::now()).ok());
        let name = name.ok_or(BotError::NoName)?;
        let order = format!(
            r#"{{"instId":"{market}","tdMode":"cash","side":"buy","ordType":"market","sz":"{size}","clOrdId":"{name}"}}"#
        );
        let signed = self.signer.sign(okx::ORDER_SPOT.body(&order));
        self.ask(signed.map_err(Error::from)?).map(drop)
    }

    /// Reads orders and fills; a finding has tripped the switch when it comes out here.
    pub(crate) fn look(&mut self) -> Result<Vec<Finding>, BotError> {
        let (spec, now) = (self.spec, SystemTime::now());
        let mut findings = Vec::new();
        for (path, call) in [
            (
                "/api/v5/trade/orders-history",
                okx::ORDERS_HISTORY.query("instType=SPOT"),
            ),
            ("/api/v5/trade/fills", okx::FILLS.query("instType=SPOT")),
        ] {
            let answer = self.ask(self.signer.sign(call).map_err(Error::from)?)?;
            let events = spec.read_answer(Method::Get, path, &answer);
            let events = events.map_err(|_| BotError::Unread)?;
            findings.extend(self.watch.see_all(spec, &events, now));
        }
        // A bot would come back after this time; here it is over at once.
        findings.extend(self.watch.settle(now + 2 * PATIENCE));
        Ok(findings)
    }

    /// Asks about the key again, as a bot does every few hours.
    pub(crate) fn renew(&self) -> Result<(), Error> {
        let report = self.signer.inspect(self.send)?;
        Ok(self.signer.renew(report)?)
    }

    fn ask(&self, request: SignedRequest) -> Result<Vec<u8>, BotError> {
        let request = request.try_into().map_err(Error::from)?;
        let response = (self.send)(request)?;
        match response.status().as_u16() {
            200 => Ok(response.into_body()),
            status => Err(BotError::Refused(status)),
        }
    }
}
