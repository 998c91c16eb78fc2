//! Runs of plain ASCII, told many bytes at a time: most text of most stores is that, and passes the gate unchanged. What
//! else there is, character by character, is the cleaner's matter.

/// The length of what `bytes` begins with of `' '..='~'`.
pub(super) fn printable(bytes: &[u8]) -> usize {
    let mut len = 0;
    // A fold over a fixed number of bytes, without a way out in the middle, is done for all of them at once.
    while let Some(chunk) = bytes[len..].first_chunk::<16>()
        && chunk.iter().fold(true, |all, byte| all & is_printable(*byte))
    {
        len += chunk.len();
    }
    len + bytes[len..].iter().take_while(|byte| is_printable(**byte)).count()
}

/// The same, up to the second of two blanks.
pub(super) fn single_spaced(bytes: &[u8]) -> usize {
    let mut len = 0;
    while let Some(chunk) = bytes[len..].first_chunk::<17>()
        && (0..16).fold(true, |all, at| all & is_printable(chunk[at]) & ((chunk[at] != b' ') | (chunk[at + 1] != b' ')))
    {
        len += 16;
    }
    let rest = &bytes[len..];
    let is_odd = |at: &usize| !is_printable(rest[*at]) || *at > 0 && rest[at - 1..=*at] == *b"  ";
    len + (0..rest.len()).find(is_odd).unwrap_or(rest.len())
}

fn is_printable(byte: u8) -> bool {
    byte.wrapping_sub(b' ') <= b'~' - b' '
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_run_ends_where_one_byte_at_a_time_ends_it(text in "([ -~]{0,20}|[a ]{0,40}|\t|é|\u{7f}){0,4}") {
            let bytes = text.as_bytes();
            let odd = |byte: &u8| !(b' '..=b'~').contains(byte);
            prop_assert_eq!(printable(bytes), bytes.iter().position(odd).unwrap_or(bytes.len()));
            let second = text.find("  ").map_or(bytes.len(), |at| at + 1);
            prop_assert_eq!(single_spaced(bytes), printable(bytes).min(second));
        }
    }
}
