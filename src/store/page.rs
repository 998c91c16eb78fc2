//! Lays a stream of HTML out as blocks of text: paragraphs, headings, items, quotations, code, rules. Every block's text is
//! decoded first and then cleaned, so that nothing gets past the gate as an entity. It knows no colours and no widths.

use std::borrow::Cow;

use super::elements::{ends_itself, is_block, is_dropped, is_meaningful, is_void};
use super::html::{self, Attributes, Mode, Token, Tokens};
use crate::model::{Address, Block, BlockKind, Body, BodyLink, text};

/// Blocks kept of a body.
const MAX_BLOCKS: usize = 100_000;
/// Bytes of text kept of a body.
const MAX_TEXT: usize = 8 << 20;
/// Links kept of a body, and bytes of their words.
const MAX_LINKS: usize = 1_000;
const MAX_LINK_TEXT: usize = 300;
/// List levels told apart.
const MAX_DEPTH: usize = 64;

/// A body in the making.
#[derive(Debug, Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
    /// Bytes of text in `blocks`.
    size: usize,
    cut: bool,
    mode: Mode,
    /// The block in the making, decoded, not cleaned.
    text: String,
    /// White space, or a border between cells, is due before the next letter.
    gap: Gap,
    hidden: Option<Hidden>,
    heading: Option<u8>,
    pre: usize,
    code: usize,
    quote: usize,
    lists: Vec<List>,
    /// Levels past [`MAX_DEPTH`].
    deeper: usize,
    /// An item that has begun and has no text yet.
    item: Option<Option<u32>>,
    links: Vec<BodyLink>,
    /// The link in the making: its address, decoded, not cleaned, and its words so far.
    anchor: Option<(String, String)>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Gap {
    #[default]
    None,
    Blank,
    Cell,
}

/// An element that is not shown, by its name, and how many of that name are open.
#[derive(Debug)]
struct Hidden {
    name: String,
    open: usize,
}

/// The number of the next item, in an ordered list.
#[derive(Debug)]
struct List {
    next: Option<u32>,
}

impl Page {
    /// Where the HTML left off.
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    pub(super) fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// The limits are reached; more is not taken.
    pub(super) fn is_full(&self) -> bool {
        self.cut
    }

    /// Takes HTML; what is open stays open for more.
    pub(super) fn feed(&mut self, html: &str) {
        let mut tokens = Tokens::new(html, self.mode);
        while !self.cut {
            match tokens.next() {
                Some(Token::Text(text)) => self.text(text),
                Some(Token::Start(name, inside)) => self.start(&name.to_ascii_lowercase(), inside),
                Some(Token::End(name)) => self.end(&name.to_ascii_lowercase()),
                None => break,
            }
        }
        self.mode = tokens.mode();
    }

    /// Takes text that is no markup, line by line as it stands.
    pub(super) fn feed_plain(&mut self, plain: &str) {
        self.flush();
        self.pre += 1;
        self.text.push_str(plain);
        self.flush();
        self.pre -= 1;
    }

    pub(super) fn into_body(mut self) -> Body {
        self.flush();
        self.end_link();
        Body { blocks: self.blocks, links: self.links, cut: self.cut, more: false }
    }

    fn text(&mut self, raw: &str) {
        if self.hidden.is_some() {
            return;
        }
        let decoded = html::decode_text(raw);
        if let Some((_, words)) = &mut self.anchor
            && words.len() < MAX_LINK_TEXT
        {
            let room = decoded.floor_char_boundary(MAX_LINK_TEXT);
            words.push_str(&decoded[..room]);
        }
        if self.pre > 0 {
            self.text.push_str(&decoded);
            return;
        }
        // Feeds escape twice; in code an entity may be what is spoken of.
        let decoded = if self.code > 0 { Cow::Borrowed(&*decoded) } else { text::decode_entities(&decoded) };
        for (at, word) in decoded.split(char::is_whitespace).enumerate() {
            if at > 0 && self.gap == Gap::None {
                self.gap = Gap::Blank;
            }
            if !word.is_empty() {
                self.close_gap();
                self.text.push_str(word);
            }
        }
        if self.text.len() + self.size > MAX_TEXT {
            self.flush();
        }
    }

