//! The language of the box, and its parser. It never fails: what it does not understand is told with its place and left out, and
//! what is not yet finished asks for nothing.
//!
//! ```text
//! query = all { ( "or" | "|" ) all }
//! all   = { item [ "and" ] }
//! item  = ( "-" | "not " ) item | "(" query ")" | word | field ":" value
//! word  = text | "'" text | "^" text | '"' text '"'      fuzzy, as it stands, at the beginning, a phrase
//!
//! title excerpt text domain author url path tag          text | '"' text '"' | "^" text
//! provider outlet topic category type                    text (fuzzy) | '"' text '"' (just this name)
//! heat quality coverage images story outlets             [ ">" | ">=" | "<" | "<=" | "=" ] n | n ".." n | n ".." | ".." n
//! since after before on date seen                        date | date ".." date | date ".." | ".." date
//! is    unread read starred later new seen published removed estimated problem lead
//! has   coverage image body video original
//! sort  newest oldest heat quality title outlet seen relevance
//! limit n
//! date = 2021-12-28 | 2021-12 | 2021 | today | yesterday | n ( "d" | "w" | "m" | "y" )
//! ```
//!
//! Words are found in titles. What stands side by side must all hold; `or` joins less closely. A word with an upper-case letter is
//! looked for with its case, any other without; accents count for nothing. A backslash makes the next character a letter like
//! others. Quotation marks that curl are as good as straight ones. A bracket or a mark of quotation that is not closed is closed by
//! the end.
//!
//! There are two ways to read. While something is typed, a condition at the end of which something is still to come (`heat:>`,
//! `is:pub`) is passed over, and nothing is said of what is not closed or has nothing beside it. Of a text that is whole all that is
//! told. A quotation mark that is still open begins a name (`topic:"AI in`), and a word at the end that may become a field or a sign
//! (`prov`, `-ty`, `o`) counts only where something has it ([`LastWord`]).
//!
//! A value stands right behind its field. What looks like a condition and is none is left out with its value: `heat: 60`, `heat>60`,
//! `provider:(a or b)`.

use super::expr::{Condition, Expr, How, LastWord, Query, Span, Word};
use super::field::{Bound, Field, HAS, IS, SORTS, find};
use super::mistake::Mistake;
use super::tokens::{self, Item, Kind, Token, tokens};
use super::value::{self, Wrong};

/// So many characters of what was typed are read: what matching a title costs grows with them, and no title is longer.
const MAX_CHARS: usize = 1_024;
/// Brackets in one another.
const MAX_DEPTH: usize = 16;

impl Query {
    /// Reads what has been typed so far: of what may still become right nothing is said. Of a text over 1,024 characters the beginning.
    pub fn parse(text: &str) -> Query {
        Query::read(text, false)
    }

    /// Reads a text to which nothing more is typed, from the shell, from a file, or after Enter: what is unfinished is a mistake in it.
    pub fn parse_whole(text: &str) -> Query {
        Query::read(text, true)
    }

    fn read(text: &str, whole: bool) -> Query {
        let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
        let text = &text[..end];
        let tokens = tokens(text);
        let parse =
            |tokens| Parser { text, tokens, next: 0, depth: 0, negated: false, whole, query: Query::default() }.query();
        let mut query = parse(&tokens);
        if let Some((last, before)) = tokens.split_last().filter(|_| !whole)
            && let Some(word) = last.may_become_more(text)
        {
            query.last = Some(LastWord { text: word.to_owned(), without: parse(before).expr });
        }
        query
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
    next: usize,
    depth: usize,
    /// What comes next must not be so.
    negated: bool,
    /// Nothing more is typed.
    whole: bool,
    query: Query,
}

impl Parser<'_> {
    fn query(mut self) -> Query {
        let mut expr = self.any();
        while let Some(token) = self.take() {
            // Only a bracket that nothing opened ends the whole too soon.
            self.mistake(token.span, "there is no ( to this )");
            expr = Expr::all([expr, self.any()]);
        }
        self.query.expr = expr;
        self.query
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next += 1;
        token
    }

    fn mistake(&mut self, span: Span, says: impl Into<String>) {
        self.query.mistakes.push(Mistake::new(span, says));
    }

    /// What is a mistake only once nothing more is typed.
    fn unfinished(&mut self, span: Span, says: impl Into<String>) {
        if self.whole {
            self.mistake(span, says);
        }
    }

    /// Where the next token stands, or the end.
    fn here(&self) -> Span {
        let end = self.text.len();
        self.tokens.get(self.next).map_or(end..end, |token| token.span.clone())
    }

    fn any(&mut self) -> Expr {
        let begun = self.next;
        let mut parts = vec![self.all()];
        let mut is_empty = self.next == begun;
        while matches!(self.peek(), Some(Kind::Or)) {
            let or = self.here();
            self.next += 1;
            let begun = self.next;
            parts.push(self.all());
            if is_empty || self.next == begun {
                self.unfinished(or, "there is nothing to choose from on one side of this");
            }
            is_empty = false;
        }
        Expr::any(parts).unwrap_or_default()
    }

