//! A venue's table of endpoints: how it is declared, and which row a request is for.

use super::Spec;
use crate::{
    permission::PermissionSet,
    request::{Malformed, Method, Request, Row},
    scheme::fields,
};

/// Which row of the table a request is for.
pub(crate) enum Class {
    Row(&'static Row),
    /// The table has the path, and the parameters do not say which product is meant.
    Undecided,
    /// The table does not have it.
    Unlisted,
}

impl Spec {
    /// Which row a request is for. The parameters decide between rows of one path. A family, with
    /// `*`, takes only what is no other row, or family, in another case of letters.
    pub(crate) fn classify(&self, request: &Request<'_>) -> Result<Class, Malformed> {
        let is_family = |row: &&Row| row.path.ends_with('*');
        let rows = || {
            self.endpoints
                .iter()
                .filter(|row| row.method == request.method)
        };
        // `/orders/all` is no order called `all`, whichever row stands first.
        for letter_by_letter in [true, false] {
            let mut found = false;
            for row in rows().filter(|row| {
                !is_family(row)
                    && (row.path == request.path) == letter_by_letter
                    && row.is_at(request.path)
            }) {
                found = true;
                let form = self.body_form(request.path);
                if fields::meet(row.when, form, request.query, request.body)? {
                    return Ok(Class::Row(row));
                }
            }
            if found {
                return Ok(Class::Undecided);
            }
        }
        if rows().any(|row| row.is_near(request.path) && !row.is_at(request.path)) {
            return Ok(Class::Unlisted);
        }
        // The innermost family knows best.
        Ok(rows()
            .filter(|row| row.is_at(request.path))
            .max_by_key(|row| row.path.len())
            .map_or(Class::Unlisted, Class::Row))
    }

    /// Whether the table already says what `path` needs: a row for the path itself, under any
    /// method and in any case of letters, or a family of the same method. A family that no bot may
    /// touch counts under every method.
    pub(crate) fn has_near(&self, method: Method, path: &str) -> bool {
        self.endpoints.iter().any(|row| {
            let family = row.path.ends_with('*');
            let never = !row.needs.and(PermissionSet::NEVER).is_empty();
            (!family || never || row.method == method) && row.is_near(path)
        })
    }
}

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
            $crate::request::Row {
                method: $crate::request::Method::$method,
                path: $path,
                needs: $crate::permission::PermissionSet::of::<$crate::permission::$permission>()
                    $(.with::<$crate::permission::$more>())*,
                mark: $crate::venue::mark!($($mark)?),
                when: $crate::venue::when!($($when)?),
            }
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
