//! The one interpreter of all readings.

use super::{
    AccessCells, AddressCells, FillCells, Gives, KeyCells, MovementCells, Of, OrderCells, Reading,
    Unread,
    cell::Place,
    test::{Verdict, judge, meets, origin},
};
use crate::{
    event::{Access, AddressEntry, Event, Fill, KeyEntry, Movement, MovementKind, Order},
    report::json::{Field, Json, Unreadable},
    request::Method,
    secret::Fingerprint,
    venue::Spec,
};
use std::collections::BTreeMap;

/// The rows of one list that no reading has taken or passed over, by where they are.
type Strange<'a> = BTreeMap<(&'static str, usize), Option<Field<'a>>>;

pub(super) fn answer(
    spec: &Spec,
    method: Method,
    path: &str,
    body: &[u8],
) -> Result<Vec<Event>, Unread> {
    let fits = |reading: &&Reading| match reading.of {
        Of::Answers(rows) => rows
            .iter()
            .any(|row| row.method == method && row.is_at(path)),
        Of::Messages(_) => false,
    };
    let readings: Vec<_> = spec.readings.iter().filter(fits).collect();
    if readings.is_empty() {
        return Err(Unread::Unlisted { venue: spec.id });
    }
    let json = Json::parse_list(body).map_err(|fault| undocumented(spec, fault))?;
    let root = json.root();
    if (spec.refusal)(&root).is_some() {
        return Err(Unread::Refused { venue: spec.id });
    }
    let readings: Vec<_> = readings
        .into_iter()
        .map(|reading| (reading, root.clone()))
        .collect();
    events(&readings).map_err(|fault| undocumented(spec, fault))
}

pub(super) fn message(spec: &Spec, message: &[u8]) -> Result<Vec<Event>, Unread> {
    // Heartbeats need not be JSON.
    if matches!(message.trim_ascii(), b"" | b"ping" | b"pong") {
        return Ok(Vec::new());
    }
    let json = Json::parse_list(message).map_err(|fault| undocumented(spec, fault))?;
    let root = json.root();
    let readings: Vec<_> = spec
        .readings
        .iter()
        .filter_map(|reading| Some((reading, inside(reading, &root)?)))
        .collect();
    events(&readings).map_err(|fault| undocumented(spec, fault))
}

/// The message for a reading, which can stand in an envelope.
fn inside<'a>(reading: &Reading, root: &Field<'a>) -> Option<Field<'a>> {
    let Of::Messages(stream) = reading.of else {
        return None;
    };
    let mut inside = stream.inside.iter().map(|path| root.at(path));
    inside.find(|message| meets(stream.when, &Place::whole(message)))
}

fn undocumented(spec: &Spec, fault: Unreadable) -> Unread {
    Unread::Undocumented {
        venue: spec.id,
        field: fault.field,
        expected: fault.expected,
    }
}

fn events(readings: &[(&Reading, Field<'_>)]) -> Result<Vec<Event>, Unreadable> {
    let mut events = Vec::new();
    let mut strange = Strange::new();
    for (reading, root) in readings {
        for (at, place) in rows(reading.each, root)?.into_iter().enumerate() {
            let verdict = judge(reading.only, &place)?;
            let unread = strange
                .entry((reading.each, at))
                .or_insert_with(|| Some(place.row.clone()));
            if verdict != Verdict::Unlike {
                *unread = None;
            }
            if verdict == Verdict::Meant {
                read(&reading.gives, &place, &mut events)?;
            }
        }
    }
    match strange.into_values().flatten().next() {
        Some(row) => Err(row.unreadable("of a shape that is known")),
        None => Ok(events),
    }
}

/// The rows that `each` leads to.
fn rows<'a>(each: &str, root: &Field<'a>) -> Result<Vec<Place<'a>>, Unreadable> {
    // Each with the item of a list that it is in.
    let mut places = vec![(root.clone(), Place::whole(root))];
    for segment in each.split('.').filter(|segment| !segment.is_empty()) {
        if segment != "*" {
            for (_, place) in &mut places {
                place.row = place.row.at(segment);
            }
            continue;
        }
        let mut below = Vec::new();
        for (item, place) in places {
            for (name, row) in place.row.each()? {
                let place = Place {
                    name,
                    row: row.clone(),
                    above: item.clone(),
                    root: root.clone(),
                };
                below.push((row, place));
            }
        }
        places = below;
    }
    Ok(places.into_iter().map(|(_, place)| place).collect())
}

fn read(gives: &Gives, place: &Place<'_>, events: &mut Vec<Event>) -> Result<(), Unreadable> {
    let event = match gives {
        Gives::Order(cells) => Event::Order(order(cells, place)?),
        Gives::Fill(cells) => Event::Fill(fill(cells, place)?),
        Gives::Movement(kind, cells) => Event::Movement(movement(*kind, cells, place)?),
        Gives::Access(cells) => Event::Access(access(cells, place)?),
        Gives::Key(cells) => Event::Key(key(cells, place)?),
        Gives::Address(cells) => Event::Address(address(cells, place)?),
        Gives::By(_, read) => {
            events.extend(read(&place.row, &place.root)?);
            return Ok(());
        }
    };
    events.push(event);
    Ok(())
}

fn order(cells: &OrderCells, place: &Place<'_>) -> Result<Order, Unreadable> {
    Ok(Order {
        id: cells.id.known(place)?,
        client_id: cells.client.name(place)?,
        market: cells.market.name(place)?.unwrap_or_default(),
        origin: origin(cells.made, place),
        at: cells.at.read(place)?,
    })
}

fn fill(cells: &FillCells, place: &Place<'_>) -> Result<Fill, Unreadable> {
    Ok(Fill {
        id: cells.id.known(place)?,
        order_id: cells.order.name(place)?,
        client_id: cells.client.name(place)?,
        market: cells.market.name(place)?.unwrap_or_default(),
        origin: origin(cells.made, place),
        at: cells.at.read(place)?,
    })
}

fn movement(
    kind: MovementKind,
    cells: &MovementCells,
    place: &Place<'_>,
) -> Result<Movement, Unreadable> {
    Ok(Movement {
        kind,
        id: cells.id.known(place)?,
        asset: cells.asset.known(place)?,
        amount: cells.amount.amount(place)?,
        to: cells.to.name(place)?,
        at: cells.at.read(place)?,
    })
}

fn access(cells: &AccessCells, place: &Place<'_>) -> Result<Access, Unreadable> {
    let from = match cells.from.name(place)? {
        None => None,
        Some(text) => {
            let address = text.parse();
            Some(address.map_err(|_| cells.from.unreadable(place, "an IP address"))?)
        }
    };
    let key = cells.key.name(place)?;
    Ok(Access {
        from,
        key: key.map(|id| Fingerprint::of(&id)),
        at: cells.at.read(place)?,
    })
}

fn key(cells: &KeyCells, place: &Place<'_>) -> Result<KeyEntry, Unreadable> {
    let id = cells.id.known(place)?;
    // A mask is not the name of one key.
    if id.contains(['*', '…']) || id.contains("...") {
        return Err(cells.id.unreadable(place, "the whole id of a key"));
    }
    Ok(KeyEntry {
        key: Fingerprint::of(&id),
        created: cells.created.read(place)?,
        used: cells.used.read(place)?,
    })
}

fn address(cells: &AddressCells, place: &Place<'_>) -> Result<AddressEntry, Unreadable> {
    Ok(AddressEntry {
        address: cells.address.known(place)?,
        asset: cells.asset.name(place)?.unwrap_or_default(),
        added: cells.added.read(place)?,
    })
}
