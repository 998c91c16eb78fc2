//! A painted screen in ASCII: typographic signs, ours and those of articles, as the nearest sign a typewriter had.
//! Letters of other languages stay as they are: there is nothing like them.

use crate::app::Symbols;
use ratatui::buffer::Buffer;

/// Goes over every cell. Signs the user chose stay.
pub fn spell(symbols: &Symbols, buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let sign = cell.symbol();
        if sign.is_ascii() || symbols.has(sign) {
            continue;
        }
        let mut chars = sign.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && let Some(like) = like(c)
        {
            cell.set_symbol(like);
        }
    }
}

/// Each takes one cell, as what it stands for.
fn like(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | '´' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '·' | '‧' | '∙' => "-",
        '…' => "~",
        '•' | '●' | '◦' | '○' | '▪' => "*",
        '×' => "x",
        '↓' | '▾' | '▼' => "v",
        '↑' | '▴' | '▲' => "^",
        '←' | '◂' | '◀' | '‹' => "<",
        '→' | '▸' | '▶' | '›' => ">",
        '│' | '┃' | '▌' => "|",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => "+",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => " ",
        '\u{fffd}' => "?",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Signs;
    use ratatui::style::Style;

    #[test]
    fn typographic_signs_are_spelled_and_letters_and_chosen_signs_stay() {
        let mut buffer = Buffer::with_lines(["“Café” – 3 × 4 … ┃ │ 日本 ☃"]);
        buffer.set_style(buffer.area, Style::new().bold());
        let signs = Signs { bar: Some("┃".into()), ..Signs::default() };
        spell(&Symbols::chosen(true, &signs), &mut buffer);
        let mut expected = Buffer::with_lines(["\"Café\" - 3 x 4 ~ ┃ | 日本 ☃"]);
        expected.set_style(expected.area, Style::new().bold());
        assert_eq!(buffer, expected);
    }
}
