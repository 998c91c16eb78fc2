//! The fields a condition may name: one table, for the parser, for completing and for the help. What a field's values are in an
//! article is the filter's to know.

use crate::search::Order;

/// What stands before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Text(Texts),
    Name(Names),
    Number(Numbers),
    Date(Bound),
    /// `is:` and `has:`.
    Is,
    Has,
    Sort,
    Limit,
}

/// Fields that are searched for a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Texts {
    Title,
    Excerpt,
    /// Title, excerpt and body.
    All,
    Domain,
    Author,
    Url,
    Path,
    Tag,
}

/// Fields with names that many articles share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Names {
    Provider,
    /// With the topics below it.
    Topic,
    Category,
    Type,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numbers {
    Heat,
    Quality,
    /// Other outlets with the story.
    Coverage,
    Images,
    /// Articles of its story.
    Story,
    /// Outlets that tell its story, here and elsewhere.
    Outlets,
}

/// Which dates a date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    Since,
    Before,
    /// Within the day, month or year itself.
    On,
    /// When it was last opened or read: on that day, or since so many days.
    Seen,
}

/// What is true of an article or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flag {
    Published,
    Removed,
    Estimated,
    Problem,
    Coverage,
    Image,
    Body,
    Video,
    Original,
    /// It leads its story, or is alone.
    Lead,
    Mark(Marked),
}

/// What a reader has made of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marked {
    Unread,
    Read,
    Starred,
    Later,
    /// First seen since the last visit.
    New,
    /// Opened or read, whenever.
    Seen,
}

/// All fields, as they are offered; behind them other spellings of the same.
pub(super) const FIELDS: &[(&str, Field)] = &[
    ("title", Field::Text(Texts::Title)),
    ("excerpt", Field::Text(Texts::Excerpt)),
    ("text", Field::Text(Texts::All)),
    ("provider", Field::Name(Names::Provider)),
    ("topic", Field::Name(Names::Topic)),
    ("category", Field::Name(Names::Category)),
    ("type", Field::Name(Names::Type)),
    ("domain", Field::Text(Texts::Domain)),
    ("author", Field::Text(Texts::Author)),
    ("url", Field::Text(Texts::Url)),
    ("path", Field::Text(Texts::Path)),
    ("tag", Field::Text(Texts::Tag)),
    ("heat", Field::Number(Numbers::Heat)),
    ("quality", Field::Number(Numbers::Quality)),
    ("coverage", Field::Number(Numbers::Coverage)),
    ("images", Field::Number(Numbers::Images)),
    ("story", Field::Number(Numbers::Story)),
    ("outlets", Field::Number(Numbers::Outlets)),
    ("since", Field::Date(Bound::Since)),
    ("before", Field::Date(Bound::Before)),
    ("on", Field::Date(Bound::On)),
    ("seen", Field::Date(Bound::Seen)),
    ("is", Field::Is),
    ("has", Field::Has),
    ("sort", Field::Sort),
    ("limit", Field::Limit),
    ("date", Field::Date(Bound::On)),
    ("outlet", Field::Name(Names::Provider)),
    ("after", Field::Date(Bound::Since)),
];

/// How many of [`FIELDS`] are offered: the rest are spellings of those.
const OFFERED: usize = 26;

pub(super) const IS: &[(&str, Flag)] = &[
    ("unread", Flag::Mark(Marked::Unread)),
    ("read", Flag::Mark(Marked::Read)),
    ("starred", Flag::Mark(Marked::Starred)),
    ("later", Flag::Mark(Marked::Later)),
    ("new", Flag::Mark(Marked::New)),
    ("seen", Flag::Mark(Marked::Seen)),
    ("published", Flag::Published),
    ("removed", Flag::Removed),
    ("estimated", Flag::Estimated),
    ("problem", Flag::Problem),
    ("lead", Flag::Lead),
];

pub(super) const HAS: &[(&str, Flag)] = &[
    ("coverage", Flag::Coverage),
    ("image", Flag::Image),
    ("body", Flag::Body),
    ("video", Flag::Video),
    ("original", Flag::Original),
];

pub(super) const SORTS: &[(&str, Order)] = &[
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("heat", Order::Heat),
    ("quality", Order::Quality),
    ("title", Order::Title),
    ("outlet", Order::Outlet),
    ("seen", Order::Seen),
    ("relevance", Order::Best),
];

impl Field {
    /// Case aside.
    pub fn named(name: &str) -> Option<Field> {
        find(FIELDS, name)
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        name_of(FIELDS, self)
    }

    /// The names that are offered.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FIELDS[..OFFERED].iter().map(|(name, _)| *name)
    }

    /// The values there are, where they are few and known.
    pub fn values(self) -> Vec<&'static str> {
        fn names<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
            table.iter().map(|(name, _)| *name).collect()
        }
        match self {
            Field::Is => names(IS),
            Field::Has => names(HAS),
            Field::Sort => names(SORTS),
            Field::Date(_) => vec!["today", "yesterday", "3d", "1w", "1m", "1y"],
            _ => Vec::new(),
        }
    }
}

impl Flag {
    /// As it is written: `is:` or `has:`, and the word.
    pub fn name(self) -> (&'static str, &'static str) {
        match IS.iter().find(|(_, flag)| *flag == self) {
            Some((name, _)) => ("is", name),
            None => ("has", name_of(HAS, self)),
        }
    }
}

/// What a name stands for in a table, case aside.
pub(super) fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}

/// The first name of a value in a table.
pub(super) fn name_of<T: Copy + PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_stands_before_other_spellings_of_it() {
        let (offered, others) = FIELDS.split_at(OFFERED);
        assert!(others.iter().all(|(_, field)| offered.iter().any(|(_, known)| known == field)));
        for (at, (_, field)) in offered.iter().enumerate() {
            assert!(!offered[..at].iter().any(|(_, known)| known == field), "{field:?}");
        }
    }

    #[test]
    fn names_are_found_case_aside() {
        assert_eq!(Field::named("Provider"), Field::named("outlet"));
        assert_eq!(Field::named("provder"), None);
        assert_eq!(Flag::Video.name(), ("has", "video"));
    }
}
