//! From where the key works, and what the allowlist is worth.

use super::{Code, Demands, Gap, Violation};
use crate::{
    report::{Allowlist, Console, Facts, allowlist::Entry},
    time::Millis,
};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Addresses that no bot has on the internet: what the IANA special-purpose registries call not
/// globally reachable, and the relays of 6to4 and Teredo, which anyone can be behind (read
/// 2026-11).
const RESERVED: &[IpNet] = &[
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24),
    v4([192, 0, 2, 0], 24),
    v4([192, 88, 99, 0], 24),
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([198, 51, 100, 0], 24),
    v4([203, 0, 113, 0], 24),
    v4([224, 0, 0, 0], 3),
    v6([0, 0, 0, 0, 0, 0, 0, 0], 96),
    v6([0, 0, 0, 0, 0, 0xffff, 0, 0], 96),
    v6([0x64, 0xff9b, 0, 0, 0, 0, 0, 0], 96),
    v6([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48),
    v6([0x100, 0, 0, 0, 0, 0, 0, 0], 64),
    v6([0x2001, 0, 0, 0, 0, 0, 0, 0], 23),
    v6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    v6([0x2002, 0, 0, 0, 0, 0, 0, 0], 16),
    v6([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
    v6([0x5f00, 0, 0, 0, 0, 0, 0, 0], 16),
    v6([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7),
    v6([0xfe80, 0, 0, 0, 0, 0, 0, 0], 10),
    v6([0xfec0, 0, 0, 0, 0, 0, 0, 0], 10),
    v6([0xff00, 0, 0, 0, 0, 0, 0, 0], 8),
];

pub(super) fn judge(
    demands: &Demands,
    facts: &Facts,
    now: Millis,
    violations: &mut Vec<Violation>,
) {
    // A test environment that cannot be asked got its one warning already.
    if facts.is_exempt() {
        return;
    }
    let console = facts.console;
    match facts.allowlist.as_ref().known() {
        None => {
            violations.push(demands.gap(
                Gap::Allowlist,
                facts,
                now,
                "from which addresses the key works",
            ));
        }
        Some(Allowlist::Open) => {
            violations.push(open(demands, "it works from every address", console));
        }
        Some(Allowlist::Restricted) => {
            violations.push(Violation::warn(
                Code::WidthNotStated,
                format!(
                    "{} says that the key is restricted, and not to which addresses; that it answered proves only that this process's address is among them",
                    facts.title
                ),
                Code::WidthNotStated.mend(console, &[]),
            ));
        }
        Some(Allowlist::Only(nets)) => {
            for net in nets {
                violations.extend(entry(demands, net, console));
            }
            if nets.len() > usize::from(demands.max_entries) {
                violations.push(judged(
                    demands,
                    Code::TooManyEntries,
                    format!(
                        "its allowlist has {} entries, more than {}",
                        nets.len(),
                        demands.max_entries
                    ),
                    Code::TooManyEntries.mend(console, &[]),
                ));
            }
            for address in demands.egress.iter() {
                if !nets.iter().any(|net| net.contains(address)) {
                    violations.push(Violation::refuse(
                        Code::EgressOutside,
                        format!("this process also goes out from {address}, which is not on its allowlist"),
                        Code::EgressOutside.mend(console, &[("address", &address.to_string())]),
                    ));
                }
            }
        }
    }
}

fn entry(demands: &Demands, net: &IpNet, console: &Console) -> Vec<Violation> {
    let shown = Entry(net);
    if net.prefix_len() == 0 {
        return vec![open(
            demands,
            &format!("its allowlist holds {shown}, which is every address"),
            console,
        )];
    }
    let mut violations = Vec::new();
    let least = match net {
        IpNet::V4(_) => demands.min_prefix.0,
        IpNet::V6(_) => demands.min_prefix.1,
    };
    if net.prefix_len() < least {
        violations.push(judged(
            demands,
            Code::EntryTooWide,
            format!("its allowlist entry {shown} is wider than /{least}"),
            Code::EntryTooWide.mend(console, &[]),
        ));
    }
    let overlaps = |reserved: &IpNet| reserved.contains(net) || net.contains(reserved);
    if RESERVED.iter().any(overlaps) {
        violations.push(judged(
            demands,
            Code::EntryReserved,
            format!("its allowlist entry {shown} holds private or reserved addresses, which reach no exchange"),
            Code::EntryReserved.mend(console, &[]),
        ));
    }
    violations
}

fn open(demands: &Demands, found: &str, console: &Console) -> Violation {
    judged(
        demands,
        Code::OpenToAll,
        found.to_owned(),
        Code::OpenToAll.mend(console, &[]),
    )
}

/// A refusal, or a warning where the owner said in `danger` that any address will do.
fn judged(demands: &Demands, code: Code, found: String, remedy: String) -> Violation {
    if demands.any_address {
        Violation::warn(code, found, remedy)
    } else {
        Violation::refuse(code, found, remedy)
    }
}

const fn v4(octets: [u8; 4], prefix: u8) -> IpNet {
    let [a, b, c, d] = octets;
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), prefix))
}

#[allow(clippy::many_single_char_names)] // eight segments have no better names
const fn v6(segments: [u16; 8], prefix: u8) -> IpNet {
    let [a, b, c, d, e, f, g, h] = segments;
    IpNet::V6(Ipv6Net::new_assert(
        Ipv6Addr::new(a, b, c, d, e, f, g, h),
        prefix,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_are_not_reserved() {
        for text in [
            "8.8.8.8/32",
            "18.181.170.164/32",
            "2a01:4f8::1/128",
            "100.128.0.0/24",
        ] {
            let net: IpNet = text.parse().unwrap();
            assert!(
                !RESERVED.iter().any(|r| r.contains(&net) || net.contains(r)),
                "{text}"
            );
        }
    }
}
