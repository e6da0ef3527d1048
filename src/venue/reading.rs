//! What a venue's answers and stream messages say about an account, as data that one interpreter
//! reads into [`Event`]s.
//!
//! A venue file names the fields. What is not as it names them is an error and never a guess: a
//! reader that took a changed answer for an empty one would let a stolen key trade unseen.

mod cell;
mod reader;
mod test;
mod unread;

pub(crate) use cell::{Cell, Moment, NONE, at, fixed, maybe, ms, ns, rfc3339, secs, utc};
pub(crate) use test::{Made, Test};
pub use unread::Unread;

use super::{Evidence, Spec};
use crate::{
    event::{Event, MovementKind},
    report::json::{Field, Unreadable},
    request::{Method, Row},
};
use core::fmt;

/// How one kind of event is read from one kind of answer or message.
pub struct Reading {
    pub(crate) of: Of,
    /// Where the rows are: names and places in lists with dots between, `*` for every one. Empty
    /// is the whole.
    pub(crate) each: &'static str,
    /// Which of the rows are meant.
    pub(crate) only: &'static [Test],
    pub(crate) gives: Gives,
}

/// What is read.
pub(crate) enum Of {
    /// Answers to these calls.
    Answers(&'static [Row]),
    /// Messages of a stream.
    Messages(&'static Stream),
}

/// A stream of messages about an account.
pub(crate) struct Stream {
    /// What a bot subscribes to, as the venue calls it.
    pub(crate) name: &'static str,
    /// Where the message stands in its envelopes; empty where it has none. For all readings, that
    /// is the whole.
    pub(crate) inside: &'static [&'static str],
    /// What a message with events looks like.
    pub(crate) when: &'static [Test],
}

/// What a row says.
pub(crate) enum Gives {
    Order(OrderCells),
    Fill(FillCells),
    Movement(MovementKind, MovementCells),
    Access(AccessCells),
    Key(KeyCells),
    Address(AddressCells),
    /// An exception: what no cells can say. It gets the row, and the whole.
    By(
        Evidence,
        fn(&Field<'_>, &Field<'_>) -> Result<Vec<Event>, Unreadable>,
    ),
}

/// Where the parts of an [order](crate::event::Order) are.
pub(crate) struct OrderCells {
    pub(crate) id: Cell,
    pub(crate) client: Cell,
    pub(crate) market: Cell,
    /// What marks the venue's own; all else is a client's.
    pub(crate) made: &'static [Made],
    pub(crate) at: Moment,
}

/// Where the parts of a [fill](crate::event::Fill) are.
pub(crate) struct FillCells {
    pub(crate) id: Cell,
    pub(crate) order: Cell,
    pub(crate) client: Cell,
    pub(crate) market: Cell,
    /// What marks the venue's own; all else is a client's.
    pub(crate) made: &'static [Made],
    pub(crate) at: Moment,
}

/// Where the parts of a [movement](crate::event::Movement) are.
pub(crate) struct MovementCells {
    pub(crate) id: Cell,
    pub(crate) asset: Cell,
    pub(crate) amount: Cell,
    pub(crate) to: Cell,
    pub(crate) at: Moment,
}

/// Where the parts of an [access](crate::event::Access) are.
pub(crate) struct AccessCells {
    pub(crate) from: Cell,
    pub(crate) key: Cell,
    pub(crate) at: Moment,
}

/// Where the parts of a [key](crate::event::KeyEntry) are.
pub(crate) struct KeyCells {
    pub(crate) id: Cell,
    pub(crate) created: Moment,
    pub(crate) used: Moment,
}

/// Where the parts of an [address](crate::event::AddressEntry) are.
pub(crate) struct AddressCells {
    pub(crate) address: Cell,
    pub(crate) asset: Cell,
    pub(crate) added: Moment,
}

impl Reading {
    pub(crate) const fn answers(rows: &'static [Row], each: &'static str, gives: Gives) -> Self {
        Self {
            of: Of::Answers(rows),
            each,
            only: &[],
            gives,
        }
    }

    pub(crate) const fn messages(
        stream: &'static Stream,
        each: &'static str,
        gives: Gives,
    ) -> Self {
        Self {
            of: Of::Messages(stream),
            each,
            only: &[],
            gives,
        }
    }

    /// The same for some of the rows.
    pub(crate) const fn only(self, only: &'static [Test]) -> Self {
        Self { only, ..self }
    }

    /// What it reads.
    #[must_use]
    pub const fn evidence(&self) -> Evidence {
        match &self.gives {
            Gives::Order(_) => Evidence::Orders,
            Gives::Fill(_) => Evidence::Fills,
            Gives::Movement(MovementKind::Withdrawal, _) => Evidence::Withdrawals,
            Gives::Movement(MovementKind::Deposit, _) => Evidence::Deposits,
            Gives::Movement(MovementKind::Transfer, _) => Evidence::Transfers,
            Gives::Access(_) => Evidence::Logins,
            Gives::Key(_) => Evidence::Keys,
            Gives::Address(_) => Evidence::Addresses,
            Gives::By(evidence, _) => *evidence,
        }
    }

