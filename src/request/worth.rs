//! What an order is worth, where a request of `http` carries it.

/// What an order is worth, as an extension of a request of `http`: in the units that the owner's
/// limit is written in, such as cents, rounded up.
///
/// It is what [`Request::worth`](crate::Request::worth) is for a request of this crate, and is read by
/// [`AnySigner::sign_parts`](crate::AnySigner::sign_parts). Extensions stay in the bot: they are
/// never sent.
///
/// ```
/// use keyleash::Worth;
///
/// let order = http::Request::post("https://api.bybit.com/v5/order/create")
///     .extension(Worth::new(50_000))
///     .body(br#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","qty":"1"}"#.to_vec())?;
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth(u64);

impl Worth {
    /// So many units. A batch is worth what its orders are together.
    #[must_use]
    pub const fn new(units: u64) -> Self {
        Self(units)
    }

    pub(super) const fn units(self) -> u64 {
        self.0
    }
}
