//! The owner's desk: it watches the account, and does what an owner does in an incident.

use crate::{
    bot::{POLICY, Trader},
    client,
    exchange::{Exchange, Issued},
};
use keyleash::{
    ApiCredential, Call, Counters, Environment, File, KillSwitch, Method, OrderTag, Replaced,
    Request, Rotation, Severity, SignError, SignedRequest, Signer, SwitchStanding, TradeWatch,
    Trip, Venue, danger,
    event::Event,
    incident::{Incident, Journal, Kind, Step},
    permission::Read,
    venue::{
        Spec,
        bybit::{self, Bybit},
    },
    watch::Finding,
};
use std::{
    error::Error,
    fs::{self, DirBuilder, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant, SystemTime},
};

/// Who sits there.
pub(crate) const OWNER: &str = "alice";
const BYBIT: &Spec = Bybit::SPEC;
/// Between two looks at the account.
const LOOK: Duration = Duration::from_millis(50);

pub(crate) struct Desk {
    directory: PathBuf,
    pub(crate) switch: KillSwitch,
    pub(crate) journal: Journal,
    pub(crate) tag: Arc<OrderTag>,
    watch: TradeWatch,
    signer: Signer<Bybit, Trader>,
}

impl Desk {
    /// Sets the fleet up: what an owner does once, before any bot starts.
    pub(crate) fn set_up(
        directory: &Path,
        key: &Issued,
        at: &Exchange,
    ) -> Result<Self, Box<dyn Error>> {
        let switch = KillSwitch::at(directory.join("switch"))?;
        switch.reset(OWNER, "the first start")?;
        let counters = Counters::create(directory.join("counts"))?;
        let tag = Arc::new(OrderTag::create(directory.join("tag"))?);
        let journal = Journal::open(directory.join("journal-desk"))?;
        write(&directory.join("key"), key)?;

        let credential = ApiCredential::<Bybit>::load(File::new(directory.join("key")))?
            .stopped_by(&switch)
            .counted_by(&counters)
            .recorded_by(&journal);
        let credential = danger::loopback(credential, at.address())?;
        let report = credential.inspect(client::send)?;
        Ok(Self {
            directory: directory.to_owned(),
            // Bybit repeats an order's name in all that it says of it: there is little to wait for.
            watch: TradeWatch::new(Arc::clone(&tag))
                .patience(Duration::from_millis(250))
                .tripping(&switch),
            signer: credential.verify(&POLICY, report)?,
            switch,
            journal,
            tag,
        })
    }

    /// Looks at the account for that long, or until the watch finds something that trips the
    /// switch.
    pub(crate) fn watch(&mut self, time: Duration) -> Result<Option<Finding>, Box<dyn Error>> {
        let begun = Instant::now();
        while begun.elapsed() < time {
            let page = "category=spot&limit=100";
            let mut events = self.read(bybit::EXECUTIONS.query(page))?;
            events.extend(self.read(bybit::OPEN_ORDERS.query(page))?);
            let now = SystemTime::now();
            let mut found = self.watch.see_all(BYBIT, &events, now);
            found.extend(self.watch.settle(now));
            let trips = |finding: &Finding| finding.severity() == Severity::Refuse;
            if let Some(finding) = found.into_iter().find(trips) {
                return Ok(Some(finding));
            }
            thread::sleep(LOOK);
        }
        Ok(None)
    }

    /// What is on record of the trip.
    pub(crate) fn trip(&self) -> Result<Trip, Box<dyn Error>> {
        match self.switch.standing() {
            SwitchStanding::Tripped(trips) => trips.into_iter().next().ok_or("no trip".into()),
            other => Err(format!("the switch is {other}").into()),
        }
    }

    /// Opens the incident, from the trip on.
    pub(crate) fn open_incident(&self, found: &Finding) -> Result<Incident, Box<dyn Error>> {
        let answers = self.directory.join("answers");
        DirBuilder::new().mode(0o700).create(&answers)?;
        let (key, trip) = (self.signer.fingerprint(), self.trip()?);
        let mut incident = Incident::open(BYBIT, Environment::Production, key, &trip.why, trip.at)
            .recorded_in(&self.journal)?
            .keeping_answers(answers);
        if let Some(at) = found.at() {
            incident.happened(Kind::Finding, found.found(), at)?;
        }
        Ok(incident)
    }

