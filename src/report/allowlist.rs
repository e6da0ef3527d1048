//! From where a key works.

use super::{
    Stated,
    json::{Field, Unreadable},
};
use core::fmt;
use ipnet::IpNet;
use serde::{Serialize, Serializer};
use std::net::IpAddr;

/// From where a key works, as far as the venue says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Allowlist {
    /// From every address.
    Open,
    /// From some addresses only; the venue does not say which.
    Restricted,
    /// From these networks only; a single address is a network of one.
    Only(Vec<IpNet>),
}

impl Allowlist {
    /// Reads a list as venues write it. Empty entries say nothing, an empty list and `*` mean
    /// open. `None` where an entry is neither an address nor a network, or where there are more
    /// than any venue allows.
    pub(crate) fn parse<'a>(entries: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        const MOST: usize = 1000;
        let mut only = Vec::new();
        for entry in entries {
            if only.len() == MOST {
                return None;
            }
            match entry.trim() {
                "" => {}
                "*" => return Some(Self::Open),
                entry => only.push(network(entry)?),
            }
        }
        Some(if only.is_empty() {
            Self::Open
        } else {
            Self::Only(only)
        })
    }
}

impl Stated<Allowlist> {
    /// The list in `field`, for an answer that carries the list: left out or `null` it is open.
    /// Otherwise an owner could declare as a gap what the venue says by silence.
    pub(crate) fn read(field: &Field<'_>) -> Result<Self, Unreadable> {
        let entries = if field.is_absent() {
            Vec::new()
        } else {
            field.texts()?
        };
        Allowlist::parse(entries)
            .map(Self::ByVenue)
            .ok_or_else(|| field.unreadable("a list of addresses"))
    }

    /// The same, where the list is a text.
    pub(crate) fn read_text(field: &Field<'_>) -> Result<Self, Unreadable> {
        let text = if field.is_absent() { "" } else { field.text()? };
        Allowlist::parse(text.split(','))
            .map(Self::ByVenue)
            .ok_or_else(|| field.unreadable("addresses with commas between"))
    }
}

fn network(entry: &str) -> Option<IpNet> {
    let net = match entry.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address),
        Err(_) => entry.parse().ok()?,
    };
    Some(net.trunc())
}

impl fmt::Display for Allowlist {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("every address"),
            Self::Restricted => {
                f.write_str("restricted; the venue does not say to which addresses")
            }
            Self::Only(nets) => {
                for (at, net) in nets.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{}", Entry(net))?;
                }
                Ok(())
            }
        }
    }
}

/// `"open"`, `"restricted"` or the list of networks.
impl Serialize for Allowlist {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Open => serializer.serialize_str("open"),
            Self::Restricted => serializer.serialize_str("restricted"),
            Self::Only(nets) => {
                serializer.collect_seq(nets.iter().map(|net| Entry(net).to_string()))
            }
        }
    }
}

/// Shows a network of one address as the address.
pub(crate) struct Entry<'a>(pub(crate) &'a IpNet);

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.prefix_len() == self.0.max_prefix_len() {
            write!(f, "{}", self.0.addr())
        } else {
            write!(f, "{}", self.0)
        }
    }
}
