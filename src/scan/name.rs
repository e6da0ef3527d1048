//! What a name in code or configuration says about the value it is given to.

use crate::venue::CredentialPart;

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing.
    Nothing,
    /// That it is something else: a hash, a signature, a path.
    Other,
    /// A word that credentials and much else have: `key`, `token`.
    Weak(CredentialPart),
    /// A word that only credentials have: `api_key`, `private_key`.
    Strong(CredentialPart),
}

const SECRETS: &[&str] = &[
    "apisecret",
    "secretkey",
    "secretaccess",
    "privatekey",
    "privkey",
    "apiprivate",
    "clientsecret",
    "appsecret",
    "accesssecret",
    "consumersecret",
    "signingkey",
    "signingsecret",
    "hmacsecret",
    "hmackey",
    "agentkey",
    "walletkey",
    "seckey",
    "secretapi",
    "keysecret",
];

const KEYS: &[&str] = &["apikey", "apitoken", "accesskey", "apipublic", "mbxapi"];

const WEAK_SECRETS: &[&str] = &[
    "secret",
    "secrets",
    "token",
    "auth",
    "credential",
    "credentials",
    "cred",
    "creds",
    "bearer",
    "sk",
    "priv",
    "private",
    "hmac",
    "authorization",
    "pk",
];

const WEAK_KEYS: &[&str] = &[
    "key", "keys", "access", "client", "clientid", "appid", "ak", "keyid",
];

/// What a value with such a name is not: a secret.
const OTHERS: &[&str] = &[
    "hash",
    "hashes",
    "sha",
    "sha1",
    "sha2",
    "sha256",
    "sha384",
    "sha512",
    "md5",
    "blake2",
    "blake3",
    "checksum",
    "digest",
    "signature",
    "signatures",
    "sig",
    "sign",
    "signed",
    "commit",
    "rev",
    "revision",
    "tx",
    "txid",
    "txn",
    "txhash",
    "transaction",
    "address",
    "addr",
    "block",
    "merkle",
    "integrity",
    "etag",
    "fingerprint",
    "nonce",
    "salt",
    "iv",
    "pubkey",
    "public",
    "expected",
    "cid",
    "order",
    "orderid",
    "trace",
    "ciphertext",
    "url",
    "uri",
    "path",
    "file",
    "dir",
    "header",
    "schema",
    "assert",
    "eq",
    "ne",
    "listenkey",
    "market",
    "symbol",
    "uuid",
];

/// Endings that make a name of a credential the name of something about it.
const ENDINGS: &[&str] = &[
    "hash",
    "sha256",
    "sha512",
    "digest",
    "checksum",
    "signature",
    "path",
    "file",
    "url",
    "name",
    "fingerprint",
    "id",
    "address",
    "type",
    "version",
    "header",
    "field",
];

/// What `name` says, of at most 80 characters.
pub(super) fn meaning(name: &[u8]) -> Meaning {
    if name.len() < 2 || name.len() > 80 {
        return Meaning::Nothing;
    }
    let compact: String = name
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    if compact.contains("passphrase") {
        return Meaning::Strong(CredentialPart::Passphrase);
    }
    let has = |list: &[&str]| list.iter().any(|word| compact.contains(word));
    let is = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // The id of a secret key is the key's name; the id of an API key is the key.
    if has(SECRETS) && !compact.contains("pubkey") && !compact.contains("publickey") {
        return if ENDINGS.contains(&last) && last != "id" {
            Meaning::Other
        } else {
            Meaning::Strong(CredentialPart::Secret)
        };
    }
    if has(KEYS) {
        return if ENDINGS.contains(&last) && last != "id" {
            Meaning::Other
        } else {
            Meaning::Strong(CredentialPart::KeyId)
        };
    }
    if is(OTHERS) || compact.contains("listenkey") {
        Meaning::Other
    } else if is(WEAK_SECRETS) {
        Meaning::Weak(CredentialPart::Secret)
    } else if is(WEAK_KEYS) && name != b"client" {
        Meaning::Weak(CredentialPart::KeyId)
    } else {
        Meaning::Nothing
    }
}

/// The words of a name in snake, kebab or camel case, in lower case.
fn words(name: &[u8]) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut last = b' ';
    for byte in name {
        let begins = byte.is_ascii_uppercase() && last.is_ascii_lowercase();
        if (begins || !byte.is_ascii_alphanumeric()) && !word.is_empty() {
            words.push(core::mem::take(&mut word));
        }
        if byte.is_ascii_alphanumeric() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        last = *byte;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
