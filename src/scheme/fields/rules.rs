//! What a scheme asks of the parameters of a request, before they are signed as they stand.

use super::{components, has_code, plain};
use crate::{
    report::{json::Json, number},
    request::{Malformed, Method, pairs},
    scheme::{BodyForm, Carriers, Scheme, pairs as shapes},
};

/// What is asked, made ready once.
pub(crate) struct Rules<'s> {
    scheme: &'s Scheme,
    /// How the names end that the signer writes itself.
    ends: Option<plain::Ends>,
    /// How deep a JSON body may be whose members are taken out of it.
    depth: Option<usize>,
}

impl<'s> Rules<'s> {
    pub(crate) fn of(scheme: &'s Scheme) -> Self {
        Self {
            scheme,
            ends: plain::Ends::of(scheme),
            depth: scheme.depth(),
        }
    }

    /// Checks that query and body can be sent as they are, and lie where the venue reads them. Gives
    /// whether they state the window themselves.
    pub(crate) fn check(&self, method: Method, query: &str, body: &str) -> Result<bool, Malformed> {
        let scheme = self.scheme;
        let fits = match scheme.carriers {
            Carriers::Both => true,
            Carriers::One => query.is_empty() || body.is_empty(),
            Carriers::ByMethod => match method {
                Method::Get => body.is_empty(),
                _ => query.is_empty(),
            },
            Carriers::Query => body.is_empty(),
            Carriers::Body => query.is_empty(),
        };
        if !fits || (method == Method::Get && !body.is_empty()) {
            return Err(Malformed::Carrier);
        }
        let mut windowed = !self.is_plain(query) && check_query(scheme, query)?;
        match scheme.body {
            BodyForm::Form => {
                windowed |= !self.is_plain(body) && check_body(scheme, body)?;
            }
            // Our own reader could take an object for a number.
            BodyForm::Json if number::is_named(body.as_bytes()) => return Err(Malformed::Name),
            BodyForm::Json => match self.depth {
                Some(depth) if !body.is_empty() || scheme.is_action() => {
                    check_members(scheme, body, depth)?;
                }
                // Many venues sign path and body without anything between: a body that began with
                // letters would be the end of another path.
                _ if !body.is_empty() && !body.trim_start().starts_with(['{', '[']) => {
                    return Err(Malformed::Json);
                }
                _ => {}
            },
        }
        Ok(windowed)
    }

    /// Whether there is nothing to be said against a query or form, nor the window in it.
    fn is_plain(&self, text: &str) -> bool {
        let ends = self.ends.as_ref();
        text.is_empty() || ends.is_some_and(|ends| plain::is_plain(self.scheme, ends, text))
    }
}

/// Checks a body whose members are signed one by one: nothing in it may be read in two ways, or
/// stand for what the signer writes itself.
fn check_members(scheme: &Scheme, body: &str, depth: usize) -> Result<(), Malformed> {
    let json = Json::parse(body.as_bytes()).map_err(|_| Malformed::Json)?;
    let Json::Object(members) = &json else {
        return Err(Malformed::Json);
    };
    for name in members.keys() {
        if name.is_empty() || !name.bytes().all(is_name_byte) {
            return Err(Malformed::Name);
        }
        if scheme
            .owned
            .iter()
            .any(|own| own.eq_ignore_ascii_case(name))
        {
            return Err(Malformed::Reserved);
        }
    }
    // Where lists are as deep as it goes, an object in their place has no form at all.
    let flat = depth > 2
        || !members
            .values()
            .any(|value| matches!(value, Json::Object(_)));
    if flat && shapes::is_plain(&json, depth) {
        Ok(())
    } else {
        Err(Malformed::Deep)
    }
}

pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)
}

pub(super) fn check_query(scheme: &Scheme, query: &str) -> Result<bool, Malformed> {
    let windowed = check_form(scheme, query, Malformed::Query, is_query_byte)?;
    // Signed decoded, `a=1%26b=2` is the text of two parameters, and the signature fits both.
    if has_code(query, &[b"%26"]) && scheme.decodes_query() {
        return Err(Malformed::Encoded);
    }
    Ok(windowed)
}

fn check_body(scheme: &Scheme, body: &str) -> Result<bool, Malformed> {
    check_form(scheme, body, Malformed::Form, |byte| {
        is_query_byte(byte) || b"[]".contains(&byte)
    })
}

/// Gives whether the window is one of the parameters.
fn check_form(
    scheme: &Scheme,
    text: &str,
    otherwise: Malformed,
    allowed: impl Fn(u8) -> bool,
) -> Result<bool, Malformed> {
    if !text.bytes().all(allowed) || !text.split('%').skip(1).all(is_percent_code) {
        return Err(otherwise);
    }
    let mut windowed = false;
    for (name, _) in pairs(text) {
        if name.is_empty() || !components(name).all(|component| component.bytes().all(is_name_byte))
        {
            return Err(Malformed::Name);
        }
        if components(name).any(|component| scheme.reserves(component)) {
            return Err(Malformed::Reserved);
        }
        windowed |= scheme.is_window(name);
    }
    Ok(windowed)
}

/// What RFC 3986 lets stand in a query, percent signs included. Left out are `;`, which some
/// servers read as `&`, and `'`, which some clients encode behind the signer's back.
fn is_query_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&()*+,=:@/?%".contains(&byte)
}

/// Whether what stands behind a `%` begins with two hexadecimal digits.
fn is_percent_code(behind: &str) -> bool {
    behind
        .as_bytes()
        .first_chunk::<2>()
        .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}
