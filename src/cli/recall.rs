//! Between what the reader remembers and how that is written: names of scopes and orders. What can't be read back is left out.

use crate::app::{Memory, Splits};
use crate::config::{EditionState, PlaceState, StartPlace, State};
use crate::index::Scope;
use crate::model::text::safe_line;
use crate::model::{ArticleId, Timestamp};
use crate::search::Order;
use crate::story::front::{Kept, Part};

/// Seconds within which one comes back to the same visit.
const ONE_VISIT: i64 = 4 * 60 * 60;

/// How the front page is written, where the name of a scope would stand.
const FRONT: &str = "front";

const ORDERS: [(Order, &str); 7] = [
    (Order::Newest, "newest"),
    (Order::Oldest, "oldest"),
    (Order::Heat, "heat"),
    (Order::Quality, "quality"),
    (Order::Title, "title"),
    (Order::Outlet, "outlet"),
    (Order::Seen, "seen"),
];

/// What is remembered of a store (`""` is the sample), and of all.
pub fn recalled(state: &State, store: &str) -> Memory {
    let layout = &state.layout;
    let mut memory = Memory {
        splits: Splits {
            topics: layout.topics,
            list: layout.list.map(|part| part.min(1000)),
            side: layout.side.map(|part| part.min(1000)),
            side_by_side: layout.side_by_side,
        },
        topics_hidden: layout.topics_hidden,
        history: state.history.iter().map(|query| safe_line(query)).collect(),
        ..Memory::default()
    };
    if let Some(place) = state.place(store) {
        memory.front = place.scope == [FRONT];
        memory.edition = place.edition.as_ref().and_then(edition);
        memory.scope = scope(&place.scope);
        memory.query = safe_line(&place.search);
        let order = |written: &Option<String>| {
            ORDERS.iter().find(|(_, name)| Some(*name) == written.as_deref()).map(|(order, _)| *order)
        };
        (memory.order, memory.search_order) = (order(&place.order), order(&place.search_order));
        let id = place.article.as_deref().and_then(ArticleId::from_hex);
        memory.article = id.map(|id| (id, place.line));
        memory.scroll = place.scroll;
        memory.reading = place.reading;
        memory.unread_only = place.unread_only;
        memory.plain = place.articles;
    }
    memory
}

/// Where one begins in a store, of what is remembered of it.
pub fn begins(memory: Memory, start: StartPlace, (state, store, now): (&State, &str, Timestamp)) -> Memory {
    let place = state.place(store);
    let left = place.and_then(|place| Timestamp::parse(place.left.as_deref()?));
    // One that is older is another visit's, however often one has been there since.
    let edition = memory.edition.clone().filter(|edition| is_one_visit(edition.at, now));
    let memory = Memory { edition, ..memory };
    let front = match start {
        StartPlace::Front => true,
        StartPlace::All => false,
        StartPlace::Last if place.is_some() => return memory,
        StartPlace::Auto if left.is_some_and(|left| is_one_visit(left, now)) => return memory,
        StartPlace::Last | StartPlace::Auto => true,
    };
    Memory {
        front,
        scope: Scope::All,
        query: String::new(),
        search_order: None,
        article: None,
        scroll: 0,
        reading: false,
        ..memory
    }
}

fn edition(written: &EditionState) -> Option<Kept> {
    let section = |section: &Vec<String>| {
        let [kind, name, ids @ ..] = &section[..] else { return None };
        let name = safe_line(name).into();
        let part = match kind.as_str() {
            "top" => Part::Top,
            "topic" => Part::Topic(name),
            "category" => Part::Category(name),
            _ => Part::Other,
        };
        Some((part, ids.iter().filter_map(|id| ArticleId::from_hex(id)).collect()))
    };
    Some(Kept { at: Timestamp::parse(&written.made)?, sections: written.sections.iter().filter_map(section).collect() })
}

fn written(edition: &Kept) -> EditionState {
    let section = |(part, ids): &(Part, Vec<ArticleId>)| {
        let (kind, name) = match part {
            Part::Top => ("top", ""),
            Part::Topic(name) => ("topic", &**name),
            Part::Category(name) => ("category", &**name),
            Part::Other => ("other", ""),
        };
        [kind.to_owned(), name.to_owned()].into_iter().chain(ids.iter().map(ArticleId::to_string)).collect()
    };
    EditionState { made: edition.at.to_string(), sections: edition.sections.iter().map(section).collect() }
}

fn is_one_visit(left: Timestamp, now: Timestamp) -> bool {
    now.seconds().saturating_sub(left.seconds()) < ONE_VISIT
}

