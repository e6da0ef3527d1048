//! What the types must not be able to do, whatever words the compiler finds for it.

use core::{fmt, marker::PhantomData, ops};
#[cfg(unix)]
use keyleash::AnySource;
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, ApiCredential, Error, Fingerprint, InspectError,
    Inspection, InspectionError, KeyError, LoadError, Malformed, OrderTag, Policy, RawCredential,
    Refused, Report, Secret, SignError, SignedRequest, Signer, SocketLogin, SourceError,
    VenueRefusal, VerifyError, Violation,
    permission::{
        Admin, Earn, Futures, Grantable, Margin, Options, PermissionSet, Read, Spot, Transfer,
        Withdraw,
    },
    scope::{self, GrantedTo, Grants, Within},
    venue::{binance::Binance, kraken::Kraken},
};
use serde::{Serialize, de::DeserializeOwned};
use std::borrow::Borrow;

keyleash::scope! { All = Read | Spot | Margin | Futures | Options | Earn | Transfer }
keyleash::scope! { MarketMaker = Read | Spot }
keyleash::scope! { Watcher = Read }

/// Whether a type has a trait, as a value.
///
/// `HAS` is found on `Probe` itself where the bound holds, and on the trait behind it where not.
macro_rules! has {
    ($type:ty: $($bound:tt)+) => {{
        // One of the two constants is unused each time.
        #[allow(dead_code)]
        struct Probe<T: ?Sized>(PhantomData<T>);
        #[allow(dead_code)]
        trait Otherwise {
            const HAS: bool = false;
        }
        impl<T: ?Sized> Otherwise for Probe<T> {}
        #[allow(dead_code)]
        impl<T: ?Sized + $($bound)+> Probe<T> {
            const HAS: bool = true;
        }
        Probe::<$type>::HAS
    }};
}

/// Refuses to compile where a type has one of these traits.
macro_rules! never {
    ($($type:ty: $([$($bound:tt)+])+;)+) => {
        $($(const _: () = assert!(
            !has!($type: $($bound)+),
            concat!("`", stringify!($type), "` must not have `", stringify!($($bound)+), "`")
        );)+)+
    };
}

/// Refuses to compile where a type lacks one of these traits.
macro_rules! always {
    ($($type:ty: $([$($bound:tt)+])+;)+) => {
        $($(const _: () = assert!(
            has!($type: $($bound)+),
            concat!("`", stringify!($type), "` must have `", stringify!($($bound)+), "`")
        );)+)+
    };
}

// What the probe says of types whose traits are known.
const _: () = assert!(has!(String: Clone) && has!(str: fmt::Display) && has!(u8: PartialEq<u8>));
const _: () = assert!(!has!(PhantomData<u8>: fmt::Display) && !has!(*const u8: Send));

// No scope holds what a bot may never do, and none can be made that does.
never! {
    Withdraw: [Grantable] [GrantedTo<All>] [GrantedTo<MarketMaker>] [GrantedTo<Watcher>];
    Admin: [Grantable] [GrantedTo<All>] [GrantedTo<MarketMaker>] [GrantedTo<Watcher>];
    All: [Grants<Withdraw>] [Grants<Admin>];
}

// A scope grants what it lists, and nothing else.
never! {
    Spot: [GrantedTo<Watcher>];
    Margin: [GrantedTo<MarketMaker>];
    Futures: [GrantedTo<MarketMaker>];
    Options: [GrantedTo<MarketMaker>];
    Earn: [GrantedTo<MarketMaker>];
    Transfer: [GrantedTo<MarketMaker>];
    MarketMaker: [Grants<Futures>] [Grants<Transfer>] [Within<Watcher>];
    All: [Within<MarketMaker>];
}
always! {
    Read: [GrantedTo<MarketMaker>] [GrantedTo<Watcher>] [GrantedTo<All>];
    Spot: [GrantedTo<MarketMaker>] [GrantedTo<All>];
    Transfer: [Grantable] [GrantedTo<All>];
    Watcher: [Within<MarketMaker>] [Within<Watcher>] [Within<All>];
}

