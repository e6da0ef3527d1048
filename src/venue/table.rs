//! How a venue's table of endpoints is declared.

/// Declares a venue's endpoints once: as typed constants and as the table.
///
/// `NAME: Permission + More = Method "path" [mark] (CONDITIONS);` where the mark is `reads` or
/// `writes` and the conditions are a constant. The first permission is the one in the type; more
/// of them are asked for when a call is signed. A row called `_` is in the table only.
macro_rules! endpoints {
    ($venue:ident {
        $($name:tt: $permission:ident $(+ $more:ident)* = $method:ident $path:literal
            $([$mark:ident])? $(($when:ident))?;)+
    }) => {
        $(
            #[doc = concat!("`", stringify!($method), " ", $path, "`" $(, "; asks for `", stringify!($more), "` too")*)]
            pub const $name: $crate::request::Endpoint<$venue, $crate::permission::$permission> =
                $crate::request::Endpoint::new(
                    $crate::request::Method::$method,
                    $path,
                    $crate::permission::PermissionSet::EMPTY$(.with::<$crate::permission::$more>())*,
                    $crate::venue::mark!($($mark)?),
                    $crate::venue::when!($($when)?),
                );
        )+
        impl $crate::venue::sealed::Sealed for $venue {}
        /// Every row, named or not.
        pub(super) const ENDPOINTS: &[$crate::request::Row] = &[$(
            $crate::request::Row::new(
                $crate::request::Method::$method,
                $path,
                $crate::permission::PermissionSet::of::<$crate::permission::$permission>()
                    $(.with::<$crate::permission::$more>())*,
                $crate::venue::mark!($($mark)?),
                $crate::venue::when!($($when)?),
            )
        ),+];
    };
}

macro_rules! mark {
    () => {
        $crate::request::Mark::Plain
    };
    (reads) => {
        $crate::request::Mark::Reads
    };
    (writes) => {
        $crate::request::Mark::Writes
    };
}

macro_rules! when {
    () => {
        &[]
    };
    ($when:ident) => {
        $when
    };
}

pub(crate) use {endpoints, mark, when};
