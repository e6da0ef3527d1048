//! The bot's HTTP client: how it has to be set, and thin adapters for four of them.
//!
//! The crate needs none of this. It hands out requests of `http` 1.x, and whatever sends those will
//! do: [`SignedRequest`](crate::SignedRequest) turns into one, and
//! [`sign_parts`](crate::Signer::sign_parts) signs one that the bot built. The adapters are for what is
//! easily done wrong around it. Each is a feature of its own, holds the client's types only, and no
//! TLS stack: the bot's own dependency on its client picks that.
//!
//! | the bot | feature | what it takes |
//! |---|---|---|
//! | runs in tokio | `reqwest` (0.13) | `client::reqwest`: `builder`, `send` |
//! | has no runtime | `ureq` (3) | `client::ureq`: `config`, `send` |
//! | has a stack of `tower` | `tower` (0.5) | `client::tower`: `SignLayer` |
//! | has middlewares on reqwest | `reqwest-middleware` (0.5) | `client::middleware`: `SignMiddleware` |
//!
//! A major version of one of these clients is part of its feature: the next one comes with a new major
//! version of this crate, or as another feature. For any other client, and any other version, the types of
//! `http` are enough: a function from `http::Request<Vec<u8>>` to `http::Response` is all that
//! `inspect` asks for, and this page says what to look after.
//!
//! # Retry outside, signing inside
//!
//! A signature has the time in it, and often a nonce: sent twice, it is refused, or taken for a replay.
//! So each attempt is signed anew, and whatever tries again stands around what signs. In
//! `tower::ServiceBuilder` and in `reqwest_middleware::ClientBuilder` what is added first is outermost:
//! first the retry, then the signer, then what only looks at bytes. With `send` it is the bot's own loop,
//! with `sign` within. Each attempt passes all guards, so that a switch stops the retries too, and
//! counts for the limits.
//!
//! An order whose answer was lost may have been placed. Try it again under the same client order id
//! only, which venues refuse the second time ([`OrderTag`](crate::OrderTag) makes such ids), or look
//! first.
//!
//! What stands inside of the signer sees signatures: a tracing layer there logs URLs that can be sent
//! again. One that stands outside sees none.
//!
//! # Why redirects are off
//!
//! By default reqwest and ureq follow a redirect to any host, and take the headers along: only
//! `Authorization` and cookies stay behind. `X-MBX-APIKEY`, `X-BAPI-SIGN` and `OK-ACCESS-PASSPHRASE`
//! reach whoever the redirect names, and a signature can be sent again while it is fresh. No venue
//! redirects its API. The clients that are made here take a redirect for the answer that it is.
//!
//! They speak `https` only, since an answer in clear can be made up by anyone on the way, and have
//! deadlines: 5 seconds to connect, 20 in all. Nor do they try again by themselves.
//!
//! # What a client logs
//!
//! | client | at `DEBUG` | at `TRACE` |
//! |---|---|---|
//! | reqwest, as made here | hosts and addresses | hosts and addresses |
//! | reqwest with `connection_verbose(true)` | hosts and addresses | every byte, secret headers in it |
//! | ureq | hosts and addresses | the query with the signature, and headers, sensitive ones too |
//!
//! ureq has no setting for it: keep the targets `ureq` and `ureq_proto` at `DEBUG` or above in the
//! logger. Below all of them, `rustls` and `hyper` log what no key is in.
//!
//! # Errors
//!
//! The errors of reqwest quote the URL, with the signature where the venue takes it there. The functions
//! here give a `TransportError`, which says in our own words what happened and quotes nothing. An answer
//! of reqwest still knows its URL: `error_for_status` quotes it, so follow that by
//! `.map_err(reqwest::Error::without_url)`. A
//! body that is a stream is refused by name, or does not compile: what is signed has to be there
//! as a whole, and nothing here gathers it behind the bot's back.

#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod error;
#[cfg(feature = "reqwest-middleware")]
pub mod middleware;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "ureq")]
pub mod ureq;

#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub use error::TransportError;

#[cfg(any(feature = "reqwest", feature = "ureq"))]
use core::time::Duration;

/// The longest answer that is read, in bytes.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub const LONGEST_ANSWER: usize = 16 << 20;

/// How long it may take to connect, handshake and all.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const TO_CONNECT: Duration = Duration::from_secs(5);
/// How long the whole of a request may take, up to the last byte of its answer.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const IN_ALL: Duration = Duration::from_secs(20);
