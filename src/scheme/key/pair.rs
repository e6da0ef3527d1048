//! The private halves of key pairs, and how they sign.
//!
//! Kept are the bytes alone, in a place for secrets. The key types of the crates used here hold
//! their secret wherever they are moved, and derive the public half each time they are made; the
//! functions called here are those that their own `sign` calls.

#[cfg(any(feature = "ed25519", feature = "p256", feature = "secp256k1"))]
use crate::memory::Kept;

/// A seed, as RFC 8032 calls it.
#[cfg(feature = "ed25519")]
pub(super) struct Ed25519 {
    seed: Kept,
    public: ed25519_dalek::VerifyingKey,
}

#[cfg(feature = "ed25519")]
impl Ed25519 {
    pub(super) fn new(seed: &[u8; 32]) -> Self {
        let expanded = ed25519_dalek::hazmat::ExpandedSecretKey::from(seed);
        Self {
            seed: Kept::copied(seed),
            public: ed25519_dalek::VerifyingKey::from(&expanded),
        }
    }

    pub(super) fn public(&self) -> &[u8; 32] {
        self.public.as_bytes()
    }

    pub(super) fn sign(&self, text: &[u8]) -> Option<[u8; 64]> {
        use ed25519_dalek::hazmat;
        let seed: &[u8; 32] = self.seed.as_bytes().try_into().ok()?;
        let expanded = hazmat::ExpandedSecretKey::from(seed);
        Some(hazmat::raw_sign::<sha2::Sha512>(&expanded, text, &self.public).to_bytes())
    }
}

/// A scalar of NIST's curve.
#[cfg(feature = "p256")]
pub(super) struct P256(Kept);

#[cfg(feature = "p256")]
impl P256 {
    /// `None` where `scalar` is zero, or not below the order of the curve.
    pub(super) fn new(scalar: &[u8; 32]) -> Option<Self> {
        use zeroize::Zeroize as _;
        p256::NonZeroScalar::try_from(scalar.as_slice())
            .ok()?
            .zeroize();
        Some(Self(Kept::copied(scalar)))
    }

    pub(super) fn sign(&self, text: &[u8]) -> Option<[u8; 64]> {
        use sha2::{Digest as _, Sha256};
        use zeroize::Zeroize as _;
        let mut scalar = p256::NonZeroScalar::try_from(self.0.as_bytes()).ok()?;
        let hash = Sha256::digest(text);
        let (signature, _) =
            ecdsa::hazmat::sign_prehashed_rfc6979::<_, Sha256>(&scalar, &hash, &[]);
        scalar.zeroize();
        Some(signature.to_bytes().into())
    }
}

/// A scalar of Bitcoin's curve, with the Ethereum address that goes with it.
#[cfg(feature = "secp256k1")]
pub(super) struct Secp256k1 {
    scalar: Kept,
    address: [u8; 20],
}

#[cfg(feature = "secp256k1")]
impl Secp256k1 {
    /// `None` where `scalar` is zero, or not below the order of the curve.
    pub(super) fn new(scalar: &[u8; 32]) -> Option<Self> {
        use sha3::Digest as _;
        let key = k256::ecdsa::SigningKey::from_slice(scalar).ok()?;
        let point = key.verifying_key().to_sec1_point(false);
        let hash = sha3::Keccak256::digest(point.as_bytes().get(1..)?);
        Some(Self {
            scalar: Kept::copied(scalar),
            address: *hash.last_chunk()?,
        })
    }

    pub(super) fn address(&self) -> &[u8; 20] {
        &self.address
    }

    /// `r`, `s` and the recovery number of Ethereum.
    pub(super) fn sign(&self, text: &[u8]) -> Option<[u8; 65]> {
        use sha3::Digest as _;
        use zeroize::Zeroize as _;
        let mut scalar = k256::NonZeroScalar::try_from(self.scalar.as_bytes()).ok()?;
        let hash = sha3::Keccak256::digest(text);
        let (signature, recovery) =
            ecdsa::hazmat::sign_prehashed_rfc6979::<_, sha2::Sha256>(&scalar, &hash, &[]);
        scalar.zeroize();
        let mut raw = [0_u8; 65];
        let (last, rs) = raw.split_last_mut()?;
        rs.copy_from_slice(&signature.to_bytes());
        *last = recovery.to_byte().saturating_add(27);
        Some(raw)
    }
}
