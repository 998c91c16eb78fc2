//! The language of the box, and its parser. It never fails: what it does not understand is told with its place and left out, and
//! what is not yet finished asks for nothing.
//!
//! ```text
//! query = all { ( "or" | "|" ) all }
//! all   = { item }
//! item  = ( "-" | "not " ) item | "(" query ")" | word | field ":" value
//! word  = text | "'" text | "^" text | '"' text '"'      fuzzy, as it stands, at the beginning, a phrase
//!
//! title excerpt text domain author url path tag          text | '"' text '"' | "^" text
//! provider topic category type                           text (fuzzy) | '"' text '"' (just this name)
//! heat quality coverage images                           [ ">" | ">=" | "<" | "<=" | "=" ] n | n ".." n | n ".." | ".." n
//! since before on date                                   date | date ".." date | date ".." | ".." date
//! is   published removed estimated problem               has  coverage image body video original
//! sort newest oldest heat quality title outlet relevance limit  n
//! date = 2021-12-28 | 2021-12 | 2021 | today | yesterday | n ( "d" | "w" | "m" | "y" )
//! ```
//!
//! Words are found in titles. What stands side by side must all hold; `or` joins less closely. A word with an upper-case letter is
//! looked for with its case, any other without; accents count for nothing. A backslash makes the next character a letter like
//! others. Quotation marks that curl are as good as straight ones. A bracket or a mark of quotation that is not closed is closed by
//! the end, and a condition at the end of which something is still to come (`heat:>`, `is:pub`) is passed over.

use super::expr::{Condition, Expr, How, Query, Span, Word};
use super::field::{Bound, Field, HAS, IS, SORTS, find};
use super::mistake::Mistake;
use super::when::{Dates, When};

/// So many characters of what was typed are read: what matching a title costs grows with them, and no title is longer.
const MAX_CHARS: usize = 1_024;
/// Brackets in one another.
const MAX_DEPTH: usize = 16;

/// What ends a word that is not quoted.
pub(super) const WORD_END: [char; 3] = [' ', '(', ')'];

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Token {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) enum Kind {
    Open,
    Close,
    Or,
    Not,
    Item(Item),
}

/// A word or a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Item {
    /// What stands before a colon.
    pub field: Option<String>,
    /// `>=` and the like, `'`, `^`.
    pub mark: String,
    pub text: String,
    pub quoted: bool,
    /// Where the value begins, its mark and quotation mark with it.
    pub value: usize,
}

impl Token {
    /// The word or condition that it is.
    pub fn item(self) -> Option<Item> {
        if let Kind::Item(item) = self.kind { Some(item) } else { None }
    }
}

