//! What has to hold in every order.

use crate::{hand::Hand, kill_switch::Gate, last::Last};
use loom::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    thread,
};
use std::sync::Arc;

/// A key that knows whether somebody signs with it.
struct Key {
    gate: Gate,
    name: usize,
    /// What the key's owner believes to be at rest.
    at_rest: AtomicBool,
}

impl Key {
    fn of(name: usize) -> Self {
        Self {
            gate: Gate::default(),
            name,
            at_rest: AtomicBool::new(false),
        }
    }
}

impl AsRef<Gate> for Key {
    fn as_ref(&self) -> &Gate {
        &self.gate
    }
}

/// Who trips a switch and waits sees no signature end, and none begin.
#[test]
fn after_stop_and_wait_nothing_signs() {
    loom::model(|| {
        let hand = Arc::new(Hand::of(Key::of(0)));
        let tripped = Arc::new(AtomicBool::new(false));
        let signer = {
            let (hand, tripped) = (Arc::clone(&hand), Arc::clone(&tripped));
            thread::spawn(move || {
                hand.with(|key| {
                    if !tripped.load(SeqCst) {
                        assert!(!key.at_rest.load(SeqCst), "signs, and nobody waited");
                    }
                });
            })
        };
        tripped.store(true, SeqCst);
        let key = hand.keep();
        key.gate.wait();
        key.at_rest.store(true, SeqCst);
        signer.join().unwrap();
    });
}

/// Who replaced a key and waited sees no signature by it any more; every call signs with one key.
#[test]
fn a_replaced_key_comes_to_rest() {
    loom::model(|| {
        let hand = Arc::new(Hand::of(Key::of(0)));
        let used = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
        let signer = {
            let (hand, used) = (Arc::clone(&hand), Arc::clone(&used));
            thread::spawn(move || {
                hand.with(|key| {
                    used[key.name].fetch_add(1, SeqCst);
                    assert!(!key.at_rest.load(SeqCst), "signs with a key at rest");
                });
            })
        };
        let old = hand.swap(Arc::new(Key::of(1)));
        old.gate.wait();
        old.at_rest.store(true, SeqCst);
        signer.join().unwrap();
        let used: Vec<_> = used.iter().map(|used| used.load(SeqCst)).collect();
        assert_eq!(used.iter().sum::<usize>(), 1, "{used:?}");
    });
}

/// A rotation that is rolled back leaves the old key, and nobody signs with the new one.
#[test]
fn a_rollback_leaves_the_old_key() {
    loom::model(|| {
        let hand = Arc::new(Hand::of(Key::of(0)));
        let signer = {
            let hand = Arc::clone(&hand);
            thread::spawn(move || {
                hand.with(|key| assert!(!key.at_rest.load(SeqCst), "signs with a key at rest"));
            })
        };
        let old = hand.swap(Arc::new(Key::of(1)));
        let new = hand.swap(old);
        new.gate.wait();
        new.at_rest.store(true, SeqCst);
        signer.join().unwrap();
        hand.with(|key| assert_eq!(key.name, 0));
    });
}

/// No time or nonce is given twice, and none to a thread falls behind its last.
#[test]
fn nonces_grow() {
    loom::model(|| {
        let last = Arc::new(Last::default());
        let other = {
            let last = Arc::clone(&last);
            thread::spawn(move || [last.next(5), last.next(4)])
        };
        let own = [last.next(5), last.next(6)];
        let other = other.join().unwrap();
        assert!(own[0] < own[1] && other[0] < other[1], "{own:?} {other:?}");
        assert!(own.iter().all(|nonce| !other.contains(nonce)));
    });
}

/// The models can fail: a switch that is read before the signature is counted lets one through.
#[test]
#[should_panic(expected = "signs, and nobody waited")]
fn a_switch_that_is_read_too_early_is_caught() {
    loom::model(|| {
        let key = Arc::new(Key::of(0));
        let tripped = Arc::new(AtomicBool::new(false));
        let signer = {
            let (key, tripped) = (Arc::clone(&key), Arc::clone(&tripped));
            thread::spawn(move || {
                if !tripped.load(SeqCst) {
                    let _signing = key.gate.pass();
                    assert!(!key.at_rest.load(SeqCst), "signs, and nobody waited");
                }
            })
        };
        tripped.store(true, SeqCst);
        key.gate.wait();
        key.at_rest.store(true, SeqCst);
        signer.join().unwrap();
    });
}
