//! Credentials drawn at random in the shapes of the venues' own tables.

use keyleash::venue::{self, CredentialPart, Pattern};

/// Numbers that are the same in each run, so that a test fails always or never.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(end).unwrap()).unwrap()
    }

    pub(super) fn text(&mut self, alphabet: &str, length: usize) -> String {
        let letters = alphabet.as_bytes();
        let draw = |_| char::from(letters[self.below(letters.len())]);
        (0..length).map(draw).collect()
    }

    /// A text of this shape.
    pub(super) fn like(&mut self, pattern: &Pattern) -> String {
        let uuid = "(?:-[0-9a-f]{4}){3}";
        let mut rest = pattern.to_string().replace(uuid, &"-[0-9a-f]{4}".repeat(3));
        let mut out = String::new();
        while !rest.is_empty() {
            let Some(class) = rest.strip_prefix('[') else {
                out.push(rest.remove(0));
                continue;
            };
            let (class, after) = class.split_once("]{").unwrap();
            let (count, after) = after.split_once('}').unwrap();
            let least = count.split(',').next().unwrap().parse().unwrap();
            out.push_str(&self.text(&letters(class), least));
            rest = after.to_owned();
        }
        out
    }
}

/// The characters of a class such as `0-9A-Z_-`.
fn letters(class: &str) -> String {
    let bytes = class.as_bytes();
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        if at + 2 < bytes.len() && bytes[at + 1] == b'-' {
            out.extend((bytes[at]..=bytes[at + 2]).map(char::from));
            at += 3;
        } else {
            out.push(char::from(bytes[at]));
            at += 1;
        }
    }
    out
}

/// A credential as a venue hands it out.
pub(crate) struct Drawn {
    pub(crate) venue: &'static str,
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) passphrase: Option<String>,
}

/// One credential of each venue, open or closed.
pub(super) fn all(random: &mut Random) -> Vec<Drawn> {
    let mut all = Vec::new();
    for spec in venue::ALL {
        let passphrase = spec.has_passphrase();
        all.push(drawn(
            spec.id(),
            &spec.patterns().collect::<Vec<_>>(),
            passphrase,
            random,
        ));
    }
    for closed in venue::CLOSED {
        all.push(drawn(
            closed.id(),
            &closed.patterns().collect::<Vec<_>>(),
            false,
            random,
        ));
    }
    all
}

/// One credential of this venue.
pub(crate) fn of(venue: &str, seed: u64) -> Drawn {
    let mut all = all(&mut Random::new(seed)).into_iter();
    all.find(|drawn| drawn.venue == venue).unwrap()
}

fn drawn(
    venue: &'static str,
    patterns: &[&Pattern],
    has_passphrase: bool,
    random: &mut Random,
) -> Drawn {
    let mut first = |part: CredentialPart| {
        let pattern = patterns.iter().find(|pattern| pattern.part() == part);
        random.like(pattern.unwrap())
    };
    let id = first(CredentialPart::KeyId);
    let secret = first(CredentialPart::Secret);
    let passphrase = has_passphrase.then(|| {
        let letters = random.text("abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ", 9);
        letters + &random.text("123456789", 3) + "!"
    });
    Drawn {
        venue,
        id,
        secret,
        passphrase,
    }
}