// Nothing that holds a secret can be copied, shown, compared or read.
macro_rules! sealed {
    ($($type:ty),+ $(,)?) => {
        never! { $($type:
            [Clone] [Copy] [Default]
            [fmt::Display] [fmt::LowerHex] [Serialize] [DeserializeOwned]
            [PartialEq] [PartialOrd] [core::hash::Hash]
            [ops::Deref] [AsRef<str>] [AsRef<[u8]>] [Borrow<str>]
            [Into<String>] [Into<Vec<u8>>] [Into<Box<str>>] [Iterator];
        )+ }
        always! { $($type: [fmt::Debug] [Send] [Sync] ['static];)+ }
    };
}
sealed! {
    Secret,
    RawCredential,
    ApiCredential<Binance>,
    ApiCredential<Kraken>,
    AnyCredential,
    OrderTag,
}

#[cfg(feature = "fixtures")]
sealed! { keyleash::fixtures::IssuedKey }

// A signer is shared by cloning it, and shows as little.
macro_rules! shared {
    ($($type:ty),+ $(,)?) => {
        never! { $($type:
            [Copy] [Default] [fmt::Display] [Serialize] [DeserializeOwned] [PartialEq]
            [ops::Deref] [AsRef<str>] [AsRef<[u8]>] [Into<String>];
        )+ }
        always! { $($type: [Clone] [fmt::Debug] [Send] [Sync] ['static];)+ }
    };
}
shared! { Signer<Binance, MarketMaker>, Signer<Kraken, All>, AnySigner }

// A signature is sent once, and not shown.
never! {
    SignedRequest:
        [Clone] [Copy] [fmt::Display] [Serialize] [DeserializeOwned] [PartialEq]
        [ops::Deref] [AsRef<str>] [AsRef<[u8]>] [Into<String>];
    SocketLogin:
        [Clone] [Copy] [Default] [fmt::Display] [Serialize] [DeserializeOwned] [PartialEq]
        [ops::Deref] [AsRef<str>] [AsRef<[u8]>] [Into<String>];
}

// A source that names a program may have been given what nobody should see, as an argument.
#[cfg(unix)]
never! {
    keyleash::Command: [fmt::Display] [Serialize] [PartialEq];
    keyleash::CommandPair: [fmt::Display] [Serialize] [PartialEq];
}

// A report comes from an inspection, a refusal from a judgement.
never! {
    Report: [Default] [DeserializeOwned] [PartialEq];
    Refused: [Default] [DeserializeOwned];
    Violation: [Default] [DeserializeOwned];
    Fingerprint: [Default] [DeserializeOwned] [From<[u8; 4]>];
    Signer<Binance, MarketMaker>: [From<ApiCredential<Binance>>] [From<AnySigner>];
    AnySigner: [From<AnyCredential>];
}

// What was checked together is had by name, and a failed check gives nothing.
never! {
    keyleash::KeyPlan: [Clone] [Default] [fmt::Display] [Serialize] [DeserializeOwned] [PartialEq];
    keyleash::SelfCheck: [Clone] [fmt::Display] [Serialize] [DeserializeOwned] [PartialEq];
    keyleash::Signers: [Clone] [Default] [DeserializeOwned] [PartialEq] [AsRef<AnySigner>];
    keyleash::SelfCheckFailed: [Clone] [Default] [DeserializeOwned] [AsRef<AnySigner>];
    keyleash::Upkeep: [Clone] [Default] [fmt::Display] [Serialize];
}
always! {
    keyleash::KeyPlan: [fmt::Debug] [Send] ['static];
    keyleash::SelfCheck: [fmt::Debug] [Send] ['static];
    keyleash::Signers: [fmt::Debug] [fmt::Display] [Serialize] [Send] [Sync] ['static];
    keyleash::Upkeep: [fmt::Debug] [Send] [Sync] ['static];
    keyleash::Notice: [fmt::Debug] [fmt::Display] [Send] [Sync] ['static];
}

// An old key signs no call, is given up once, and its proofs are not made by hand.
never! {
    keyleash::Replaced:
        [Clone] [Default] [fmt::Display] [Serialize] [PartialEq] [AsRef<AnySigner>];
    keyleash::Retired: [Clone] [Default] [Serialize] [PartialEq] [AsRef<AnySigner>];
    keyleash::SameAccount: [Default] [DeserializeOwned];
}
always! {
    keyleash::Rotation: [Send] [Sync] ['static];
    keyleash::AccountProbe<'static>: [Send] [Sync];
    keyleash::Replaced: [Send] [Sync] ['static];
    keyleash::Retired: [Send] [Sync] ['static];
    keyleash::Schedule: [Clone] [Send] [Sync] ['static];
}

// Any thread, any runtime.
always! {
    SignedRequest: [fmt::Debug] [Default] [Send] [Sync] ['static];
    SocketLogin: [fmt::Debug] [Send] [Sync] ['static];
    Policy<MarketMaker>: [Clone] [Send] [Sync] ['static];
    AnyPolicy: [Clone] [Send] [Sync] ['static] [DeserializeOwned];
    Report: [Clone] [Serialize] [Send] [Sync] ['static];
    Inspection<'static>: [Send] [Sync];
    Violation: [Clone] [Serialize] [Send] [Sync] ['static];
}
// A configuration is read, and never written with what it referred to.
#[cfg(unix)]
always! { AnySource: [Clone] [Send] [Sync] ['static] [DeserializeOwned]; }
#[cfg(unix)]
never! { AnySource: [Serialize] [fmt::Display] [PartialEq] [Default]; }
macro_rules! errors {
    ($($type:ty),+ $(,)?) => {
        always! { $($type: [std::error::Error] [Send] [Sync] ['static];)+ }
    };
}
errors! {
    Error,
    InspectError<std::io::Error>,
    InspectionError,
    KeyError,
    LoadError,
    keyleash::KeyFault,
    keyleash::NoSigner,
    keyleash::SelfCheckFailed,
    keyleash::RotationError,
    keyleash::RollBackError,
    keyleash::NotRetired,
    keyleash::DeletionError,
    Malformed,
    Refused,
    SignError,
    SourceError,
    VenueRefusal,
    VerifyError,
}

// A signer is handed around by value: two pointers, its scope and the scope's name.
const _: () = assert!(size_of::<Signer<Binance, MarketMaker>>() <= 5 * size_of::<usize>());
const _: () = assert!(size_of::<Signer<Binance, All>>() == size_of::<AnySigner>());
const _: () = assert!(size_of::<PermissionSet>() == 2);

/// Errors are returned on the hot path, so they stay small.
#[test]
fn what_is_returned_is_small() {
    assert!(size_of::<SignError>() <= 4 * size_of::<usize>());
    assert!(size_of::<Result<(), Malformed>>() == 1);
    assert!(size_of::<Option<Fingerprint>>() <= 40);
}

#[test]
fn scopes_as_values_agree_with_scopes_as_types() {
    assert_eq!(scope::grants::<Watcher>(), PermissionSet::of::<Read>());
    assert_eq!(
        scope::grants::<MarketMaker>(),
        PermissionSet::of::<Read>().with::<Spot>()
    );
    let all = scope::grants::<All>();
    assert!(all.and(PermissionSet::NEVER).is_empty());
    let every: PermissionSet = [
        "read", "spot", "margin", "futures", "options", "earn", "transfer", "withdraw", "admin",
    ]
    .into_iter()
    .filter_map(PermissionSet::from_name)
    .collect();
    assert_eq!(every.len(), 9);
    assert_eq!(all.or(PermissionSet::NEVER), every);
}
