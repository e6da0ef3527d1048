//! Why a venue refuses an answer, by its own codes.

/// What a venue's code for a refusal means.
pub(crate) struct Refusal {
    /// The code; with `*` at the end, how it begins. `HTTP 401` is an answer without a code.
    pub(crate) code: &'static str,
    pub(crate) causes: &'static [Cause],
}

impl Refusal {
    pub(crate) const fn new(code: &'static str, causes: &'static [Cause]) -> Self {
        Self { code, causes }
    }

    pub(super) fn is(&self, code: &str) -> bool {
        match self.code.strip_suffix('*') {
            Some(start) => code.starts_with(start),
            None => self.code == code,
        }
    }
}

/// Why a venue refused an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// It does not know the key: deleted, mistyped, expired, or of another environment.
    UnknownKey,
    /// The key is of another environment.
    OtherEnvironment,
    /// The key has expired.
    ExpiredKey,
    /// The signature does not fit: the secret is wrong.
    WrongSecret,
    /// The passphrase is wrong.
    WrongPassphrase,
    /// The request came from an address that is not on the key's allowlist.
    AddressNotListed,
    /// The key lacks the right to ask.
    PermissionMissing,
    /// The time of the request is outside the venue's window.
    ClockOutsideWindow,
    /// The nonce is not above the last one the venue saw.
    NonceTooLow,
    /// The account is frozen, locked or restricted.
    AccountRestricted,
    /// The venue does not serve this region.
    Region,
    /// Too many requests.
    RateLimited,
    /// The venue cannot answer now, or not this question.
    Unavailable,
}

/// What a status without a code of the venue means.
pub(super) const fn causes_of(status: u16) -> &'static [Cause] {
    match status {
        401 => &[Cause::UnknownKey, Cause::WrongSecret],
        403 => &[
            Cause::Region,
            Cause::AddressNotListed,
            Cause::PermissionMissing,
        ],
        418 | 429 => &[Cause::RateLimited],
        451 => &[Cause::Region],
        500..=599 => &[Cause::Unavailable],
        _ => &[],
    }
}
