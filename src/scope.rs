//! What a signer may be used for, as a type.
//!
//! A scope is one `impl` of [`Scope`] with a flag per permission, written by
//! [`scope!`](crate::scope!), and nothing can be added to it from elsewhere: every other trait
//! here has its implementations in this module alone. `Withdraw` and `Admin` have no flag, so no
//! scope that grants them can be written.
//!
//! The traits are closed by coherence, not by a sealed supertrait: the orphan rule would let a
//! user implement a trait with a parameter for a permission of ours and a scope of theirs. Each
//! blanket implementation therefore rests on a predicate about types of this crate, which no
//! other crate may assume to be false, so that each implementation by hand is a conflict.

use crate::permission::{
    Admin, Earn, Futures, Grantable, Margin, Options, Permission, PermissionSet, Read, Spot,
    Transfer, Withdraw,
};

/// A declared set of permissions; declare one with [`scope!`](crate::scope!).
pub trait Scope: 'static {
    #[doc(hidden)]
    const NAME: &'static str;
    #[doc(hidden)]
    type Read: Flag;
    #[doc(hidden)]
    type Spot: Flag;
    #[doc(hidden)]
    type Margin: Flag;
    #[doc(hidden)]
    type Futures: Flag;
    #[doc(hidden)]
    type Options: Flag;
    #[doc(hidden)]
    type Earn: Flag;
    #[doc(hidden)]
    type Transfer: Flag;
}

/// `Self` grants `P`: the bound to write on a generic function.
///
/// ```
/// use keyleash::{Signer, permission::Spot, scope::Grants, venue::binance::{self, Binance}};
///
/// fn quote<S: Grants<Spot>>(signer: &Signer<Binance, S>) -> Result<(), keyleash::SignError> {
///     let _order = signer.sign(binance::NEW_ORDER.query("symbol=BTCUSDT&side=BUY"))?;
///     Ok(())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not grant `{P}`",
    label = "this needs `{P}`",
    note = "a signer does only what its scope grants: widen the scope, or use another signer"
)]
pub trait Grants<P: Permission>: Scope {}

/// `Self` is granted to `S`: the bound on every signing method.
pub trait GrantedTo<S>: Permission {}

/// Every permission of `Self` is also one of `S`: the bound on narrowing.
pub trait Within<S>: Scope {}

#[doc(hidden)]
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Yes {}

#[doc(hidden)]
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum No {}

#[doc(hidden)]
pub trait Flag: seal::Sealed {
    const SET: bool;
}
impl Flag for Yes {
    const SET: bool = true;
}
impl Flag for No {
    const SET: bool = false;
}

mod seal {
    use super::{Grants, No, Permission, Yes};

    pub trait Sealed {}
    impl Sealed for Yes {}
    impl Sealed for No {}

    pub trait IsYes {}
    impl IsYes for Yes {}

    /// Where `Self` is `Yes`, `S` grants `P`.
    pub trait Implies<S, P> {}
    impl<S, P> Implies<S, P> for No {}
    impl<S: Grants<P>, P: Permission> Implies<S, P> for Yes {}
}
use seal::{Implies, IsYes};

macro_rules! flags {
    ($($permission:ident)+) => {
        $(
            // The reader of an error needs to know that the scope lacks the permission, not how
            // the flag says so.
            #[diagnostic::do_not_recommend]
            impl<S: Scope> Grants<$permission> for S
            where
                S::$permission: IsYes,
            {}
        )+

        impl<S: Scope, T: Scope> Within<S> for T
        where
            $(T::$permission: Implies<S, $permission>,)+
        {}

        /// What `S` grants, as a value.
        #[must_use]
        pub const fn grants<S: Scope>() -> PermissionSet {
            PermissionSet::EMPTY$(.with_if::<$permission>(S::$permission::SET))+
        }
    };
}
flags! { Read Spot Margin Futures Options Earn Transfer }

