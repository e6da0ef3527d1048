//! Nothing of a secret stands in a block that is freed, by the worst allocator there could be: one
//! that moves whatever grows or shrinks, and never writes into what was freed.
//!
//! The child scan (`tests/it/memory.rs`) sees all memory and runs on Linux; this runs anywhere. A
//! `GlobalAlloc` cannot be had without `unsafe`, so it stands here, outside of the crate, which
//! forbids it.
#![expect(unsafe_code, reason = "an allocator, and the variables of its process")]

#[allow(dead_code, reason = "shared with the scan")]
#[path = "../it/memory/life.rs"]
mod life;
#[path = "../it/memory/mac.rs"]
mod mac;
#[allow(dead_code, reason = "shared with the scan")]
#[path = "../it/memory/needles.rs"]
mod needles;
#[path = "../it/memory/number.rs"]
mod number;
#[path = "../it/memory/pair.rs"]
mod pair;
#[cfg(unix)]
#[path = "../it/memory/place.rs"]
mod place;
#[allow(dead_code, reason = "shared with the scan")]
#[path = "../it/memory/sample.rs"]
mod sample;
#[allow(dead_code, reason = "shared with the other tests")]
#[path = "../it/support.rs"]
mod support;

use keyleash::{AnyCredential, RawCredential, Secret, Source, SourceError, Wanted, venue};
use needles::Needles;
use sample::Sample;
use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicPtr, AtomicUsize, Ordering},
};
use zeroize::Zeroize;

#[global_allocator]
static WORST: Worst = Worst;

/// Searches each block when it is freed. `realloc` is the default of the trait: a new block, a
/// copy, and the old block freed.
struct Worst;

/// What is searched for; null while nothing is. It is leaked, so that it is never freed itself.
static WANTED: AtomicPtr<Needles> = AtomicPtr::new(core::ptr::null_mut());
static HITS: AtomicUsize = AtomicUsize::new(0);
static BLOCKS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: both functions are those of the system's allocator, which holds what the trait asks.
unsafe impl GlobalAlloc for Worst {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // Zeros, since what was never written to is searched as well.
        // SAFETY: the caller's promise is the one that is asked for.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: what the pointer leads to is leaked, and never changed.
        if let Some(needles) = unsafe { WANTED.load(Ordering::Acquire).as_ref() } {
            // SAFETY: the block is the caller's until it is freed below, it has this size, and all
            // of it was zeros when it was given out.
            let bytes = unsafe { core::slice::from_raw_parts(block, layout.size()) };
            BLOCKS.fetch_add(1, Ordering::Relaxed);
            needles.search(bytes, |_, _, _| {
                HITS.fetch_add(1, Ordering::Relaxed);
            });
        }
        // SAFETY: the caller's promise is the one that is asked for.
        unsafe { System.dealloc(block, layout) }
    }
}

/// How many windows of `needles` stand in the blocks that `job` frees.
fn freed(needles: Needles, job: impl FnOnce()) -> usize {
    HITS.store(0, Ordering::Relaxed);
    BLOCKS.store(0, Ordering::Relaxed);
    WANTED.store(Box::leak(Box::new(needles)), Ordering::Release);
    job();
    WANTED.store(core::ptr::null_mut(), Ordering::Release);
    assert!(BLOCKS.load(Ordering::Relaxed) > 0, "nothing was freed");
    HITS.load(Ordering::Relaxed)
}

/// One test, so that no other one frees meanwhile.
#[test]
fn no_freed_block_holds_a_secret() {
    careless();
    for spec in venue::ALL {
        for kind in spec.key_kinds() {
            let sample = Sample::new(spec.id(), kind);
            let hits = lived(&sample, &Own(&sample));
            assert_eq!(hits, 0, "{}, {kind}, a source of the bot's own", spec.id());
        }
    }
    #[cfg(unix)]
    everywhere();
}

fn lived(sample: &Sample, source: &dyn Source) -> usize {
    let (needles, address) = (sample.needles(&[]), sample.address());
    freed(needles, || {
        drop(life::live(
            &sample.venue,
            source,
            address.as_deref(),
            |_| {},
        ));
    })
}

/// A source of the bot's own, which hands over texts with room to spare.
struct Own<'a>(&'a Sample);

impl Source for Own<'_> {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let Sample {
            id,
            secret,
            passphrase,
            ..
        } = self.0;
        let [id, secret, passphrase] = [id, secret, passphrase].map(|part| {
            let mut text = String::with_capacity(4096);
            text.push_str(part);
            Secret::new(text)
        });
        Ok(RawCredential::new(id, secret).with_passphrase(passphrase))
    }
}

/// By every source of the crate's: once for each kind of key, and with a passphrase.
#[cfg(unix)]
fn everywhere() {
    for (venue, kind) in [
        ("okx", "HMAC-SHA256"),
        ("gemini", "HMAC-SHA384"),
        ("kraken", "HMAC-SHA512"),
        ("binance", "Ed25519"),
        ("htx", "Ed25519"),
        ("coinbase", "ECDSA P-256"),
        ("hyperliquid", "ECDSA secp256k1"),
    ] {
        let sample = Sample::new(venue, kind);
        let directory = tempfile::tempdir().unwrap();
        place::Place::lay(directory.path(), &sample);
        let place = place::Place::new(directory.path());
        for source in place::SOURCES.iter().filter(|source| **source != "pipe") {
            let variables = place.variables(&sample, source);
            for (name, value) in &variables {
                // SAFETY: the other thread of this process waits for this test to end.
                unsafe { std::env::set_var(name, value) }
            }
            let hits = lived(&sample, &*place.source(source, [0; 3]));
            for (name, _) in &variables {
                // SAFETY: as above.
                unsafe { std::env::remove_var(name) }
            }
            assert_eq!(hits, 0, "{venue}, {kind}, {source}");
        }
        for source in place::FAILING {
            let hits = freed(sample.needles(&[]), || {
                let spec = venue::find(venue).unwrap();
                let failing = place.source(source, [0; 3]);
                drop(AnyCredential::load(spec, &*failing).unwrap_err());
            });
            assert_eq!(hits, 0, "{venue}, {kind}, {source}");
        }
    }
}

/// What others do is seen: a vector that grows, a text that is cut to size, a text that is not
/// wiped, and the escapes of a JSON reader.
fn careless() {
    let text = Sample::new("binance", "HMAC-SHA256").secret;
    let seen = |job: &dyn Fn()| {
        let mut needles = Needles::new();
        needles.add("text", text.as_bytes());
        freed(needles, job)
    };
    let windows = |bytes: usize| bytes - 7;
    let grown = seen(&|| {
        let mut vec = Vec::with_capacity(40);
        vec.extend_from_slice(&text.as_bytes()[..40]);
        vec.extend_from_slice(&text.as_bytes()[40..]);
        vec.zeroize();
    });
    assert_eq!(grown, windows(40), "a vector that grew");
    let cut = seen(&|| {
        let mut long = String::with_capacity(65);
        long.push_str(&text);
        let mut cut = long.into_boxed_str();
        cut.zeroize();
    });
    assert_eq!(cut, windows(64), "a text that was cut to size");
    let dropped = seen(&|| drop(text.clone()));
    assert_eq!(dropped, windows(64), "a text that was not wiped");
    let mut document = serde_json::to_string(&format!("{text}\n")).unwrap();
    let unescaped = seen(&|| {
        let mut secret: String = serde_json::from_str(&document).unwrap();
        secret.zeroize();
    });
    assert!(
        unescaped >= windows(64),
        "the escapes of a reader: {unescaped}"
    );
    document.zeroize();
}
