//! Where letters and the ends of words stand in a title, as bits: many bytes are looked at together, and what is asked of them then is a
//! few operations for the whole title. It scores nothing.

use wide::u8x16;

/// A title that there are bits for: one for each byte, the first the lowest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bits<'t>(&'t [u8]);

/// The longest title there are bits for: one more stands for its end.
const MOST: usize = 127;
/// Bytes that are looked at together.
const EACH: usize = 16;

impl<'t> Bits<'t> {
    /// `None` for a title too long.
    #[inline]
    pub fn of(title: &'t [u8]) -> Option<Bits<'t>> {
        (title.len() <= MOST).then_some(Bits(title))
    }

    /// Where each of these letters of ASCII in lower case stands, in either case.
    #[inline]
    pub fn letters<const N: usize>(self, letters: [u8; N]) -> [u128; N] {
        self.each(|bytes| letters.map(|letter| equal(bytes, letter)))
    }

    /// What no word has in it.
    #[inline]
    pub fn ends(self) -> Ends {
        let [delimiters] = self.each(|bytes| [delimiters(bytes)]);
        Ends { delimiters, len: self.0.len() }
    }

    #[inline]
    fn each<const N: usize>(self, bits_of: impl Fn(u8x16) -> [u16; N]) -> [u128; N] {
        let title = self.0;
        let mut all = [0; N];
        let mut add = |at: usize, bytes: [u8; EACH], inside: u16| {
            let bits = bits_of(u8x16::from(bytes));
            all.iter_mut().zip(bits).for_each(|(all, bits)| *all |= u128::from(bits & inside) << at);
        };
        let (pieces, rest) = title.as_chunks();
        pieces.iter().zip(0..).for_each(|(piece, number)| add(number * EACH, *piece, u16::MAX));
        match title.last_chunk() {
            _ if rest.is_empty() => {}
            // Once more what has been looked at, and the rest.
            Some(last) => add(title.len() - EACH, *last, u16::MAX),
            None => {
                let mut last = [0; EACH];
                last[..rest.len()].copy_from_slice(rest);
                add(0, last, (1 << rest.len()) - 1);
            }
        }
        all
    }
}

/// Where words begin and end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    delimiters: u128,
    len: usize,
}

impl Ends {
    /// Behind a delimiter.
    pub fn begins(self) -> u128 {
        self.delimiters << 1
    }

    /// Where words of so many bytes stand that begin and end where a word does.
    pub fn whole(self, len: usize) -> u128 {
        let ends = self.delimiters | 1 << self.len;
        let behind = u32::try_from(len).ok().and_then(|len| ends.checked_shr(len)).unwrap_or_default();
        (self.begins() | 1) & behind
    }
}

/// A bit for each byte that is this letter, in either case.
fn equal(bytes: u8x16, letter: u8) -> u16 {
    mask((bytes | u8x16::splat(0x20)).simd_eq(u8x16::splat(letter)))
}

fn delimiters(bytes: u8x16) -> u16 {
    let within = |bytes: u8x16, from: u8, to: u8| {
        let above = bytes - u8x16::splat(from);
        above.min(u8x16::splat(to - from)).simd_eq(above)
    };
    let lower = bytes | u8x16::splat(0x20);
    !mask(within(lower, b'a', b'z') | within(bytes, b'0', b'9') | within(bytes, 0x80, 0xff))
}

fn mask(bytes: u8x16) -> u16 {
    // Sixteen bytes, so that no bit is lost.
    bytes.to_bitmask() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::short::is_delimiter;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_byte_has_the_bits_of_what_it_is(title in "[abAB@`\u{0}\u{1}1 é漢]{0,60}", letters in "[ab]{2}") {
            let (title, letters) = (title.as_bytes(), letters.as_bytes());
            let bits = Bits::of(title);
            prop_assert_eq!(bits.is_some(), title.len() <= MOST);
            let Some(bits) = bits else { return Ok(()) };
            let those = |is: &dyn Fn(usize, u8) -> bool| {
                title.iter().enumerate().fold(0, |bits, (at, &byte)| bits | u128::from(is(at, byte)) << at)
            };
            let [first, second] = [0, 1].map(|n| those(&|_, byte| byte.to_ascii_lowercase() == letters[n]));
            prop_assert_eq!(bits.letters([letters[0], letters[1]]), [first, second]);
            prop_assert_eq!(bits.ends().delimiters, those(&|_, byte| is_delimiter(byte)));
            let ends = |at: usize| title.get(at).is_none_or(|byte| is_delimiter(*byte));
            let whole = |at: usize, _| at + 2 <= title.len() && (at == 0 || ends(at - 1)) && ends(at + 2);
            prop_assert_eq!(bits.ends().whole(2), those(&whole));
        }
    }
}