    /// Cancels every open order, which the policy leaves possible. An order is refused, here too.
    pub(crate) fn cancel_all(&self, incident: &mut Incident) -> Result<(), Box<dyn Error>> {
        let order = r#"{"category":"spot","symbol":"BTCUSDT","side":"Sell","orderType":"Market","qty":"1"}"#;
        let order = bybit::ORDER_CREATE_SPOT.body(order).worth(70_000);
        if self.signer.sign(order).err() != Some(SignError::Stopped) {
            return Err("an order was signed after the trip".into());
        }
        let all = bybit::ORDER_CANCEL_ALL_SPOT.body(r#"{"category":"spot"}"#);
        ask(self.signer.sign(all)?)?;
        let text = "every open order was cancelled";
        Ok(incident.happened(Kind::Step, text, SystemTime::now())?)
    }

    /// Collects what the plan names; gives how many traces of orders, trades and moves there are.
    pub(crate) fn collect(&self, incident: &mut Incident) -> Result<usize, Box<dyn Error>> {
        let mut traces = 0;
        for lookup in incident.plan() {
            let Some((method, path)) = lookup.call() else {
                // On the exchange's pages: logins, at Bybit.
                incident.collected(lookup, b"", None, SystemTime::now())?;
                continue;
            };
            let mut cursor = String::new();
            loop {
                let target = with_parameters(path, &cursor);
                let request = Request::new(method, &target)?;
                let answer = ask(self.signer.as_ref().sign(&request)?)?;
                // Not every answer has events that can be read; its hash is noted all the same.
                let events = BYBIT.read_answer(method, path, &answer).ok();
                let count = events.map(|events| events.len());
                traces += count.unwrap_or_default();
                let count = count.map(u64::try_from).transpose()?;
                incident.collected(lookup, &answer, count, SystemTime::now())?;
                cursor = next_page(&answer)?;
                if cursor.is_empty() {
                    break;
                }
            }
        }
        incident.tick(Step::ReviewTrades, OWNER, SystemTime::now())?;
        incident.tick(Step::CheckWithdrawals, OWNER, SystemTime::now())?;
        Ok(traces)
    }

    /// Puts a new key in the place of the leaked one, and into the file that the bots read.
    pub(crate) fn replace(
        &self,
        key: &Issued,
        incident: &mut Incident,
    ) -> Result<Replaced, Box<dyn Error>> {
        let (new, place) = (self.directory.join("key.new"), self.directory.join("key"));
        write(&new, key)?;
        let rotation = Rotation::of(&self.signer);
        let credential = rotation.changed(File::new(&new))?;
        let credential = credential.ok_or("the new key is the old one")?;
        let report = credential.inspect(client::send)?;
        let replaced = rotation.accept(credential, report)?;
        fs::rename(new, place)?;
        let now = SystemTime::now();
        let text = format!("key {} took its place", replaced.new_key());
        incident.happened(Kind::Rotated, &text, now)?;
        incident.tick(Step::NewKey, OWNER, now)?;
        Ok(replaced)
    }

    /// Arms the switch again.
    pub(crate) fn reset(&self, why: &str, incident: &mut Incident) -> Result<(), Box<dyn Error>> {
        let reset = self.switch.reset(OWNER, why)?;
        incident.happened(
            Kind::Reset,
            &format!("{}: {}", reset.who, reset.why),
            reset.at,
        )?;
        match self.switch.standing() {
            SwitchStanding::Armed => Ok(()),
            other => Err(format!("after its reset the switch is {other}").into()),
        }
    }

    /// Reads what happened on the account.
    fn read(&self, call: Call<'_, Bybit, Read>) -> Result<Vec<Event>, Box<dyn Error>> {
        let signed = self.signer.sign(call)?;
        let path = signed.path().to_owned();
        Ok(BYBIT.read_answer(Method::Get, &path, &ask(signed)?)?)
    }
}

/// Deletes the old key on the exchange's page, and asks the exchange until it is dead.
pub(crate) fn bury(
    replaced: Replaced,
    incident: &mut Incident,
    delete: impl FnOnce(),
) -> Result<(), Box<dyn Error>> {
    // It has leaked: nobody waits for what it signed last.
    let mut retired = replaced.retire_early()?;
    let before = retired.check_dead(client::send);
    if before.is_dead() {
        return Err("the old key was dead before anybody deleted it".into());
    }
    delete();
    let fate = retired.check_dead(client::send);
    let now = SystemTime::now();
    incident.happened(Kind::Rotated, &fate.to_string(), now)?;
    if !fate.is_dead() {
        return Err(fate.to_string().into());
    }
    Ok(incident.tick(Step::DeleteKey, OWNER, now)?)
}

/// Sends a signed request.
fn ask(signed: SignedRequest) -> Result<Vec<u8>, Box<dyn Error>> {
    let answer = client::send(signed.try_into()?)?.into_body();
    let code: serde_json::Value = serde_json::from_slice(&answer)?;
    match code.get("retCode").and_then(serde_json::Value::as_i64) {
        Some(0) => Ok(answer),
        code => Err(format!("the exchange refused by code {code:?}").into()),
    }
}

/// What Bybit wants beside the path.
fn with_parameters(path: &str, cursor: &str) -> String {
    match path {
        "/v5/execution/list" | "/v5/order/realtime" | "/v5/order/history" => {
            format!("{path}?category=spot&limit=100&cursor={cursor}")
        }
        _ => path.to_owned(),
    }
}

/// Where the next page of an answer begins; empty where there is none.
fn next_page(answer: &[u8]) -> Result<String, Box<dyn Error>> {
    let answer: serde_json::Value = serde_json::from_slice(answer)?;
    let cursor = answer.pointer("/result/nextPageCursor");
    let cursor = cursor.and_then(serde_json::Value::as_str);
    Ok(cursor.unwrap_or_default().to_owned())
}

/// Writes a key into a new file that only its owner can read.
fn write(path: &Path, key: &Issued) -> std::io::Result<()> {
    let mut open = OpenOptions::new();
    let mut file = open.write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "key = {}\nsecret = {}", key.id, key.secret)?;
    file.sync_all()
}
