//! Two small formats inside values: how long a video is, and how large a sealed part is. Neither is shown as it is written.

use memchr::memchr;

/// The seconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds (`PT13M57S`). Years and months have no
/// fixed length and are not read; a fraction of a second is dropped.
pub(super) fn seconds(written: &str) -> Option<u32> {
    let rest = written.trim().strip_prefix('P')?;
    let (days, times) = rest.split_once('T').map_or((rest, None), |(days, times)| (days, Some(times)));
    if times == Some("") || (days.is_empty() && times.is_none()) {
        return None;
    }
    let days = sum(days, &[('W', 604_800), ('D', 86_400)])?;
    days.checked_add(sum(times.unwrap_or(""), &[('H', 3_600), ('M', 60), ('S', 1)])?)
}

/// Adds up numbers that are each followed by their unit, in the order of `units`.
fn sum(mut text: &str, units: &[(char, u32)]) -> Option<u32> {
    let mut total = 0u32;
    for &(unit, seconds) in units {
        let Some((number, rest)) = text.split_once(unit) else { continue };
        let whole = match number.split_once(['.', ',']) {
            Some((whole, part)) if unit == 'S' && digits(part) => whole,
            Some(_) => return None,
            None => number,
        };
        if !digits(whole) {
            return None;
        }
        total = total.checked_add(whole.parse::<u32>().ok()?.checked_mul(seconds)?)?;
        text = rest;
    }
    text.is_empty().then_some(total)
}

/// Of either alphabet. Without `||`, which would be a jump for each byte.
fn is_digit_of_base64(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    is_letter | byte.is_ascii_digit() | (byte == b'+') | (byte == b'/') | (byte == b'-') | (byte == b'_')
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The bytes that the first of two base64 texts (`cipher;vector`) holds, without decoding it.
pub(super) fn sealed_size(written: &str) -> u32 {
    let cipher = &written.as_bytes()[..memchr(b';', written.as_bytes()).unwrap_or(written.len())];
    // Counted by pieces in a byte, so that many are counted at once.
    let count = |piece: &[u8]| piece.iter().fold(0, |count, byte| count + u8::from(is_digit_of_base64(*byte)));
    let letters: usize = cipher.chunks(128).map(|piece| usize::from(count(piece))).sum();
    u32::try_from(letters / 4 * 3 + (letters % 4).saturating_sub(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_of_seconds() {
        for (written, expected) in [
            ("PT13M57S", 837),
            ("PT1H3M", 3780),
            ("PT0S", 0),
            ("P1DT1H", 90_000),
            ("P2W", 1_209_600),
            ("PT1.5S", 1),
            (" PT57M ", 3420),
        ] {
            assert_eq!(seconds(written), Some(expected), "{written}");
        }
        for written in
            ["", "P", "PT", "13:57", "PT5", "PTM", "P1Y", "PT3M1H", "PT-1S", "PT99999999999S", "PT4000000000M", "T5M"]
        {
            assert_eq!(seconds(written), None, "{written}");
        }
    }

    #[test]
    fn the_sealed_size_is_that_of_the_decoded_cipher() {
        assert_eq!(sealed_size("AAAAAAAAAAAAAAAAAAAAAA==;FcY9Cf2gKMVYiWtKVignEw=="), 16);
        assert_eq!(sealed_size("QUJD"), 3);
        assert_eq!(sealed_size("QUI=;"), 2);
        assert_eq!(sealed_size(";x"), 0);
    }
}