    fn all(&mut self) -> Expr {
        let mut parts = Vec::new();
        let mut after_and = true;
        while !matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
            let here = self.here();
            let is_and = matches!(self.peek(), Some(Kind::And));
            if is_and {
                self.next += 1;
                if after_and || matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
                    self.unfinished(here, "there is nothing to join on one side of this");
                }
            } else {
                parts.extend(self.item());
            }
            after_and = is_and;
        }
        Expr::all(parts)
    }

    /// `None` for what asks for nothing.
    fn item(&mut self) -> Option<Expr> {
        let sign = self.here();
        // Of several signs in a row each turns it round.
        let mut negated = false;
        while matches!(self.peek(), Some(Kind::Not)) {
            self.next += 1;
            negated = !negated;
        }
        let expr = match self.peek() {
            None | Some(Kind::And | Kind::Or | Kind::Close | Kind::Not) => {
                self.unfinished(sign, "there is nothing after this; write -word");
                None
            }
            Some(Kind::Open) => self.bracket(),
            Some(Kind::Item(_)) => {
                self.negated = negated;
                self.word()
            }
        }?;
        let expr = Some(expr).filter(|expr| !expr.is_anything())?;
        Some(if negated { expr.negated() } else { expr })
    }

    fn bracket(&mut self) -> Option<Expr> {
        let open = self.take()?;
        if self.depth == MAX_DEPTH {
            self.mistake(open.span, "too many brackets in one another");
            return None;
        }
        self.depth += 1;
        let begun = self.next;
        let inner = self.any();
        self.depth -= 1;
        let is_closed = matches!(self.peek(), Some(Kind::Close));
        if self.next == begun {
            self.unfinished(open.span, "there is nothing in these brackets");
        } else if !is_closed {
            self.unfinished(open.span, "there is no ) to this (");
        }
        if is_closed {
            self.next += 1;
        }
        Some(inner)
    }

    fn word(&mut self) -> Option<Expr> {
        let Token { span, kind: Kind::Item(item) } = self.take()? else { return None };
        if item.quoted && !item.closed {
            self.unfinished(item.value..span.end, "there is no quotation mark at the end of this");
        }
        let before = self.query.mistakes.len();
        let mut end = span.end;
        let expr = match self.parted(&item, &span) {
            Some(value) => {
                end = value;
                None
            }
            None => self.understood(&item, &span),
        };
        let left_out = span.start..end;
        self.query.mistakes[before..].iter_mut().for_each(|mistake| mistake.left_out = Some(left_out.clone()));
        expr
    }

    /// A blank parts a value from its field, `heat:> 60`: both are left out, for as a word the value would be looked for in titles. Where
    /// the value ends.
    fn parted(&mut self, item: &Item, span: &Span) -> Option<usize> {
        let field = Field::named(item.field.as_ref()?).filter(|_| item.text.is_empty() && !item.quoted)?;
        let Token { span: next, kind: Kind::Item(value) } = self.tokens.get(self.next)? else { return None };
        if value.field.is_some() {
            return None;
        }
        self.next += 1;
        let (name, mark, value) = (field.name(), &item.mark, &self.text[next.clone()]);
        let says = format!("no blank after {name}:{mark}; write {name}:{mark}{value}");
        self.mistake(span.start..next.end, says);
        Some(next.end)
    }

    /// What a word or a condition asks for; `None` where that is nothing, or something is wrong with it.
    fn understood(&mut self, item: &Item, span: &Span) -> Option<Expr> {
        let Some(name) = &item.field else {
            if item.text.trim().is_empty() {
                self.unfinished(span.clone(), "there is no word to this; write a word, or \"two words\"");
                return None;
            }
            return match tokens::without_colon(&self.text[span.clone()]) {
                Some((field, value)) => {
                    self.mistake(span.clone(), format!("a field has a colon; write {field}:{value}"));
                    None
                }
                None => self.title_word(item),
            };
        };
        let Some(field) = Field::named(name) else {
            // Of a name that may go on nothing is known yet.
            let name_span = span.start..span.start + name.len();
            self.query.mistakes.push(Mistake::unknown(name_span, "field", name, FieldNames));
            return None;
        };
        let name = field.name();
        if item.is_bracket {
            self.mistake(item.value..span.end, format!("no brackets after {name}:; write ({name}:a or {name}:b)"));
            return None;
        }
        let is_number = matches!(field, Field::Number(_) | Field::Date(_));
        if !is_number && [">", ">=", "<", "<="].contains(&&*item.mark) {
            self.mistake(item.value..span.end, format!("{name}: takes no {}; write {}", item.mark, example(name)));
            return None;
        }
        if self.negated && matches!(field, Field::Sort | Field::Limit) {
            self.mistake(span.clone(), format!("{name}: takes no - before it; write {}", example(name)));
            return None;
        }
        // It is still being typed.
        let open = !self.whole && span.end == self.text.len() && !item.quoted;
        if item.text.trim().is_empty() && item.mark.is_empty() {
            self.unfinished(span.clone(), format!("there is nothing after {name}:; write {}", example(name)));
            return None;
        }
        self.condition(field, item, span, open)
    }

    fn title_word(&mut self, item: &Item) -> Option<Expr> {
        let how = how(item, How::Fuzzy);
        if how != How::Fuzzy {
            return Some(Expr::Word(Word::new(&item.text, how)?));
        }
        // Folded, one character may be two words; and what stands beside a word of upper case folds once it stands alone.
        let alone = |text: &str| Word::new(text, how).map(|word| word.text).unwrap_or_default();
        let texts: Vec<String> = item.text.split_whitespace().map(alone).collect();
        let words = texts.iter().flat_map(|text| text.split_whitespace()).filter_map(|text| Word::new(text, how));
        Some(Expr::all(words.map(Expr::Word)))
    }

    fn condition(&mut self, field: Field, item: &Item, span: &Span, open: bool) -> Option<Expr> {
        let value = item.value..span.end;
        let condition = match field {
            Field::Text(of) => Condition::Text(of, Word::new(&item.text, how(item, How::Exact))?),
            Field::Name(of) => {
                // A name that is still being typed is not yet the very name.
                let is_begun = item.quoted && !item.closed && !self.whole && item.mark.is_empty();
                let how = if is_begun { How::Begins } else { how(item, How::Fuzzy) };
                Condition::Name(of, Word::new(&item.text, how)?)
            }
            Field::Number(of) => {
                let (from, to) = self.value(value, open, value::numbers(&item.mark, &item.text))?;
                Condition::Number(of, from, to)
            }
            Field::Date(bound) => {
                let dates = self.value(value, open, value::dates(&item.mark, &item.text))?;
                Condition::Date(bound, if bound == Bound::Seen { dates.since_ago() } else { dates })
            }
            Field::Is => Condition::Flag(self.named(IS, "is:", item, value, open)?),
            Field::Has => Condition::Flag(self.named(HAS, "has:", item, value, open)?),
            Field::Sort => {
                let order = self.named(SORTS, "order", item, value, open)?;
                if self.query.order().is_some_and(|before| before != order) {
                    self.mistake(span.clone(), "there is a sort: before this; take one of them away");
                } else {
                    self.query.sort = Some((order, span.clone()));
                }
                return None;
            }
            Field::Limit => {
                let limit = self.value(value, false, value::limit(&item.text))?;
                if self.query.limit.is_some_and(|before| before != limit) {
                    self.mistake(span.clone(), "there is a limit: before this; take one of them away");
                } else {
                    self.query.limit = Some(limit);
                }
                return None;
            }
        };
        Some(Expr::Is(condition))
    }

    /// What is wrong with a value is a mistake, unless it is `open` and only begun.
    fn value<T>(&mut self, span: Span, open: bool, value: Result<T, Wrong>) -> Option<T> {
        match value {
            Ok(value) => return Some(value),
            Err(wrong) if open && wrong.begun => {}
            Err(wrong) => {
                let written = self.text[span.clone()].to_owned();
                self.mistake(span, format!("“{written}” is {}", wrong.says));
            }
        }
        None
    }

    fn named<T: Copy>(&mut self, table: &[(&str, T)], what: &str, item: &Item, span: Span, open: bool) -> Option<T> {
        let found = find(table, &item.text);
        let may_become = |(name, _): &(&str, T)| name.starts_with(&item.text.to_ascii_lowercase());
        if found.is_none() && !(open && table.iter().any(may_become)) {
            let known: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
            self.query.mistakes.push(Mistake::unknown(span, what, &item.text, known));
        }
        found
    }
}