// Written out, because the compiler quotes them when it refuses a call.
impl<S: Grants<Read>> GrantedTo<S> for Read {}
impl<S: Grants<Spot>> GrantedTo<S> for Spot {}
impl<S: Grants<Margin>> GrantedTo<S> for Margin {}
impl<S: Grants<Futures>> GrantedTo<S> for Futures {}
impl<S: Grants<Options>> GrantedTo<S> for Options {}
impl<S: Grants<Earn>> GrantedTo<S> for Earn {}
impl<S: Grants<Transfer>> GrantedTo<S> for Transfer {}
impl<S> GrantedTo<S> for Withdraw where never::Bot<S>: never::Withdraws {}
impl<S> GrantedTo<S> for Admin where never::Bot<S>: never::Administers {}

mod never {
    #[derive(Debug)]
    pub struct Bot<S>(core::marker::PhantomData<S>);

    #[diagnostic::on_unimplemented(
        message = "a bot may not withdraw, so this call cannot be signed",
        label = "this call moves funds off the exchange",
        note = "no scope grants `Withdraw`: a leaked bot key must not be able to empty the account",
        note = "withdraw by hand, or from a separate tool that holds a separate key"
    )]
    pub trait Withdraws {}

    #[diagnostic::on_unimplemented(
        message = "a bot may not manage API keys, so this call cannot be signed",
        label = "this call creates or changes API keys or sub-accounts",
        note = "no scope grants `Admin`: a leaked bot key must not be able to mint a stronger one",
        note = "manage keys on the exchange's own site"
    )]
    pub trait Administers {}
}

#[doc(hidden)]
pub const fn grantable<P: Grantable>() {}

/// Declares a scope: what a bot, or a part of one, may do.
///
/// ```
/// keyleash::scope! {
///     /// All that the bot may do.
///     pub MarketMaker = Read | Spot
/// }
/// ```
///
/// `Withdraw` and `Admin` cannot be written here:
///
/// ```compile_fail
/// keyleash::scope! { Rogue = Read | Withdraw }
/// ```
#[macro_export]
macro_rules! scope {
    ($(#[$meta:meta])* $vis:vis $name:ident = $($permission:tt)|+ $(;)?) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[allow(clippy::exhaustive_enums)]
        $vis enum $name {}
        const _: () = {
            #[allow(unused_imports)]
            use $crate::permission::{
                Admin, Earn, Futures, Margin, Options, Read, Spot, Transfer, Withdraw,
            };
            $($crate::scope::grantable::<$permission>();)+
        };
        $crate::scope! { @ $name [No No No No No No No] $($permission)+ }
    };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Read $($p:tt)*) => { $crate::scope! { @ $n [Yes $b $c $d $e $f $g] $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Spot $($p:tt)*) => { $crate::scope! { @ $n [$a Yes $c $d $e $f $g] $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Margin $($p:tt)*) => { $crate::scope! { @ $n [$a $b Yes $d $e $f $g] $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Futures $($p:tt)*) => { $crate::scope! { @ $n [$a $b $c Yes $e $f $g] $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Options $($p:tt)*) => { $crate::scope! { @ $n [$a $b $c $d Yes $f $g] $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Earn $($p:tt)*) => { $crate::scope! { @ $n [$a $b $c $d $e Yes $g] $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident] Transfer $($p:tt)*) => { $crate::scope! { @ $n [$a $b $c $d $e $f Yes] $($p)* } };
    // Anything else was refused above, by name; going on keeps that the only error.
    (@ $n:ident $flags:tt $other:tt $($p:tt)*) => { $crate::scope! { @ $n $flags $($p)* } };
    (@ $n:ident [$a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident]) => {
        impl $crate::scope::Scope for $n {
            const NAME: &'static str = stringify!($n);
            type Read = $crate::scope::$a;
            type Spot = $crate::scope::$b;
            type Margin = $crate::scope::$c;
            type Futures = $crate::scope::$d;
            type Options = $crate::scope::$e;
            type Earn = $crate::scope::$f;
            type Transfer = $crate::scope::$g;
        }
    };
}
