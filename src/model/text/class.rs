//! What a character is to the gate. It knows single characters only; what stands around them is the cleaner's matter.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// What the gate does with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Shown as it is.
    Keep,
    /// Drawn as a blank: becomes one.
    Blank,
    /// Ends or moves a line: a blank in one-line text.
    Break,
    /// Obeyed by terminals: replaced, so that it is seen.
    Control,
    /// Drawn as nothing, or turns the direction of text: removed.
    Drop,
    /// Tag characters: kept in subdivision flags only.
    Tag,
    /// ZERO WIDTH (NON-)JOINER: kept between two visible characters.
    Joiner,
    /// A variation selector: kept once, after something.
    Variation,
    /// A mark that takes no room: kept on something, up to a limit.
    Mark,
    /// Private use and noncharacters: their look is not known, an icon font could imitate the program's own marks.
    Replace,
}

impl Class {
    pub(super) fn of(c: char) -> Class {
        match c {
            ' ' => Class::Blank,
            '!'..='~' => Class::Keep,
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
            '\0'..='\u{9f}' => Class::Control,
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' | '\u{3000}' => {
                Class::Blank
            }
            c if is_unseen(c) || is_direction(c) => Class::Drop,
            // The scripts most headlines are in hold none of what follows.
            '\u{a1}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
                Class::Keep
            }
            '\u{200c}' | '\u{200d}' => Class::Joiner,
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Class::Variation,
            '\u{e0000}'..='\u{e007f}' => Class::Tag,
            '\u{fdd0}'..='\u{fdef}' => Class::Replace,
            c if u32::from(c) & 0xfffe == 0xfffe => Class::Replace,
            c => match c.general_category() {
                GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark => Class::Mark,
                GeneralCategory::PrivateUse => Class::Replace,
                GeneralCategory::Format => Class::Drop,
                // Unassigned ones too: tomorrow's emoji.
                _ => Class::Keep,
            },
        }
    }
}

/// Turns the direction of the text around it, unseen.
pub(super) fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Drawn as nothing or as a blank, and no white space by its properties; also what is not assigned yet and reserved to be so.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0080}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// No character has this number yet.
pub(super) fn is_unassigned(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::Unassigned
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The short cuts for common scripts must say what the general category says.
    #[test]
    fn the_short_cuts_agree_with_the_general_category() {
        for c in ('\u{a1}'..='\u{2ff}').chain('\u{2010}'..='\u{2027}').chain('\u{4e00}'..='\u{d7a3}') {
            let plain = !matches!(
                c.general_category(),
                GeneralCategory::NonspacingMark
                    | GeneralCategory::EnclosingMark
                    | GeneralCategory::Format
                    | GeneralCategory::Control
                    | GeneralCategory::PrivateUse
            );
            let cut = !('\u{a000}'..'\u{ac00}').contains(&c);
            if cut && c != '\u{ad}' {
                assert!(plain, "{c:?}");
                assert_eq!(Class::of(c), Class::Keep, "{c:?}");
            }
        }
    }

    #[test]
    fn a_soft_hyphen_is_unseen_and_an_unassigned_character_is_kept() {
        assert_eq!(Class::of('\u{ad}'), Class::Drop);
        assert_eq!(Class::of('\u{1fbfa}'), Class::Keep);
        assert!(is_unassigned('\u{1ffff}') && !is_unassigned('é'));
    }
}
