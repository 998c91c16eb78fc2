//! A text cut into words, folded, with what folding loses: whether a word began with a capital letter. Where words are written without
//! blanks between them, each two characters are one. It knows of no meaning; signs between words are gone, but for those that belong
//! to a figure.

use std::ops::Range;

use crate::model::fold_into;

/// One word of a text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    from: u32,
    to: u32,
    /// Written with a capital first.
    pub is_capital: bool,
    /// Written all in capitals, and of two letters or more.
    pub is_loud: bool,
    /// Begins with a digit.
    pub is_figure: bool,
    /// What stands before it: a sign of money, or a dash that joins it to the word before.
    pub joined: bool,
    pub is_money: bool,
    /// A colon or a lone dash follows, or a comma.
    pub is_heading: bool,
    pub is_clause: bool,
}

/// The words of a text.
#[derive(Debug, Default)]
pub struct Cut {
    text: String,
    pub words: Vec<Word>,
    /// It begins with a quotation mark.
    pub is_quoted: bool,
}

impl Cut {
    /// The first words of a text, so many at most.
    pub fn new(text: &str, most: usize) -> Cut {
        let mut cut = Cut::default();
        cut.read(text, most);
        cut
    }

    /// The same in the room of what was read before.
    pub fn read(&mut self, text: &str, most: usize) {
        self.words.clear();
        self.text.clear();
        self.is_quoted = text.starts_with(['\'', '"', '\u{2018}', '\u{201c}', '\u{201e}', '«']);
        // All at once: what is ASCII is folded by this, and stands where it stood. Other words are folded behind it.
        self.text.push_str(text);
        self.text.make_ascii_lowercase();
        let (mut at, mut joined, mut is_money) = (0, false, false);
        while self.words.len() < most {
            // Most signs are blanks, and say nothing.
            if text.as_bytes().get(at) == Some(&b' ') {
                (joined, is_money) = (false, false);
                at += 1;
                continue;
            }
            if let Some((end, is)) = plain(text.as_bytes(), at) {
                if is & DIGIT != 0
                    && let Some(code) = currency(text.get(at..end).unwrap_or_default())
                {
                    (joined, is_money) = (false, true);
                    at += code;
                    continue;
                }
                self.push_plain(text.as_bytes(), at..end, is, joined, is_money);
                (joined, is_money) = (false, false);
                at = end;
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            if !c.is_alphanumeric() {
                self.follow(c, rest);
                joined = matches!(c, '-' | '\u{2010}'..='\u{2013}' | '/');
                is_money = matches!(c, '$' | '£' | '€' | '¥');
                if c == '%' {
                    self.push("percent", None, false, false);
                }
                at += c.len_utf8();
                continue;
            }
            if let Some(code) = currency(rest) {
                (joined, is_money) = (false, true);
                at += code;
                continue;
            }
            if is_unspaced(c) {
                at += self.push_unspaced(rest, at, most);
                (joined, is_money) = (false, false);
                continue;
            }
            let word = rest.get(..end_of_word(rest)).unwrap_or(rest);
            self.push(word, Some(at), joined && !self.words.is_empty(), is_money);
            (joined, is_money) = (false, false);
            at += word.len();
        }
    }

    /// A word as [`plain()`] tells it.
    fn push_plain(&mut self, text: &[u8], at: Range<usize>, is: u8, joined: bool, is_money: bool) {
        let first = text.get(at.start).map_or(0, |first| sort_of(*first));
        self.words.push(Word {
            from: at.start as u32,
            to: at.end as u32,
            is_capital: first == UPPER,
            is_loud: at.len() > 1 && is & LOWER == 0 && is & UPPER != 0,
            is_figure: first == DIGIT,
            joined: joined && !self.words.is_empty(),
            is_money,
            is_heading: false,
            is_clause: false,
        });
    }

    /// `at`: where it stands in the text.
    fn push(&mut self, word: &str, at: Option<usize>, joined: bool, is_money: bool) {
        let from = at.filter(|_| word.is_ascii()).unwrap_or_else(|| {
            let from = self.text.len();
            fold_into(word, &mut self.text);
            from
        });
        let to = if word.is_ascii() { from + word.len() } else { self.text.len() };
        let first = word.chars().next();
        self.words.push(Word {
            from: from as u32,
            to: to as u32,
            is_capital: first.is_some_and(char::is_uppercase),
            is_loud: word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase),
            is_figure: first.is_some_and(|c| c.is_ascii_digit()),
            joined,
            is_money,
            is_heading: false,
            is_clause: false,
        });
    }

    /// Each two characters that follow each other, of those that a text begins with and that are written without blanks. Returns how
    /// long these are.
    fn push_unspaced(&mut self, text: &str, at: usize, most: usize) -> usize {
        let mut ends = text.char_indices().take_while(|(_, c)| is_unspaced(*c)).map(|(from, c)| from + c.len_utf8());
        let (mut from, Some(mut middle)) = (0, ends.next()) else { return 0 };
        let Some(mut end) = ends.next() else {
            self.push(text.get(..middle).unwrap_or_default(), Some(at), false, false);
            return middle;
        };
        loop {
            if self.words.len() < most {
                self.push(text.get(from..end).unwrap_or_default(), Some(at + from), false, false);
            }
            let Some(next) = ends.next() else { return end };
            (from, middle, end) = (middle, end, next);
        }
    }

    /// Takes note of a sign behind the last word.
    fn follow(&mut self, sign: char, rest: &str) {
        let Some(word) = self.words.last_mut() else { return };
        let is_dash =
            matches!(sign, '-' | '\u{2013}' | '\u{2014}') && rest.chars().nth(1).is_some_and(char::is_whitespace);
        word.is_heading |= sign == ':' || is_dash;
        word.is_clause |= matches!(sign, ',' | ';');
    }

