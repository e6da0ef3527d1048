//! What has to hold in every order.

use crate::{
    budget::{Pace, Pool},
    hand::Hand,
    kill_switch::Gate,
    last::Last,
};
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

/// Two threads that spend, one of which gives back, and one that fills: never more than was put in,
/// and nothing is lost.
#[test]
fn no_more_is_spent_than_was_put_in() {
    loom::model(|| {
        let pool = Arc::new(Pool::default());
        let spent = Arc::new(AtomicUsize::new(0));
        pool.put(1, 2);
        let spender = |gives_back: bool| {
            let (pool, spent) = (Arc::clone(&pool), Arc::clone(&spent));
            move || {
                if pool.spend(1, 2).is_ok() {
                    if gives_back {
                        pool.unspend(1, 2);
                    } else {
                        spent.fetch_add(2, SeqCst);
                    }
                }
            }
        };
        let threads = [thread::spawn(spender(true)), thread::spawn(spender(false))];
        pool.put(1, 1);
        for thread in threads {
            thread.join().unwrap();
        }
        let spent = u64::try_from(spent.load(SeqCst)).unwrap();
        assert_eq!(spent + pool.of(1).unwrap(), 3);
    });
}

/// A day that ends while somebody spends: what was of the old one is never spent on the new one.
#[test]
fn a_new_day_takes_nothing_over() {
    loom::model(|| {
        let pool = Arc::new(Pool::default());
        pool.put(1, 1);
        let spender = |day| {
            let pool = Arc::clone(&pool);
            move || usize::from(pool.spend(day, 1).is_ok())
        };
        let (old, new) = (thread::spawn(spender(1)), thread::spawn(spender(3)));
        pool.put(3, 1);
        // Late, and lost.
        pool.put(1, 1);
        let spent = new.join().unwrap();
        assert!(old.join().unwrap() <= 1);
        assert_eq!(pool.of(3), Some(u64::try_from(1 - spent).unwrap()));
        assert_eq!(pool.of(1), None);
    });
}

/// A second takes no more than its limit, and one that ended takes nothing back into the next.
#[test]
fn a_second_has_no_more_than_its_limit() {
    loom::model(|| {
        let pace = Arc::new(Pace::default());
        let counted = |second, amount| {
            let pace = Arc::clone(&pace);
            move || pace.spend(second, amount, 2)
        };
        let threads = [thread::spawn(counted(1, 2)), thread::spawn(counted(2, 1))];
        let own = pace.spend(2, 2, 2);
        if own {
            pace.unspend(1, 2);
        }
        let [first, other] = threads.map(|thread| thread.join().unwrap());
        // All of the second second, or what its two threads and one that was early made of it.
        assert!(!(own && other), "three in a second");
        assert!(own || other || first);
        assert!(!own || !pace.spend(2, 1, 2));
    });
}
