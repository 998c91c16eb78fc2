//! One colour in every number of colours a terminal may have. It does not know what it is for.

use super::ColorLevel;
use ratatui::style::Color;

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub u8, pub u8, pub u8);

/// A colour as a theme means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    /// The terminal's own foreground or background.
    Terminal,
    /// One of the terminal's sixteen (0 to 15), whatever it looks like there.
    Named(u8),
    /// An exact colour, and which of the sixteen and of the 256 stand for it.
    Exact { rgb: Rgb, sixteen: u8, indexed: u8 },
}

/// The sixteen, by the number the terminal has for them.
pub(super) const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What xterm shows for the sixteen: only a guess of what another terminal does.
const XTERM: [Rgb; 16] = [
    Rgb(0, 0, 0),
    Rgb(205, 0, 0),
    Rgb(0, 205, 0),
    Rgb(205, 205, 0),
    Rgb(0, 0, 238),
    Rgb(205, 0, 205),
    Rgb(0, 205, 205),
    Rgb(229, 229, 229),
    Rgb(127, 127, 127),
    Rgb(255, 0, 0),
    Rgb(0, 255, 0),
    Rgb(255, 255, 0),
    Rgb(92, 92, 255),
    Rgb(255, 0, 255),
    Rgb(0, 255, 255),
    Rgb(255, 255, 255),
];

impl Colour {
    /// `default`, one of the sixteen by name, or `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Colour> {
        if text == "default" {
            return Some(Colour::Terminal);
        }
        named(text).map(Colour::Named).or_else(|| Rgb::parse(text).map(Colour::exact))
    }

    /// An exact colour, with the nearest of the sixteen and of the 256.
    pub(super) fn exact(rgb: Rgb) -> Colour {
        Colour::Exact { rgb, sixteen: rgb.nearest_named(), indexed: rgb.nearest_indexed() }
    }

    /// What is sent to a terminal with that many colours; nothing where there are none.
    pub(super) fn at(self, level: ColorLevel) -> Option<Color> {
        match (self, level) {
            (_, ColorLevel::None) => None,
            (Colour::Terminal, _) => Some(Color::Reset),
            (Colour::Named(n), _) | (Colour::Exact { sixteen: n, .. }, ColorLevel::Ansi16) => Some(ansi(n)),
            (Colour::Exact { indexed, .. }, ColorLevel::Indexed256) => Some(Color::Indexed(indexed)),
            (Colour::Exact { rgb: Rgb(r, g, b), .. }, ColorLevel::True) => Some(Color::Rgb(r, g, b)),
        }
    }
}

/// The number of one of the sixteen.
pub(super) fn named(name: &str) -> Option<u8> {
    (0..16).find(|n| NAMES[usize::from(*n)] == name)
}

fn ansi(n: u8) -> Color {
    match n {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        _ => Color::White,
    }
}

impl Rgb {
    /// `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Rgb(part(0)?, part(2)?, part(4)?))
    }

    /// What a number of xterm's 256 shows. 16 to 231 is a cube of 6 x 6 x 6, 232 to 255 a ramp of greys.
    pub(super) fn of_indexed(n: u8) -> Rgb {
        let step = |i: u8| if i == 0 { 0 } else { 55 + 40 * i };
        match n {
            0..16 => XTERM[usize::from(n)],
            16..232 => Rgb(step((n - 16) / 36), step((n - 16) / 6 % 6), step((n - 16) % 6)),
            232.. => Rgb(8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232)),
        }
    }

    /// Of the 240 that are the same everywhere.
    fn nearest_indexed(self) -> u8 {
        (16..=255).min_by_key(|n| self.distance(Rgb::of_indexed(*n))).unwrap_or(16)
    }

    pub(super) fn nearest_named(self) -> u8 {
        (0..16).min_by_key(|n| self.distance(XTERM[usize::from(*n)])).unwrap_or(7)
    }

    /// The square of the distance, weighted as the eye weighs the three.
    fn distance(self, other: Rgb) -> u32 {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        2 * square(self.0, other.0) + 4 * square(self.1, other.1) + 3 * square(self.2, other.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_written_by_name_or_by_number() {
        assert_eq!(Colour::parse("default"), Some(Colour::Terminal));
        assert_eq!(Colour::parse("bright-blue"), Some(Colour::Named(12)));
        assert_eq!(Colour::parse("#82b4ff"), Some(Colour::exact(Rgb(0x82, 0xb4, 0xff))));
        for wrong in ["", "#", "82b4ff", "#82b4f", "#82b4fff", "#gggggg", "#+1+1+1", "blue2", "#é1é1"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_number_of_colours_gets_what_it_can_show() {
        let blue = Colour::Exact { rgb: Rgb(0x82, 0xb4, 0xff), sixteen: 6, indexed: 111 };
        assert_eq!(blue.at(ColorLevel::True), Some(Color::Rgb(0x82, 0xb4, 0xff)));
        assert_eq!(blue.at(ColorLevel::Indexed256), Some(Color::Indexed(111)));
        assert_eq!(blue.at(ColorLevel::Ansi16), Some(Color::Cyan));
        assert_eq!(blue.at(ColorLevel::None), None);
        assert_eq!(Colour::Terminal.at(ColorLevel::True), Some(Color::Reset));
    }

    #[test]
    fn the_256_find_themselves() {
        for n in 16..=255 {
            let shown = Rgb::of_indexed(n);
            assert_eq!(Rgb::of_indexed(shown.nearest_indexed()), shown);
        }
        assert_eq!(Rgb::of_indexed(245), Rgb(0x8a, 0x8a, 0x8a));
    }
}