    /// A word, folded.
    pub fn text(&self, word: &Word) -> &str {
        self.text.get(word.from as usize..word.to as usize).unwrap_or_default()
    }

    /// A word of sixteen bytes or fewer as a number that no other word has; nothing for a longer one, nor for one that folds to nothing.
    pub fn key(&self, word: &Word) -> Option<u128> {
        let (bytes, from) = (self.text.as_bytes(), word.from as usize);
        let len = word.to.saturating_sub(word.from);
        if !(1..=16).contains(&len) {
            return None;
        }
        let sixteen = bytes.get(from..from + 16).and_then(|sixteen| sixteen.try_into().ok()).unwrap_or_else(|| {
            let mut sixteen = [0; 16];
            sixteen.iter_mut().zip(bytes.get(from..).unwrap_or_default()).for_each(|(to, byte)| *to = *byte);
            sixteen
        });
        Some(u128::from_le_bytes(sixteen) & u128::MAX >> (128 - 8 * len))
    }

    pub fn at(&self, position: usize) -> &str {
        self.words.get(position).map_or("", |word| self.text(word))
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;

fn sort_of(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => LOWER,
        b'A'..=b'Z' => UPPER,
        b'0'..=b'9' => DIGIT,
        _ => 0,
    }
}

/// Where a word ends that is of ASCII letters and digits and at whose end nothing stands that might belong to it, as is nearly every
/// word; and of which sorts its bytes are.
fn plain(text: &[u8], at: usize) -> Option<(usize, u8)> {
    let (mut end, mut sorts) = (at, 0);
    while let Some(sort) = text.get(end).map(|byte| sort_of(*byte)).filter(|sort| *sort != 0) {
        sorts |= sort;
        end += 1;
    }
    let is_end = text.get(end).is_none_or(|sign| sign.is_ascii() && !b"'.,:&".contains(sign));
    (end > at && is_end).then_some((end, sorts))
}

/// Chinese characters and the Japanese syllables: what is written of them has no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// How long the code of a currency is that a text begins with, if a figure is right behind it: "CZK1.2bn", "Rs500".
fn currency(text: &str) -> Option<usize> {
    const CODES: [&str; 24] = [
        "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "KRW", "NOK", "NZD",
        "PLN", "RMB", "Rs", "RUB", "SEK", "SGD", "USD", "ZAR",
    ];
    let letters = text.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    let is_figure = text.as_bytes().get(letters).is_some_and(u8::is_ascii_digit);
    (letters >= 2 && is_figure && CODES.contains(&text.get(..letters)?)).then_some(letters)
}

/// Where the word that `text` begins with ends: inner apostrophes belong to it, and points and commas within a figure.
fn end_of_word(text: &str) -> usize {
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() && !is_unspaced(c) || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
        {
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let is_inner = match c {
            '\'' | '\u{2019}' => next.is_some_and(char::is_alphabetic) || is_plural_end(text, at),
            '.' | ',' | ':' if is_figure => next.is_some_and(|next| next.is_ascii_digit()),
            '&' => next.is_some_and(char::is_alphabetic),
            '.' => is_initial(text, at) && next.is_some_and(char::is_uppercase),
            _ => false,
        };
        if !is_inner {
            return at;
        }
    }
    text.len()
}

/// "U.S": a point after one letter.
fn is_initial(text: &str, at: usize) -> bool {
    at == 1 || at >= 2 && text.as_bytes().get(at - 2) == Some(&b'.')
}

fn is_plural_end(text: &str, at: usize) -> bool {
    at > 2 && text.as_bytes().get(at - 1) == Some(&b's')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let cut = Cut::new(text, 99);
        cut.words.iter().map(|word| cut.text(word).to_owned()).collect()
    }

    #[test]
    fn figures_keep_their_points_and_words_their_apostrophes() {
        assert_eq!(words("Halden's 2,500 jobs, $1.9bn: 28%"), ["halden's", "2,500", "jobs", "1.9bn", "28", "percent"]);
        assert_eq!(words("U.S. firm’s Q&A at 5:20pm"), ["u.s", "firm's", "q&a", "at", "5:20pm"]);
    }

    #[test]
    fn capitals_are_remembered() {
        let cut = Cut::new("the US Élan", 9);
        assert_eq!(
            cut.words.iter().map(|word| (word.is_capital, word.is_loud)).collect::<Vec<_>>(),
            [(false, false), (true, true), (true, false)]
        );
    }

    #[test]
    fn of_what_is_written_without_blanks_each_two_characters_are_a_word() {
        assert_eq!(
            words("苹果发布iPhone 16，降价8%"),
            ["苹果", "果发", "发布", "iphone", "16", "降价", "8", "percent"]
        );
        assert_eq!(words("犬と猫3匹"), ["犬と", "と猫", "3", "匹"]);
        assert_eq!(Cut::new("一二三四五六七", 3).len(), 3);
    }

    #[test]
    fn the_code_of_a_currency_is_money_and_no_word() {
        let cut = Cut::new("CZK1.2bn or EUR50m, not A4", 9);
        let words: Vec<_> = cut.words.iter().map(|word| (cut.text(word), word.is_money)).collect();
        assert_eq!(words, [("1.2bn", true), ("or", false), ("50m", true), ("not", false), ("a4", false)]);
    }

    proptest::proptest! {
        #[test]
        fn a_plain_word_ends_where_any_word_does(text in "[a-zA-Z0-9]{0,4}[ a-zA-Z0-9'.,:&%é\\u{301}\u{2019}-]{0,6}") {
            if let Some((end, _)) = plain(text.as_bytes(), 0) {
                proptest::prop_assert_eq!(end, end_of_word(&text));
            }
        }
    }
}
