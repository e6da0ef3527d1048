//! A credential as one flat JSON object, read without leaving a piece of it behind.
//!
//! A reader of our own: that of `serde_json` unescapes into a buffer which it does not wipe, and a
//! PEM block in JSON is full of escapes.

use super::{
    Wanted, lines,
    parts::{Fault, Parts},
};
use crate::secret::{Buffer, RawCredential};

/// The credential in `text`, which is such an object or has lines of `name = value`.
pub(super) fn credential(text: &str, wanted: &Wanted) -> Result<RawCredential, Fault> {
    let parts = if text.starts_with('{') {
        parse(text)
    } else {
        lines::parse(text)
    };
    parts?.finish(wanted)
}

/// Reads `text`. Taken are our own names and those of the `credential_process` of AWS, which come
/// with `"Version": 1`.
fn parse(text: &str) -> Result<Parts, Fault> {
    let mut reader = Reader { rest: text };
    let mut document = Document::default();
    reader.expect("{")?;
    if !reader.takes("}") {
        loop {
            document.member(&mut reader)?;
            if reader.takes("}") {
                break;
            }
            reader.expect(",")?;
        }
    }
    if !trimmed(reader.rest).is_empty() {
        return Err(malformed());
    }
    if document.foreign && !document.version {
        return Err(other_version());
    }
    Ok(document.parts)
}

#[derive(Default)]
struct Document {
    parts: Parts,
    /// Whether it said that it is of version 1.
    version: bool,
    /// Whether it uses the names of AWS.
    foreign: bool,
}

impl Document {
    fn member(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let written = reader.string()?;
        reader.expect(":")?;
        let name = match written.as_str() {
            "Version" => {
                if self.version || !reader.takes("1") {
                    return Err(other_version());
                }
                self.version = true;
                return Ok(());
            }
            "AccessKeyId" => "key",
            "SecretAccessKey" => "secret",
            "Expiration" => "expires",
            own => own,
        };
        self.foreign |= name != written.as_str();
        if reader.takes("null") {
            return Ok(());
        }
        let value = reader.string()?;
        // The name is shown only once it is known to be one.
        let at = match name {
            "key" | "secret" | "passphrase" | "created" | "expires" => format!("`{name}`"),
            _ => "a member".to_owned(),
        };
        if self.parts.set(name, value.as_str(), &at)? {
            Ok(())
        } else {
            Err(Fault::new(
                "a JSON document with a member that is not known",
                "leave only `key`, `secret`, `passphrase`, `created` and `expires` in it",
            ))
        }
    }
}

fn malformed() -> Fault {
    Fault::new(
        "a JSON document that is not understood",
        r#"print one flat object of texts, such as `{"key": "…", "secret": "…"}`"#,
    )
}

fn other_version() -> Fault {
    Fault::new(
        "a JSON document whose version is not 1",
        r#"print `"Version": 1` with `AccessKeyId` and `SecretAccessKey`"#,
    )
}

/// The text without the white space that JSON has before it: that of ASCII has one more.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\n', '\r'])
}

/// What is left to read.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Skips white space, and `word` where it is next.
    fn takes(&mut self, word: &str) -> bool {
        let rest = trimmed(self.rest).strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, word: &str) -> Result<(), Fault> {
        self.takes(word).then_some(()).ok_or_else(malformed)
    }

    /// A text in quotes, unescaped.
    fn string(&mut self) -> Result<Buffer, Fault> {
        self.expect("\"")?;
        // An escape is longer than what it stands for, so this never grows.
        let mut out = Buffer::with_capacity(self.rest.len());
        loop {
            let special = |c: char| c == '"' || c == '\\' || c.is_ascii_control();
            let at = self.rest.find(special).ok_or_else(malformed)?;
            let (plain, rest) = self.rest.split_at_checked(at).ok_or_else(malformed)?;
            out.push(plain.as_bytes());
            if let Some(rest) = rest.strip_prefix('"') {
                self.rest = rest;
                return Ok(out);
            }
            // A control character stands in a text only by an escape.
            self.rest = rest.strip_prefix('\\').ok_or_else(malformed)?;
            self.escape(&mut out)?;
        }
    }

    fn escape(&mut self, out: &mut Buffer) -> Result<(), Fault> {
        let mut chars = self.rest.chars();
        let short = match chars.next() {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let (digits, rest) = chars
                    .as_str()
                    .split_at_checked(4)
                    .filter(|(digits, _)| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
                    .ok_or_else(malformed)?;
                // Half of a surrogate pair is no character; no venue's key has one from up there.
                let c = u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32);
                out.push(c.ok_or_else(malformed)?.encode_utf8(&mut [0; 4]).as_bytes());
                self.rest = rest;
                return Ok(());
            }
            _ => return Err(malformed()),
        };
        out.push(short.encode_utf8(&mut [0; 4]).as_bytes());
        self.rest = chars.as_str();
        Ok(())
    }
}