    fn close_gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            match self.gap {
                Gap::None => {}
                Gap::Blank => self.text.push(' '),
                Gap::Cell => self.text.push_str(" | "),
            }
        }
        self.gap = Gap::None;
    }

    fn start(&mut self, name: &str, inside: &str) {
        if let Some(hidden) = &mut self.hidden {
            if hidden.name == name {
                hidden.open += 1;
                // One of these ends where the next begins.
                if ends_itself(name) {
                    self.hidden = None;
                }
            }
            if self.hidden.is_some() {
                return;
            }
        }
        if !is_void(name) && (is_dropped(name) || is_hidden(inside)) {
            self.flush_if_block(name);
            self.hidden = Some(Hidden { name: name.to_owned(), open: 1 });
            return;
        }
        self.flush_if_block(name);
        match name {
            "br" if self.pre > 0 => self.text.push('\n'),
            "br" => {
                self.gap = Gap::None;
                self.text.push('\n');
            }
            "hr" => self.rule(),
            "img" => self.picture(inside),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = Some(name.as_bytes()[1] - b'0'),
            "pre" | "listing" => self.pre += 1,
            "code" | "kbd" | "samp" | "tt" => self.code += 1,
            "blockquote" => self.quote += 1,
            "td" | "th" => self.gap = if self.text.is_empty() { Gap::None } else { Gap::Cell },
            "ul" | "ol" | "menu" | "dir" => self.list(name == "ol", inside),
            "li" => self.begin_item(inside),
            "a" => self.begin_link(inside),
            _ => {}
        }
    }

    fn begin_link(&mut self, inside: &str) {
        self.end_link();
        let written = Attributes::new(inside).find(|(name, _)| name.eq_ignore_ascii_case("href"));
        self.anchor = written.map(|(_, value)| (html::decode_value(value).into_owned(), String::new()));
    }

    /// Keeps a link that leads out of the page; what can be opened, its verdict says.
    fn end_link(&mut self) {
        let Some((href, words)) = self.anchor.take() else { return };
        let href = href.trim();
        if href.is_empty() || href.starts_with('#') || self.links.len() == MAX_LINKS {
            return;
        }
        let address = Address::new(href);
        if self.links.iter().all(|link| link.address != address) {
            self.links.push(BodyLink { text: text::safe_line(&words), address });
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(hidden) = &mut self.hidden {
            if hidden.name == name {
                hidden.open -= 1;
                if hidden.open == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        self.flush_if_block(name);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "pre" | "listing" => self.pre = self.pre.saturating_sub(1),
            "code" | "kbd" | "samp" | "tt" => self.code = self.code.saturating_sub(1),
            "blockquote" => self.quote = self.quote.saturating_sub(1),
            "ul" | "ol" | "menu" | "dir" => {
                self.item = None;
                if self.deeper > 0 {
                    self.deeper -= 1;
                } else {
                    self.lists.pop();
                }
            }
            "li" => self.item = None,
            "a" => self.end_link(),
            _ => {}
        }
    }

    fn list(&mut self, is_ordered: bool, inside: &str) {
        self.item = None;
        if self.lists.len() == MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        let next = is_ordered.then(|| number(inside, "start").unwrap_or(1));
        self.lists.push(List { next });
    }

    fn begin_item(&mut self, inside: &str) {
        let number = self.lists.last_mut().and_then(|list| {
            let here = number(inside, "value").or(list.next)?;
            list.next = Some(here.saturating_add(1));
            Some(here)
        });
        self.item = Some(number);
    }

    fn rule(&mut self) {
        if self.blocks.last().is_some_and(|last| last.kind != BlockKind::Rule) {
            self.push(Block { kind: BlockKind::Rule, text: String::new() });
        }
    }

    /// The words for a picture, where they say more than that there is one.
    fn picture(&mut self, inside: &str) {
        let Some((_, alt)) = Attributes::new(inside).find(|(name, _)| name.eq_ignore_ascii_case("alt")) else { return };
        let words = text::safe_line(&html::decode_value(alt));
        if is_meaningful(&words) {
            self.close_gap();
            self.text.push_str(&format!("[{words}]"));
        }
    }

    fn flush_if_block(&mut self, name: &str) {
        if is_block(name) {
            self.flush();
        }
    }

    /// Ends the block in the making.
    fn flush(&mut self) {
        self.gap = Gap::None;
        if self.text.is_empty() {
            return;
        }
        let cleaned = text::safe_body(&self.text);
        self.text.clear();
        let is_code = self.pre > 0;
        let text = if is_code { tidy_code(&cleaned) } else { tidy(&cleaned) };
        if text.is_empty() {
            return;
        }
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let kind = match (self.heading, self.item) {
            _ if is_code => BlockKind::Code,
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(number)) => BlockKind::Item { depth, number },
            _ if self.quote > 0 => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        self.item = None;
        self.push(Block { kind, text });
    }

    fn push(&mut self, mut block: Block) {
        if self.blocks.len() == MAX_BLOCKS {
            self.cut = true;
            return;
        }
        let room = MAX_TEXT.saturating_sub(self.size);
        if block.text.len() > room {
            block.text.truncate(block.text.floor_char_boundary(room));
            self.cut = true;
        }
        self.size += block.text.len();
        self.blocks.push(block);
    }
}

/// Lines without blanks at their ends, and no empty line first or last.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().split('\n') {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line.trim());
    }
    out
}