/// All names of fields, again and again.
#[derive(Clone)]
struct FieldNames;

impl IntoIterator for FieldNames {
    type Item = &'static str;
    type IntoIter = Box<dyn Iterator<Item = &'static str>>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(Field::names())
    }
}

/// How a condition of that field may look.
fn example(field: &str) -> String {
    let value = match Field::named(field) {
        Some(Field::Text(_)) => "word",
        Some(Field::Name(_)) | None => "name",
        Some(Field::Number(_)) => ">60",
        Some(Field::Date(_)) => "3d",
        Some(Field::Is) => "unread",
        Some(Field::Has) => "image",
        Some(Field::Sort) => "heat",
        Some(Field::Limit) => "20",
    };
    format!("{field}:{value}")
}

fn how(item: &Item, otherwise: How) -> How {
    match &*item.mark {
        "^" => How::Begins,
        "'" | "=" => How::Exact,
        _ if item.quoted => How::Exact,
        _ => otherwise,
    }
}

impl Bound {
    /// The moments it lets through of those of a range: from its first, to the first after.
    pub(in crate::search) fn of(self, (from, to): (i64, i64)) -> (i64, i64) {
        match self {
            Bound::Since => (from, i64::MAX),
            Bound::Before => (i64::MIN, from),
            Bound::On | Bound::Seen => (from, to),
        }
    }
}
