//! Which row of a venue's table a request is for, without a walk through all of them.

use super::{ALL, Spec};
use crate::{
    permission::PermissionSet,
    request::{Malformed, Method, Request, Row},
    scheme::{
        BodyForm,
        fields::{self, Rules},
    },
};
use std::{collections::HashMap, sync::OnceLock};

/// Which row of the table a request is for.
pub(crate) enum Class {
    Row(&'static Row),
    /// The table has the path, and the parameters do not say which product is meant.
    Undecided,
    /// The table does not have it.
    Unlisted,
}

/// The rows of a venue, in the order of its table, by what finds them.
pub(crate) struct Index {
    spec: &'static Spec,
    /// Those of one path, letter by letter.
    exact: HashMap<(Method, &'static str), Vec<&'static Row>>,
    /// Those with `{}`, by how many segments they have.
    patterns: HashMap<(Method, usize), Vec<&'static Row>>,
    /// What each service asks of parameters.
    rules: Vec<Rules<'static>>,
}

impl Spec {
    /// The index of this venue, which is made once.
    pub(crate) fn index(&'static self) -> &'static Index {
        static MADE: [OnceLock<Index>; ALL.len()] = [const { OnceLock::new() }; ALL.len()];
        let mut venues = ALL.iter().zip(&MADE);
        let own = venues.find(|(spec, _)| spec.id == self.id);
        match own {
            Some((_, index)) => index.get_or_init(|| Index::of(self)),
            // There is no venue outside of `ALL`.
            None => Box::leak(Box::new(Index::of(self))),
        }
    }

    /// Whether the table already says what `path` needs: a row for the path itself, under any
    /// method and in any case of letters, or a family of the same method. A family that no bot may
    /// touch counts under every method.
    pub(crate) fn has_near(&self, method: Method, path: &str) -> bool {
        self.endpoints.iter().any(|row| {
            let never = !row.needs.and(PermissionSet::NEVER).is_empty();
            (!row.is_family() || never || row.method == method) && row.is_near(path)
        })
    }
}

impl Index {
    fn of(spec: &'static Spec) -> Self {
        let mut index = Self {
            spec,
            exact: HashMap::new(),
            patterns: HashMap::new(),
            rules: spec
                .services
                .iter()
                .map(|own| Rules::of(own.scheme))
                .collect(),
        };
        for row in spec.endpoints.iter().filter(|row| !row.is_family()) {
            let rows = if row.holes == 0 {
                index.exact.entry((row.method, row.path)).or_default()
            } else {
                let place = (row.method, segments(row.path));
                index.patterns.entry(place).or_default()
            };
            rows.push(row);
        }
        index
    }

    /// What a service of the venue asks of parameters, by its place among all.
    #[allow(clippy::indexing_slicing)] // a place in the same list
    pub(crate) fn rules(&self, service: usize) -> &Rules<'static> {
        &self.rules[service]
    }

    /// Which row a request is for. The parameters decide between rows of one path. A family, with
    /// `*`, takes only what is no other row, or family, in another case of letters.
    pub(crate) fn classify(
        &self,
        request: &Request<'_>,
        form: BodyForm,
    ) -> Result<Class, Malformed> {
        let path = request.path;
        let exact = self.exact.get(&(request.method, path));
        // `/orders/all` is no order called `all`, whichever row stands first.
        let patterns = || {
            let place = (request.method, segments(path));
            let rows = self.patterns.get(&place).into_iter().flatten();
            rows.filter(|row| row.is_at(path))
        };
        if let Some(rows) = exact {
            return decide(rows.iter(), request, form);
        }
        if patterns().next().is_some() {
            return decide(patterns(), request, form);
        }
        let rows = || {
            let rows = self.spec.endpoints.iter();
            rows.filter(|row| row.method == request.method)
        };
        if rows().any(|row| row.is_near(path) && !row.is_at(path)) {
            return Ok(Class::Unlisted);
        }
        // The innermost family knows best.
        Ok(rows()
            .filter(|row| row.is_at(path))
            .max_by_key(|row| row.path.len())
            .map_or(Class::Unlisted, Class::Row))
    }
}

/// Which of the rows of one path.
fn decide<'a>(
    rows: impl Iterator<Item = &'a &'static Row>,
    request: &Request<'_>,
    form: BodyForm,
) -> Result<Class, Malformed> {
    for row in rows {
        if fields::meet(row.when, form, request.query, request.body)? {
            return Ok(Class::Row(row));
        }
    }
    Ok(Class::Undecided)
}

/// How many segments a path has.
fn segments(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}
