//! `NAME_FILE` in the environment, by this test binary run once more with one of its own.

use crate::mounted::{LIMIT, NEEDLE, begins, child_with, good, laid, mode, pipe};
use std::{fs, os::unix::fs::symlink, path::Path};

#[test]
fn a_variable_names_a_file() {
    let directory = laid(&[
        ("key", "id-1\n"),
        ("secret", NEEDLE),
        ("passphrase", "Correct-Horse\r\n"),
        ("created", "2026-10-01\n"),
    ]);
    let path = |name: &str| directory.path().join(name);
    let (key, secret) = (path("key"), path("secret"));
    let (passphrase, created) = (path("passphrase"), path("created"));
    mode(&secret, 0o444);
    symlink("secret", path("link")).unwrap();
    symlink("link", path("links")).unwrap();
    let expected = good("id-1", NEEDLE, "Correct-Horse");
    for secret in [&secret, &path("link"), &path("links")] {
        let whole = child_with(
            "env",
            &[
                ("OKX_API_KEY_FILE", &key),
                // One that is empty is unset.
                ("OKX_API_KEY", Path::new("")),
                ("OKX_API_SECRET_FILE", secret),
                ("OKX_API_PASSPHRASE_FILE", &passphrase),
                ("OKX_API_CREATED_FILE", &created),
            ],
        );
        begins(&whole, &expected);
        assert!(whole.contains("created: Some(Date(2026-10-01))"), "{whole}");
    }
    let mixed = |secret: &[(&'static str, &Path)]| {
        let mut variables = vec![
            ("OKX_API_KEY", Path::new("id-1")),
            ("OKX_API_PASSPHRASE", Path::new("Correct-Horse")),
        ];
        variables.extend(secret);
        child_with("env", &variables)
    };
    begins(&mixed(&[("OKX_API_SECRET_FILE", &secret)]), &expected);
    let both = mixed(&[
        ("OKX_API_SECRET_FILE", &secret),
        ("OKX_API_SECRET", Path::new(NEEDLE)),
    ]);
    begins(
        &both,
        "misconfigured: the environment variable `OKX_API_SECRET` is configured wrongly, set beside `OKX_API_SECRET_FILE`",
    );
    begins(
        &mixed(&[("OKX_API_SECRET_FILE", Path::new(" "))]),
        "misconfigured",
    );
    let half = child_with("env", &[("OKX_API_SECRET_FILE", &secret)]);
    assert!(
        half.contains("`OKX_API_KEY` is configured wrongly, unset while `OKX_API_SECRET_FILE`"),
        "{half}"
    );
    // A day that is none is named with the variable it came from.
    let day = mixed(&[
        ("OKX_API_SECRET_FILE", &secret),
        ("OKX_API_CREATED_FILE", &key),
    ]);
    assert!(
        day.contains("`OKX_API_CREATED_FILE` is configured wrongly, no day"),
        "{day}"
    );
}

#[test]
fn a_file_that_a_variable_names_is_judged() {
    let directory = laid(&[("empty", "\n"), ("binary", "")]);
    let path = |name: &str| directory.path().join(name);
    fs::write(path("binary"), b"NEEDLE\xff").unwrap();
    fs::write(path("large"), vec![b'N'; LIMIT + 1]).unwrap();
    fs::write(path("largest"), vec![b'N'; LIMIT]).unwrap();
    pipe(&path("pipe"));
    symlink("pipe", path("to_pipe")).unwrap();
    symlink("circle", path("circle")).unwrap();
    let named = |path: &Path| {
        child_with(
            "env",
            &[
                ("OKX_API_KEY", Path::new("id")),
                ("OKX_API_SECRET_FILE", path),
                ("OKX_API_PASSPHRASE", Path::new("Correct-Horse")),
            ],
        )
    };
    begins(&named(&path("largest")), "loaded");
    for (path, words) in [
        (path("empty"), "an empty file"),
        (path("binary"), "not UTF-8"),
        (path("large"), "larger than 65536 bytes"),
        (path("pipe"), "no regular file"),
        (path("to_pipe"), "no regular file"),
        (path("circle"), "links lead in a circle"),
        (path(""), "no regular file"),
        ("/dev/zero".into(), "no regular file"),
        (path("none"), "no path of a file"),
        // The secret itself, under the wrong name, is not shown.
        (NEEDLE.into(), "no path of a file"),
        (format!("/{NEEDLE}").into(), "no path of a file"),
        (NEEDLE.repeat(500).into(), "no path of a file"),
    ] {
        let outcome = named(&path);
        begins(&outcome, "misconfigured: ");
        assert!(
            outcome.contains(words) && outcome.contains("`OKX_API_SECRET_FILE`"),
            "{outcome}"
        );
    }
}
