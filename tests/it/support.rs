//! What several topics share.

use keyleash::{RawCredential, Secret, Source, SourceError, Wanted};

/// A source that yields a fixed credential.
pub struct Fixed {
    pub key: &'static str,
    pub secret: &'static str,
    pub passphrase: &'static str,
}

impl Source for Fixed {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(self.key), secret(self.secret))
            .with_passphrase(secret(self.passphrase)))
    }
}

/// A credential that every venue takes: the secret is base64 of 64 bytes.
pub const ANY_KEY: Fixed = Fixed {
    key: "fixture-key-id",
    secret: "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==",
    passphrase: "Correct-Horse-1",
};