/// Writes what is to be remembered into the state.
pub fn keep(state: &mut State, store: &str, memory: Memory, (since, left): (Timestamp, Timestamp)) {
    let Splits { topics, list, side, side_by_side } = memory.splits;
    let layout = &mut state.layout;
    (layout.topics, layout.list, layout.side, layout.side_by_side) = (topics, list, side, side_by_side);
    layout.topics_hidden = memory.topics_hidden;
    // Another reader may have kept searches of its own meanwhile: theirs go before.
    let mut history = std::mem::take(&mut state.history);
    history.retain(|query| !memory.history.contains(query));
    history.extend(memory.history);
    state.history = history.split_off(history.len().saturating_sub(100));
    let (kind, name) = match memory.scope {
        _ if memory.front => (FRONT, None),
        Scope::All => ("all", None),
        Scope::Category(name) => ("category", Some(name)),
        Scope::Topic(name) => ("topic", Some(name)),
        Scope::Kind(name) => ("type", Some(name)),
        Scope::Outlet(name) => ("outlet", Some(name)),
    };
    let word = |chosen: Option<Order>| {
        ORDERS.iter().find(|(order, _)| Some(*order) == chosen).map(|(_, name)| (*name).to_owned())
    };
    state.keep(PlaceState {
        store: store.to_owned(),
        scope: match name {
            Some(name) => vec![kind.to_owned(), name.to_string()],
            None if memory.front => vec![kind.to_owned()],
            None => Vec::new(),
        },
        search: memory.query,
        order: word(memory.order),
        search_order: word(memory.search_order),
        article: memory.article.map(|(id, _)| id.to_string()),
        line: memory.article.map_or(0, |(_, line)| line),
        scroll: memory.scroll,
        reading: memory.reading,
        unread_only: memory.unread_only,
        articles: memory.plain,
        since: Some(since.to_string()),
        left: Some(left.to_string()),
        edition: memory.edition.as_ref().map(written),
    });
}

/// Since when what comes to a store is new: since the last visit was over. Who comes back soon goes on with that visit; who was never
/// there begins now.
pub fn since(state: &State, store: &str, now: Timestamp) -> Timestamp {
    since_visit(state, store, now).unwrap_or(now)
}

/// The same for who does not visit it; nothing where nobody was ever there.
pub fn since_visit(state: &State, store: &str, now: Timestamp) -> Option<Timestamp> {
    let time = |written: &Option<String>| written.as_deref().and_then(Timestamp::parse);
    let place = state.place(store)?;
    match (time(&place.since), time(&place.left)) {
        (since, Some(left)) if is_one_visit(left, now) => since.or(Some(left)),
        (_, left) => left,
    }
}

fn scope(written: &[String]) -> Scope {
    match written {
        [kind, name] => {
            let name = safe_line(name).into();
            match kind.as_str() {
                "category" => Scope::Category(name),
                "topic" => Scope::Topic(name),
                "type" => Scope::Kind(name),
                "outlet" => Scope::Outlet(name),
                _ => Scope::All,
            }
        }
        _ => Scope::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_recalled_for_that_store_only() {
        let sections = vec![
            (Part::Top, vec![ArticleId::of_url("example.com/a"), ArticleId::of_url("example.com/b")]),
            (Part::Topic("Rail".into()), vec![ArticleId::of_url("example.com/c")]),
            (Part::Category("news".into()), Vec::new()),
            (Part::Other, vec![ArticleId::of_url("example.com/d")]),
        ];
        let memory = Memory {
            front: false,
            edition: Some(Kept { at: Timestamp(80_000), sections }),
            scope: Scope::Outlet("The Daily".into()),
            query: "tunnel".into(),
            order: Some(Order::Heat),
            search_order: Some(Order::Oldest),
            article: Some((ArticleId::of_url("example.com/a"), 5)),
            scroll: 7,
            reading: true,
            unread_only: true,
            plain: true,
            splits: Splits { list: Some(400), side_by_side: Some(false), ..Splits::default() },
            topics_hidden: true,
            history: vec!["tunnel".into()],
        };
        let mut state = State::default();
        let times = (Timestamp(1_000), Timestamp(90_000));
        keep(&mut state, "/news", memory.clone(), times);
        assert_eq!(recalled(&state, "/news"), memory);
        let other = recalled(&state, "/other");
        assert_eq!((other.splits, other.query.as_str(), other.article), (memory.splits, "", None));
        let edition = |now| {
            let memory = recalled(&state, "/news");
            begins(memory, StartPlace::Front, (&state, "/news", Timestamp(now))).edition.is_some()
        };
        assert_eq!((edition(90_060), edition(80_000 + ONE_VISIT)), (true, false), "it is of one visit");
        // A visit that is taken up again, the next one, the first.
        assert_eq!(since(&state, "/news", Timestamp(90_060)), times.0);
        assert_eq!(since(&state, "/news", Timestamp(200_000)), times.1);
        assert_eq!(since(&state, "/other", Timestamp(5)), Timestamp(5));
        assert_eq!(since_visit(&state, "/other", Timestamp(5)), None);
    }

    #[test]
    fn one_begins_where_one_left_off_within_four_hours_and_else_on_the_front_page() {
        let memory =
            Memory { scope: Scope::Topic("Rail".into()), query: "tunnel".into(), scroll: 3, ..Memory::default() };
        let mut state = State::default();
        keep(&mut state, "/news", memory.clone(), (Timestamp(0), Timestamp(100_000)));
        let at = |start, store, now| {
            let began = begins(recalled(&state, store), start, (&state, store, Timestamp(now)));
            (began.front, began.query == "tunnel" && began.scroll == 3)
        };
        let (left_off, front, all) = ((false, true), (true, false), (false, false));
        for (start, soon, later, first) in [
            (StartPlace::Auto, left_off, front, front),
            (StartPlace::Front, front, front, front),
            (StartPlace::All, all, all, all),
            (StartPlace::Last, left_off, left_off, front),
        ] {
            assert_eq!(at(start, "/news", 114_399), soon, "{start:?}");
            assert_eq!(at(start, "/news", 114_400), later, "{start:?}");
            assert_eq!(at(start, "/other", 114_399), first, "{start:?}");
        }
        let front = Memory { front: true, ..Memory::default() };
        keep(&mut state, "/news", front.clone(), (Timestamp(0), Timestamp(0)));
        assert_eq!(recalled(&state, "/news"), front);
    }
}
