//! One line of the linear reader, as what it asks for. It carries nothing out.

use crate::search::Order;

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Next,
    Previous,
    /// Read the headline of that number, 1 the first of the list.
    Read(usize),
    /// Open that headline's original; that of the article last read where there is no number.
    Open(Option<usize>),
    Address(Option<usize>),
    /// Open that number of the coverage of the article last read.
    Coverage(usize),
    /// Words to search for; none shows all again.
    Search(String),
    /// Where one can go.
    Places,
    GoTo(String),
    Order(Order),
    /// The front page, as it is now.
    Front,
    Again,
    Help,
    Quit,
    /// Not understood: why.
    Unknown(String),
}

/// The commands, a line each, as help says them.
pub const HELP: &[&str] = &[
    "Enter or n: more of the article, then the next headlines. p: back.",
    "A number: that article. l: the headlines again, from where you are.",
    "o: open the original of the article last read; o 3: of headline 3. y, y 3: say its address.",
    "c 2: open number 2 of its coverage, the same story elsewhere.",
    "/words: search; / alone: all headlines again.",
    "f: the front page: what matters now, in sections, to an end.",
    "t: topics, categories, types and outlets; t name: go to the one most like it.",
    "s newest, oldest, heat, quality, title, outlet or seen: the order.",
    "h: this. q: quit.",
];

impl Command {
    pub fn parse(line: &str) -> Command {
        let line = line.trim();
        if let Some(words) = line.strip_prefix('/') {
            return Command::Search(words.trim().to_owned());
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim());
        let number = || match rest {
            "" => Ok(None),
            rest => rest.parse().map(Some).map_err(|_| Command::Unknown(format!("“{rest}” is no number."))),
        };
        match word.as_str() {
            "" | "n" => Command::Next,
            "p" => Command::Previous,
            "l" => Command::Again,
            "f" => Command::Front,
            "o" => number().map_or_else(|unknown| unknown, Command::Open),
            "y" => number().map_or_else(|unknown| unknown, Command::Address),
            "c" => match rest.parse() {
                Ok(number) => Command::Coverage(number),
                Err(_) => Command::Unknown("Say c and the number of the coverage.".to_owned()),
            },
            "t" if rest.is_empty() => Command::Places,
            "t" => Command::GoTo(rest.to_owned()),
            "s" => match order(&rest.to_lowercase()) {
                Some(order) => Command::Order(order),
                None => Command::Unknown(
                    "There are the orders newest, oldest, heat, quality, title, outlet, seen.".to_owned(),
                ),
            },
            "h" | "?" | "help" => Command::Help,
            "q" | "quit" | "exit" => Command::Quit,
            word => match word.parse() {
                Ok(number) => Command::Read(number),
                Err(_) => Command::Unknown(format!("“{word}” is no command.")),
            },
        }
    }
}

/// The orders by the words they are asked for, and as they are said.
const ORDERS: [(&str, Order, &str); 7] = [
    ("newest", Order::Newest, "newest first"),
    ("oldest", Order::Oldest, "oldest first"),
    ("heat", Order::Heat, "hottest first"),
    ("quality", Order::Quality, "best quality first"),
    ("title", Order::Title, "by title"),
    ("outlet", Order::Outlet, "by outlet"),
    ("seen", Order::Seen, "last seen first"),
];

fn order(name: &str) -> Option<Order> {
    ORDERS.iter().find(|(known, ..)| *known == name).map(|(_, order, _)| *order)
}

/// An order as it is said.
pub fn order_name(order: Order) -> &'static str {
    ORDERS.iter().find(|(_, known, _)| *known == order).map_or("best first", |(.., said)| said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_command_whatever_its_case_and_blanks() {
        assert_eq!(Command::parse(""), Command::Next);
        assert_eq!(Command::parse("  O 3 "), Command::Open(Some(3)));
        assert_eq!(Command::parse("12"), Command::Read(12));
        assert_eq!(Command::parse("/ Waymo crash "), Command::Search("Waymo crash".into()));
        assert_eq!(Command::parse("t AI in Autos"), Command::GoTo("AI in Autos".into()));
        assert_eq!(Command::parse("S Heat"), Command::Order(Order::Heat));
        assert!(matches!(Command::parse("o x"), Command::Unknown(_)));
        assert!(matches!(Command::parse("frobnicate"), Command::Unknown(_)));
    }
}
