//! The words of which a recipe is made.

/// How a venue writes the moment of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Milliseconds since the epoch.
    Millis,
    /// Microseconds since the epoch.
    Micros,
    /// Seconds since the epoch.
    Seconds,
    /// `2020-12-08T09:08:57.715Z`.
    Iso8601,
    /// `2020-12-08T09:08:57`, in UTC.
    Iso8601Seconds,
}

/// What that moment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    /// The venue compares it with its own clock, so its clock's offset is added.
    Timestamp,
    /// The venue only wants it to grow.
    Nonce,
}

/// In which parts of a request a venue reads signed parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carriers {
    /// Query, body or both.
    Both,
    /// Query or body, never both.
    One,
    /// The query of a GET, the body of anything else.
    ByMethod,
    /// The query alone.
    Query,
    /// The body alone.
    Body,
}

/// How a venue writes a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyForm {
    /// `a=1&b=2`.
    Form,
    /// JSON.
    Json,
}

impl BodyForm {
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
        }
    }
}

/// In which order parameters are signed and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// As the caller wrote them.
    AsGiven,
    /// By name, in the order of ASCII.
    Sorted,
}

/// How bytes become text, or text bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// As it is.
    Text,
    /// Lower-case hexadecimal.
    Hex,
    /// Base64 with padding.
    Base64,
    /// Base64 for URLs, without padding, as in a JWT.
    Base64Url,
    /// `{"r":"0x…","s":"0x…","v":27}`, of an Ethereum signature.
    EthereumJson,
}