    /// The calls whose answers it reads, as method and path.
    pub fn calls(&self) -> impl Iterator<Item = (Method, &'static str)> + use<> {
        super::trading::endpoints(match self.of {
            Of::Answers(rows) => rows,
            Of::Messages(_) => &[],
        })
    }

    /// The stream whose messages it reads, as the venue calls what a bot subscribes to.
    #[must_use]
    pub const fn stream(&self) -> Option<&'static str> {
        match &self.of {
            Of::Answers(_) => None,
            Of::Messages(stream) => Some(stream.name),
        }
    }

    /// The fields without which it reads nothing: names and places in lists with dots between, `*`
    /// for every one. Where there are more of them in an item, one will do.
    pub fn needs(&self) -> impl Iterator<Item = Vec<String>> {
        self.gives.cells().into_iter().filter_map(|cell| {
            let paths = cell.needed()?;
            Some(paths.flat_map(|path| self.whole(path)).collect())
        })
    }

    /// A path in a row as one in the whole, for each envelope.
    fn whole(&self, path: &str) -> impl Iterator<Item = String> + use<> {
        let around = || self.each.strip_suffix(".*")?.rsplit_once('*');
        let path = if let Some(path) = path.strip_prefix('/') {
            path.to_owned()
        } else if let Some(path) = path.strip_prefix('^') {
            around().map_or_else(|| path.to_owned(), |(base, _)| format!("{base}*.{path}"))
        } else {
            joined(self.each, path)
        };
        let envelopes: &[&str] = match self.of {
            Of::Answers(_) => &[""],
            Of::Messages(stream) => stream.inside,
        };
        envelopes
            .iter()
            .map(move |envelope| joined(envelope, &path))
    }
}

fn joined(base: &str, path: &str) -> String {
    if base.is_empty() {
        path.to_owned()
    } else {
        format!("{base}.{path}")
    }
}

impl Gives {
    fn cells(&self) -> Vec<Cell> {
        match self {
            Self::Order(cells) => vec![cells.id, cells.client, cells.market, cells.at.cell],
            Self::Fill(cells) => vec![
                cells.id,
                cells.order,
                cells.client,
                cells.market,
                cells.at.cell,
            ],
            Self::Movement(_, cells) => {
                vec![cells.id, cells.asset, cells.amount, cells.to, cells.at.cell]
            }
            Self::Access(cells) => vec![cells.from, cells.key, cells.at.cell],
            Self::Key(cells) => vec![cells.id, cells.created.cell, cells.used.cell],
            Self::Address(cells) => vec![cells.address, cells.asset, cells.added.cell],
            Self::By(..) => Vec::new(),
        }
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reading({:?} of ", self.evidence())?;
        match (self.stream(), self.calls().next()) {
            (Some(stream), _) => write!(f, "{stream})"),
            (None, Some((method, path))) => write!(f, "{method} {path})"),
            (None, None) => f.write_str("nothing)"),
        }
    }
}

impl Spec {
    /// What is read of answers and stream messages.
    pub fn readings(&self) -> impl Iterator<Item = &'static Reading> {
        self.readings.iter()
    }

    /// The streams whose messages are read, as the venue calls what a bot subscribes to.
    pub fn streams(&self) -> impl Iterator<Item = &'static str> {
        let streams = || self.readings.iter().filter_map(Reading::stream);
        streams()
            .enumerate()
            .filter(move |(at, name)| !streams().take(*at).any(|before| before == *name))
            .map(|(_, name)| name)
    }

    /// Reads the answer to one of the calls that show what happened on an account. `path` is that
    /// of the call, without its query.
    ///
    /// ```
    /// use keyleash::{Method, event::Event, venue};
    ///
    /// let answer = br#"[{"symbol":"BNBBTC","id":28457,"orderId":100234,"time":1499865549590}]"#;
    /// let binance = venue::find("binance").expect("a venue of this name");
    /// let events = binance.read_answer(Method::Get, "/api/v3/myTrades", answer)?;
    /// assert!(matches!(&events[..], [Event::Fill(fill)] if fill.id == "28457"));
    /// # Ok::<(), keyleash::venue::Unread>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Unread`], where the call is none of those, the venue refused, or the answer is not what
    /// the venue documents. No event of such an answer is returned.
    pub fn read_answer(
        &self,
        method: Method,
        path: &str,
        body: &[u8],
    ) -> Result<Vec<Event>, Unread> {
        reader::answer(self, method, path, body)
    }

    /// Reads a message of one of the [streams](Self::streams). A message about something else,
    /// such as a heartbeat or a price, has no events.
    ///
    /// # Errors
    ///
    /// [`Unread`], where it is no JSON, or a message about the account that is not what the venue
    /// documents.
    pub fn read_message(&self, message: &[u8]) -> Result<Vec<Event>, Unread> {
        reader::message(self, message)
    }
}
