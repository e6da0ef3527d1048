//! Any request through a signer with all the rights it can have: what was signed is never a
//! withdrawal or the management of keys, whatever was listed, and is sent as it was written.
//!
//! First byte: the venue. Second byte: method and whether the path is listed. Then the target, and
//! behind a zero byte the body. A target of `~` and one character begins with a path of the venue's table.
#![no_main]

use keyleash::{
    Method, PermissionSet, Request,
    venue::{self, Spec},
};
use keyleash_fuzz::{assert_clean, gaps, good, now, policy, signer, widest};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

struct Prepared {
    spec: &'static Spec,
    answers: Vec<Vec<u8>>,
    needs: PermissionSet,
    gaps: serde_json::Value,
}

static VENUES: LazyLock<Vec<Prepared>> = LazyLock::new(|| {
    venue::ALL
        .iter()
        .map(|spec| {
            let answers = good(spec);
            let needs = widest(spec, &answers);
            Prepared {
                spec,
                answers,
                needs,
                gaps: gaps(spec),
            }
        })
        .collect()
});

const METHODS: [Method; 5] = [
    Method::Get,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
];

/// Where the body is not sent as it was given, but wrapped or in a header.
const WRAPPED: [&str; 3] = ["gemini", "crypto_com", "hyperliquid"];

fuzz_target!(|input: &[u8]| {
    let [first, second, rest @ ..] = input else {
        return;
    };
    let Ok(rest) = str::from_utf8(rest) else {
        return;
    };
    let (target, body) = rest.split_once('\0').unwrap_or((rest, ""));
    let first = usize::from(*first);
    let venue = &VENUES[first % VENUES.len()];
    let second = usize::from(*second);
    let method = METHODS[second % METHODS.len()];
    let listed = second >= 128;
    let target = &expanded(venue.spec, target);
    let Ok(request) = Request::new(method, target) else {
        return;
    };
    let path = path_of(target);
    let demands = if listed {
        let form = serde_json::json!({
            "needs": venue.needs,
            "gaps": venue.gaps,
            "endpoints": [{ "method": method.as_str(), "path": path, "needs": ["read"] }],
        });
        match serde_json::from_value(form) {
            Ok(policy) => policy,
            Err(_) => return,
        }
    } else {
        policy(venue.spec, venue.needs)
    };
    let answers: Vec<_> = venue.answers.iter().map(Vec::as_slice).collect();
    let signer = signer(venue.spec, &answers, &demands).expect("the same key as before");
    match signer.sign_at(&request.body(body), now()) {
        Ok(signed) => {
            assert_eq!(signed.path(), path);
            let sorted = |form: &str| {
                let mut pairs: Vec<_> = form.split('&').map(str::to_owned).collect();
                pairs.sort();
                pairs
            };
            assert!(
                signed.body().ends_with(body)
                    || signed.body().starts_with(body)
                    || sorted(signed.body()) == sorted(body)
                    || WRAPPED.contains(&venue.spec.id())
            );
            assert!(signed.url().is_ascii() && !signed.url().contains(char::is_whitespace));
            for (_, value) in signed.headers() {
                assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            }
            assert_allowed(venue.spec, method, signed.path(), listed);
        }
        Err(error) => assert_clean(&format!("{error} {error:?}")),
    }
});

fn expanded(spec: &Spec, target: &str) -> String {
    let mut chars = target.chars();
    let (Some('~'), Some(row)) = (chars.next(), chars.next()) else {
        return target.to_owned();
    };
    let rows: Vec<_> = spec.endpoints().map(|(_, path, _)| path).collect();
    let path = rows[row as usize % rows.len()];
    path.replace("{}", "x").replace('*', "x") + chars.as_str()
}

fn path_of(target: &str) -> &str {
    let path = match target.split_once("://") {
        Some((_, rest)) if !target.starts_with('/') => &rest[rest.find('/').unwrap_or(0)..],
        _ => target,
    };
    path.split_once('?').map_or(path, |(path, _)| path)
}

/// Read as leniently as any server might, the path has to be one that a bot may call.
fn assert_allowed(spec: &Spec, method: Method, path: &str, listed: bool) {
    let plain = normal(path);
    let allowed = |needs: PermissionSet| needs.and(PermissionSet::NEVER).is_empty();
    let mut known = false;
    let mut never = false;
    for (own, pattern, needs) in spec.endpoints() {
        if own != method {
            continue;
        }
        if is_at(pattern, path) && !pattern.ends_with('*') && allowed(needs) {
            known = true;
        }
        if is_at(&normal(pattern), &plain) && !allowed(needs) {
            never = true;
        }
        if is_at(pattern, path) && pattern.ends_with('*') && allowed(needs) {
            known |= !never;
        }
    }
    assert!(known || listed, "not in the table: {method} {path}");
    assert!(known || !never, "never: {method} {path}");
}

/// Lower case, without repeated or trailing slashes, percent signs decoded, dots resolved.
fn normal(path: &str) -> String {
    let lower = path
        .to_ascii_lowercase()
        .replace("%2e", ".")
        .replace("%2f", "/");
    let mut segments = Vec::new();
    for segment in lower.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    format!("/{}", segments.join("/"))
}

fn is_at(pattern: &str, path: &str) -> bool {
    if let Some(above) = pattern.strip_suffix('*') {
        return path.starts_with(above);
    }
    let mut segments = path.split('/');
    pattern.split('/').all(|own| {
        let segment = segments.next();
        match own.split_once("{}") {
            None => segment == Some(own),
            Some((head, tail)) => segment
                .and_then(|segment| segment.strip_prefix(head)?.strip_suffix(tail))
                .is_some_and(|middle| !middle.is_empty()),
        }
    }) && segments.next().is_none()
}