/// A value that goes into the signed text or onto the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// These characters.
    Lit(&'static str),
    /// The venue's name of the algorithm, by the kind of the key.
    Algorithm,
    Time,
    /// So many seconds after [`Time`](Self::Time).
    Later(u32),
    /// A UUID that no other request of any signer has.
    Uuid,
    /// The same, as 32 hexadecimal digits.
    UuidHex,
    KeyId,
    /// The Ethereum address of the key.
    Address,
    Window,
    Passphrase,
    Method,
    /// The host, with its port where it has one.
    Host,
    Path,
    /// The path without this prefix, where it has it.
    PathAfter(&'static str),
    /// The path, and `?` and the query where there is one.
    Target,
    /// The same, with the percent codes of the query read.
    DecodedTarget,
    Query,
    /// The query with its percent codes read.
    DecodedQuery,
    /// The query, then the body.
    Payload,
    Body,
    /// The body, or `{}` where there is none.
    Object,
    /// The type of the body; nothing where there is none.
    ContentType,
    /// The members of a JSON body behind a comma; nothing where it has none.
    Members,
    /// The members of a JSON body as `a=1&b[]=2`, in their order.
    Pairs,
    /// The members of a JSON body as names and values without anything between, sorted.
    Concatenated,
    /// The hash that an Ethereum wallet signs for a JSON body, an action of Hyperliquid.
    Action,
    /// These parts where the request has parameters; nothing where it has none.
    Parametered(&'static [Part]),
    /// The venue's id of the account, out of an earlier answer.
    Account,
    /// The text that a socket asks to be signed.
    Challenge,
    /// What was signed.
    Text,
    Signature,
    /// The signature of these parts.
    Signed(&'static [Part]),
    /// The SHA-256 hash of these parts, as 32 raw bytes.
    Sha256(&'static [Part]),
    /// The SHA-512 hash of these parts, in hexadecimal.
    Sha512Hex(&'static [Part]),
    Base64(&'static [Part]),
    Base64Url(&'static [Part]),
    /// These parts as a string of JSON, in quotes.
    Quoted(&'static [Part]),
    /// These parts, one behind the other.
    Join(&'static [Part]),
}

impl Part {
    /// Whether it must not be shown: all but what every request of a venue has alike.
    pub(crate) const fn is_secret(&self) -> bool {
        !matches!(
            self,
            Self::Lit(_)
                | Self::Algorithm
                | Self::Time
                | Self::Window
                | Self::Uuid
                | Self::UuidHex
                | Self::Account
        )
    }

    /// The parts that it is made of; none where it is made of no other.
    const fn inner(&self) -> &'static [Self] {
        match self {
            Self::Parametered(inner)
            | Self::Signed(inner)
            | Self::Sha256(inner)
            | Self::Sha512Hex(inner)
            | Self::Base64(inner)
            | Self::Base64Url(inner)
            | Self::Quoted(inner)
            | Self::Join(inner) => inner,
            _ => &[],
        }
    }
}

/// Where a value goes on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Header(&'static str),
    /// The last parameter of the query.
    LastInQuery(&'static str),
    /// The last parameter of the body where there is a body, else of the query.
    LastParameter(&'static str),
    /// The first parameter of the body.
    FirstInBody(&'static str),
}

/// A signing recipe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    pub(crate) clock: Clock,
    /// For how many milliseconds the venue is asked to accept a request; empty where it has none.
    pub(crate) window: &'static str,
    pub(crate) carriers: Carriers,
    pub(crate) body: BodyForm,
    pub(crate) sequence: Sequence,
    /// Names in a JSON body that the signer writes itself.
    pub(crate) owned: &'static [&'static str],
    /// Added before the text is rendered, so that the signature covers it.
    pub(crate) stamp: &'static [(Place, Part)],
    /// What is signed.
    pub(crate) text: &'static [Part],
    /// Added after signing.
    pub(crate) seal: &'static [(Place, Part)],
    /// What is sent as the body.
    pub(crate) sent: &'static [Part],
}

impl Scheme {
    /// The usual answers, for the rest of a recipe: `..Scheme::PLAIN`.
    pub(crate) const PLAIN: Self = Self {
        clock: Clock::Millis,
        window: "",
        carriers: Carriers::Both,
        body: BodyForm::Json,
        sequence: Sequence::AsGiven,
        owned: &[],
        stamp: &[],
        text: &[],
        seal: &[],
        sent: &[Part::Body],
    };

    /// The same, for a venue whose only parameters are in the body.
    pub(crate) const BODY: Self = Self {
        carriers: Carriers::Body,
        ..Self::PLAIN
    };

    /// Whether query and body are what is signed, and nobody asks for that text again.
    pub(crate) fn signs_payload(&self) -> bool {
        let is_simple = |part: &Part| !matches!(part, Part::Text) && part.inner().is_empty();
        matches!((self.text, self.sent), ([Part::Payload], [Part::Body]))
            && self.seal.iter().all(|(_, part)| is_simple(part))
    }

    /// Whether `name` is a parameter that the signer writes itself. The window is not one of
    /// them: a caller may set its own.
    pub(crate) fn reserves(&self, name: &str) -> bool {
        self.parameters()
            .any(|(own, part)| own.eq_ignore_ascii_case(name) && !matches!(part, Part::Window))
    }

    /// Whether `name` is the parameter of the window.
    pub(crate) fn is_window(&self, name: &str) -> bool {
        self.parameters()
            .any(|(own, part)| own == name && matches!(part, Part::Window))
    }

    /// The names of the parameters that the signer writes, the window's among them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.parameters().map(|(name, _)| name)
    }

    fn parameters(&self) -> impl Iterator<Item = (&'static str, Part)> {
        self.stamp
            .iter()
            .chain(self.seal)
            .filter_map(|(place, part)| match place {
                Place::LastInQuery(name)
                | Place::LastParameter(name)
                | Place::FirstInBody(name) => Some((*name, *part)),
                Place::Header(_) => None,
            })
    }

    /// The names of the headers that the recipe has.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &'static str> {
        self.written_headers().map(|(name, _)| name)
    }

    fn written_headers(&self) -> impl Iterator<Item = (&'static str, &'static Part)> {
        let placed = self.stamp.iter().chain(self.seal);
        placed.filter_map(|(place, part)| match place {
            Place::Header(name) => Some((*name, part)),
            _ => None,
        })
    }

    /// The type of a body.
    pub(crate) fn content_type(&self) -> &'static str {
        let own = self.written_headers().find_map(|header| match header {
            ("Content-Type", Part::Lit(own)) => Some(*own),
            _ => None,
        });
        own.unwrap_or(self.body.content_type())
    }

    /// Whether that is signed, too.
    pub(crate) fn signs_type(&self) -> bool {
        self.has(|part| matches!(part, Part::ContentType))
    }

    /// The names of parameters that identify the key or sign for it.
    pub(crate) fn secret_parameters(&self) -> impl Iterator<Item = &'static str> {
        self.parameters()
            .filter(|(_, part)| part.is_secret())
            .map(|(name, _)| name)
    }

    /// Every part outside of the others.
    fn parts(&self) -> impl Iterator<Item = &'static Part> + use<> {
        let placed = self.stamp.iter().chain(self.seal).map(|(_, part)| part);
        placed.chain(self.text).chain(self.sent)
    }

    /// Whether `is` is true of a part, at any depth.
    fn has(&self, is: fn(&Part) -> bool) -> bool {
        fn has(part: &Part, is: fn(&Part) -> bool) -> bool {
            is(part) || part.inner().iter().any(|inner| has(inner, is))
        }
        self.parts().any(|part| has(part, is))
    }

    /// Whether any of its parts is a passphrase.
    pub(crate) fn has_passphrase(&self) -> bool {
        self.has(|part| matches!(part, Part::Passphrase))
    }

    /// Whether the query is signed with its percent codes read.
    pub(crate) fn decodes_query(&self) -> bool {
        self.has(|part| matches!(part, Part::DecodedQuery | Part::DecodedTarget))
    }

    /// Whether the body alone is what is signed, so that there has to be one.
    pub(crate) const fn is_action(&self) -> bool {
        matches!(self.text, [Part::Action])
    }

    /// How deep a JSON body may be whose members are taken out of it; `None` where it is signed
    /// as it stands, so that nobody has to read it.
    pub(crate) fn depth(&self) -> Option<usize> {
        fn depth(part: &Part) -> Option<usize> {
            match part {
                // A list in an object.
                Part::Pairs => Some(2),
                // Three objects, with lists between.
                Part::Concatenated => Some(5),
                Part::Members | Part::Action => Some(32),
                part => part.inner().iter().filter_map(depth).min(),
            }
        }
        self.parts().filter_map(depth).min()
    }
}