/// Cuts what was typed into tokens.
pub(in crate::search) fn tokens(text: &str) -> Vec<Token> {
    let mut scan = Scan { text, at: 0, depth: 0 };
    std::iter::from_fn(|| scan.token()).collect()
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn ends_word(&self, c: char) -> bool {
        c.is_whitespace() || c == ')' && self.depth > 0
    }

    fn token(&mut self) -> Option<Token> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        let (start, first) = (self.at, self.peek()?);
        let kind = match first {
            '(' => {
                self.skip(first);
                self.depth += 1;
                Kind::Open
            }
            ')' => {
                self.skip(first);
                self.depth = self.depth.saturating_sub(1);
                Kind::Close
            }
            '-' if self.rest()[1..].starts_with(|c: char| !c.is_whitespace()) => {
                self.skip(first);
                Kind::Not
            }
            _ => self.word(),
        };
        Some(Token { span: start..self.at, kind })
    }

    fn word(&mut self) -> Kind {
        let bare = self.rest();
        let bare = &bare[..bare.find(|c: char| self.ends_word(c)).unwrap_or(bare.len())];
        let operator = match bare {
            "or" | "OR" | "|" | "||" => Some(Kind::Or),
            "not" | "NOT" => Some(Kind::Not),
            _ => None,
        };
        if let Some(operator) = operator {
            self.at += bare.len();
            return operator;
        }
        let field = self.field();
        let value = self.at;
        let marks: &[&str] = if field.is_some() { &[">=", "<=", ">", "<", "=", "'", "^"] } else { &["'", "^"] };
        let mark = marks.iter().find(|mark| self.rest().starts_with(**mark)).copied().unwrap_or_default();
        self.at += mark.len();
        let quoted = self.peek().is_some_and(is_quote);
        let text = if quoted { self.quoted() } else { self.bare() };
        Kind::Item(Item { field, mark: mark.to_owned(), text, quoted, value })
    }

    /// A name and the colon behind it; an address has none.
    fn field(&mut self) -> Option<String> {
        let rest = self.rest();
        let (name, value) = rest.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_name || value.starts_with("//") {
            return None;
        }
        // A word that ends with a colon is a word, unless it is a field's name.
        if Field::named(name).is_none() && value.chars().next().is_none_or(char::is_whitespace) {
            return None;
        }
        let name = name.to_owned();
        self.at += name.len() + 1;
        Some(name)
    }

    fn bare(&mut self) -> String {
        let mut text = String::new();
        while let Some(c) = self.peek().filter(|&c| !self.ends_word(c)) {
            self.skip(c);
            match self.peek().filter(|_| c == '\\') {
                Some(c) => {
                    self.skip(c);
                    text.push(c);
                }
                None => text.push(c),
            }
        }
        text
    }

    fn quoted(&mut self) -> String {
        let mut text = String::new();
        if let Some(c) = self.peek() {
            self.skip(c);
        }
        while let Some(c) = self.peek() {
            self.skip(c);
            match c {
                c if is_quote(c) => break,
                '\\' => {
                    if let Some(c) = self.peek() {
                        self.skip(c);
                        text.push(c);
                    }
                }
                c => text.push(c),
            }
        }
        text
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

impl Query {
    /// Reads what was typed; of a text over 1,024 characters the beginning.
    pub fn parse(text: &str) -> Query {
        let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
        let text = &text[..end];
        let mut parser = Parser { text, tokens: tokens(text), next: 0, depth: 0, query: Query::default() };
        let mut expr = parser.any();
        while let Some(token) = parser.take() {
            // Only a bracket that nothing opened ends the whole too soon.
            parser.mistake(token.span, "there is no ( to this )");
            expr = Expr::all([expr, parser.any()]);
        }
        parser.query.expr = expr;
        parser.query
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    query: Query,
}

impl Parser<'_> {
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

    fn any(&mut self) -> Expr {
        let mut parts = vec![self.all()];
        while matches!(self.peek(), Some(Kind::Or)) {
            self.next += 1;
            parts.push(self.all());
        }
        Expr::any(parts).unwrap_or_default()
    }

    fn all(&mut self) -> Expr {
        let mut parts = Vec::new();
        while !matches!(self.peek(), None | Some(Kind::Or | Kind::Close)) {
            parts.extend(self.item());
        }
        Expr::all(parts)
    }

    /// `None` for what asks for nothing.
    fn item(&mut self) -> Option<Expr> {
        // Of several signs in a row each turns it round.
        let mut negated = false;
        while matches!(self.peek(), Some(Kind::Not)) {
            self.next += 1;
            negated = !negated;
        }
        let expr = match self.peek()? {
            Kind::Or | Kind::Close | Kind::Not => return None,
            Kind::Open => self.bracket(),
            Kind::Item(_) => self.word(),
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
        let inner = self.any();
        self.depth -= 1;
        if matches!(self.peek(), Some(Kind::Close)) {
            self.next += 1;
        }
        Some(inner)
    }

    fn word(&mut self) -> Option<Expr> {
        let Token { span, kind: Kind::Item(item) } = self.take()? else { return None };
        let Some(name) = &item.field else { return self.title_word(&item) };
        let Some(field) = Field::named(name) else {
            // Of a name that may go on nothing is known yet.
            let name_span = span.start..span.start + name.len();
            self.query.mistakes.push(Mistake::unknown(name_span, "field", name, FieldNames));
            return None;
        };
        // It is still being typed.
        let open = span.end == self.text.len() && !item.quoted;
        if item.text.is_empty() {
            return None;
        }
        self.condition(field, &item, &span, open)
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
            Field::Name(of) => Condition::Name(of, Word::new(&item.text, how(item, How::Fuzzy))?),
            Field::Number(of) => match numbers(&item.mark, &item.text) {
                Some((from, to)) => Condition::Number(of, from, to),
                None => {
                    let is_begun = item.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                    return self.not(value, open && is_begun, "no number; write 60, >60, <=60 or 50..80");
                }
            },
            Field::Date(bound) => match dates(&item.text).filter(|_| item.mark.is_empty()) {
                Some(dates) => Condition::Date(bound, if bound == Bound::Seen { dates.since_ago() } else { dates }),
                None => {
                    let is_digit = |byte: u8| byte.is_ascii_digit() || b".-".contains(&byte);
                    let is_begun = item.text.bytes().all(is_digit)
                        || ["today", "yesterday"].iter().any(|word| word.starts_with(&item.text.to_lowercase()));
                    let says = "no date; write 2021-12-28, 2021-12, 2021, today, yesterday, 3d, 2w, 6m or 1y";
                    return self.not(value, open && is_begun, says);
                }
            },
            Field::Is => Condition::Flag(self.named(IS, "is:", item, value, open)?),
            Field::Has => Condition::Flag(self.named(HAS, "has:", item, value, open)?),
            Field::Sort => {
                let order = self.named(SORTS, "order", item, value, open)?;
                self.query.sort = Some((order, span.clone()));
                return None;
            }
            Field::Limit => match item.text.parse().ok().filter(|&limit| limit > 0) {
                Some(limit) => {
                    self.query.limit = Some(limit);
                    return None;
                }
                None => return self.not(value, false, "no number; write limit:20"),
            },
        };
        Some(Expr::Is(condition))
    }

    /// A mistake, if what is there is not just `unfinished`.
    fn not(&mut self, span: Span, unfinished: bool, says: &str) -> Option<Expr> {
        if !unfinished {
            let written = self.text[span.clone()].to_owned();
            self.mistake(span, format!("“{written}” is {says}"));
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

fn how(item: &Item, otherwise: How) -> How {
    match &*item.mark {
        "^" => How::Begins,
        "'" | "=" => How::Exact,
        _ if item.quoted => How::Exact,
        _ => otherwise,
    }
}

/// A number or a range of them: from, to.
fn numbers(mark: &str, text: &str) -> Option<(Option<i32>, Option<i32>)> {
    let number = |text: &str| -> Option<Option<i32>> {
        match text {
            "" => Some(None),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Some),
            _ => None,
        }
    };
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (number(from)?, number(to)?);
        return Some((from, to)).filter(|_| mark.is_empty() && (from.is_some() || to.is_some()));
    }
    let number = number(text)??;
    Some(match mark {
        ">" => (Some(number.saturating_add(1)), None),
        ">=" => (Some(number), None),
        "<" => (None, Some(number.saturating_sub(1))),
        "<=" => (None, Some(number)),
        "" | "=" => (Some(number), Some(number)),
        _ => return None,
    })
}

/// A date or a range of them.
fn dates(text: &str) -> Option<Dates> {
    let Some((from, to)) = text.split_once("..") else { return When::parse(text).map(Dates::on) };
    let bound = |text: &str| if text.is_empty() { Some(None) } else { When::parse(text).map(Some) };
    let dates = Dates { from: bound(from)?, to: bound(to)? };
    (dates.from.is_some() || dates.to.is_some()).then_some(dates)
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