/// Code keeps its indentation.
fn tidy_code(text: &str) -> String {
    let text = text.trim_end();
    let first = text.find(|c: char| c != '\n' && c != ' ').unwrap_or(text.len());
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    text[start..].to_owned()
}

fn is_hidden(inside: &str) -> bool {
    Attributes::new(inside).any(|(name, value)| {
        name.eq_ignore_ascii_case("hidden")
            || name.eq_ignore_ascii_case("style") && {
                let style: String =
                    value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
                style.contains("display:none") || style.contains("visibility:hidden")
            }
    })
}

fn number(inside: &str, attribute: &str) -> Option<u32> {
    let (_, value) = Attributes::new(inside).find(|(name, _)| name.eq_ignore_ascii_case(attribute))?;
    value.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(html: &str) -> Vec<String> {
        let mut page = Page::default();
        page.feed(html);
        let body = page.into_body();
        let line = |block: &Block| match block.kind {
            BlockKind::Paragraph => block.text.clone(),
            BlockKind::Heading(level) => format!("h{level} {}", block.text),
            BlockKind::Item { depth, number } => {
                format!("{depth}{} {}", number.map_or("-".into(), |number| format!(":{number}")), block.text)
            }
            BlockKind::Quote => format!("> {}", block.text),
            BlockKind::Code => format!("code {}", block.text),
            BlockKind::Rule => "rule".to_owned(),
        };
        body.blocks.iter().map(line).collect()
    }

    #[test]
    fn paragraphs_headings_and_quotations_stand_apart() {
        assert_eq!(
            drawn("<h2>A  <b>B</b></h2>x\n y<p>one<br>two </p><blockquote><p>q</blockquote><hr><hr>z"),
            ["h2 A B", "x y", "one\ntwo", "> q", "rule", "z"]
        );
    }

    #[test]
    fn items_know_their_depth_and_number() {
        assert_eq!(
            drawn("<ul><li>a<ul><li>b</li></ul><li><p>c<p>d</ul><ol start=3><li>e<li value=7>f<li>g</ol>"),
            ["1- a", "2- b", "1- c", "d", "1:3 e", "1:7 f", "1:8 g"]
        );
    }

    #[test]
    fn code_keeps_its_lines_and_text_does_not() {
        assert_eq!(drawn("<pre>\n  a\n\n  b  c\n</pre><p>a\n\n b</p>"), ["code   a\n\n  b  c", "a b"]);
    }

    #[test]
    fn what_is_not_seen_is_not_kept() {
        assert_eq!(
            drawn(
                "<head><title>t</title><style>s</style></head><!-- c --><p hidden>x<p>a</p><div style='DISPLAY : none'>y<div>z</div></div>\
                 <svg><title>i</title></svg>b<script>e()</script><p>&nbsp;</p><p> </p>"
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn a_row_is_a_line_of_cells() {
        assert_eq!(
            drawn("<table><tr><th>A<th>B</tr><tr><td>1</td><td></td><td>2</td></tr></table>"),
            ["A | B", "1 | 2"]
        );
    }

    #[test]
    fn a_picture_is_its_words_where_it_has_any() {
        assert_eq!(
            drawn("a <img alt='Sales &amp; costs'> b<img alt=logo><img alt='a.PNG'><img alt=''><img src=x>"),
            ["a [Sales & costs] b"]
        );
    }

    #[test]
    fn an_entity_does_not_get_past_the_gate() {
        let text = drawn("<p>a&#27;[2J&#x9b;b&#x202e;c &lt;d&gt;</p><pre>&#27;]0;x&#7;</pre>").join("\n");
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
        assert!(text.contains("<d>"));
    }

    #[test]
    fn what_was_escaped_twice_is_read_and_code_is_not() {
        assert_eq!(drawn("<p>&amp;quot;a&amp;quot; &copy 2020 <code>&amp;lt;</code></p>"), ["\"a\" © 2020 &lt;"]);
        assert_eq!(drawn("<pre>&amp;amp;</pre>"), ["code &amp;"]);
    }

    #[test]
    fn too_many_blocks_are_cut() {
        let mut page = Page::default();
        page.feed(&"<p>x".repeat(MAX_BLOCKS + 1));
        let body = page.into_body();
        assert_eq!((body.blocks.len(), body.cut), (MAX_BLOCKS, true));
        let mut page = Page::default();
        page.feed(&"x".repeat(MAX_TEXT + 1));
        let body = page.into_body();
        assert_eq!((body.blocks[0].text.len(), body.cut), (MAX_TEXT, true));
    }
}
