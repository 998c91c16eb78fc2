//! Where one can go: all, topics, categories, types and outlets, each with how many headlines it has.

use crate::index::{Facet, Index, Scope};
use crate::model::fold;
use crate::search::fuzzy;
use std::sync::Arc;

struct Place {
    /// `category`, ...; nothing for all and for topics, which are what one mostly goes to.
    sort: &'static str,
    name: Arc<str>,
    count: usize,
    scope: Scope,
}

fn places(index: &Index) -> Vec<Place> {
    let all = Place { sort: "", name: "All".into(), count: index.totals().articles, scope: Scope::All };
    let topics = index.topics().iter().map(|node| {
        let (name, scope) = (node.name.clone(), Scope::Topic(node.name.clone()));
        Place { sort: "", name, count: node.count, scope }
    });
    let facets = |sort, facets: &[Facet], scope: fn(Arc<str>) -> Scope| {
        let place = |facet: &Facet| {
            let name = facet.name.clone();
            Place { sort, scope: scope(name.clone()), name, count: facet.count }
        };
        facets.iter().map(place).collect::<Vec<_>>()
    };
    std::iter::once(all)
        .chain(topics)
        .chain(facets("category ", index.categories(), Scope::Category))
        .chain(facets("type ", index.kinds(), Scope::Kind))
        .chain(facets("outlet ", index.outlets(), Scope::Outlet))
        .collect()
}

/// A line each.
pub(super) fn lines(index: &Index) -> Vec<String> {
    places(index).iter().map(|place| format!("{}{}, {}", place.sort, place.name, place.count)).collect()
}

/// The one of that name, else the one most like it.
pub(super) fn find(index: &Index, name: &str) -> Option<Scope> {
    let mut places = places(index);
    let wanted = fold(name.trim());
    let same = places.iter().position(|place| fold(&place.name) == wanted);
    let like = || fuzzy::choose(name, places.iter().map(|place| &*place.name)).first().map(|best| best.item);
    let at = same.or_else(like)?;
    Some(places.swap_remove(at).scope)
}
