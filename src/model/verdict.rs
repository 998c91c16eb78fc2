//! The rules by which an address may be opened: what it is refused for, and how one that is allowed is written. Nothing
//! here opens or fetches anything, and no name is looked up.

use std::borrow::Cow;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use url::Url;

use super::address::{Refusal, Verdict};

/// Longer addresses are refused, as read and as written. In characters.
const MAX_LEN: usize = 8_192;

/// Only absolute http and https addresses with a host are allowed. `raw` is the decoded, uncleaned string.
///
/// What is allowed is written anew as the WHATWG URL standard says (host in lower case and Punycode, default port dropped,
/// dot segments resolved, what is not ASCII percent-encoded), and also with `|`, `^` and `` ` `` percent-encoded, which
/// some launchers hand to a shell. Judging what is written gives the same again.
pub fn open_verdict(raw: &str) -> Verdict {
    let is_bare = !raw.starts_with(' ') && !raw.ends_with(' ');
    match judge(if is_bare { raw } else { raw.trim_matches(' ') }) {
        Ok(target) => Verdict::Allow(target),
        Err(refusal) => Verdict::Refuse(refusal),
    }
}

fn judge(text: &str) -> Result<String, Refusal> {
    if is_plain(text) {
        return Ok(text.to_owned());
    }
    let target = write(text)?;
    // Judged again as a stranger would read it: what maps to something else once more is not trusted.
    match write(&target) {
        Ok(again) if again == target => Ok(target),
        Err(Refusal::TooLong) => Err(Refusal::TooLong),
        _ => Err(Refusal::Host),
    }
}

/// The address written anew, or why not.
fn write(text: &str) -> Result<String, Refusal> {
    if text.is_empty() {
        return Err(Refusal::Missing);
    }
    if text.chars().nth(MAX_LEN).is_some() {
        return Err(Refusal::TooLong);
    }
    if text.chars().any(is_hidden) {
        return Err(Refusal::Control);
    }
    let (scheme, rest) = text.split_once(':').filter(|(scheme, _)| is_scheme(scheme)).ok_or(Refusal::NotAbsolute)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(Refusal::Scheme);
    }
    if text.contains('\\') {
        return Err(Refusal::Backslash);
    }
    let rest = rest.strip_prefix("//").ok_or(Refusal::Host)?;
    let authority = rest.find(['/', '?', '#']).map_or(rest, |end| &rest[..end]);
    check_host(authority)?;
    if authority.contains('@') {
        return Err(Refusal::Userinfo);
    }
    let url = Url::parse(text).map_err(|_| Refusal::Host)?;
    if url.host_str().is_none_or(|host| host.is_empty() || host.starts_with('-')) {
        return Err(Refusal::Host);
    }
    let target = encode_rest(url.as_str()).into_owned();
    if target.len() > MAX_LEN { Err(Refusal::TooLong) } else { Ok(target) }
}

/// Not seen where the address is shown, so what is shown would not be what opens.
fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(
        c.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Surrogate
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
}

/// Refuses hosts and ports that are none, before anything maps or decodes them.
fn check_host(authority: &str) -> Result<(), Refusal> {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, after)| after);
    let (host, port) = match host_and_port.split_once('[') {
        Some((_, bracketed)) => {
            let (host, after) = bracketed.split_once(']').ok_or(Refusal::Host)?;
            (host, after.strip_prefix(':').unwrap_or(after))
        }
        None => host_and_port.split_once(':').unwrap_or((host_and_port, "")),
    };
    let strange = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '^' | '%');
    let port_is_fine = port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if host.is_empty() || host.starts_with('-') || host.contains(strange) || !port_is_fine {
        return Err(Refusal::Host);
    }
    Ok(())
}

/// Percent-encodes what the standard leaves alone in a path or query and a shell does not.
fn encode_rest(url: &str) -> Cow<'_, str> {
    if !url.contains(['|', '^', '`']) {
        return Cow::Borrowed(url);
    }
    Cow::Owned(url.replace('|', "%7C").replace('^', "%5E").replace('`', "%60"))
}

/// Whether `text` is written already as it would be, told without parsing it: nearly all addresses of a store are.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(rest) = bytes.strip_prefix(b"https://").or_else(|| bytes.strip_prefix(b"http://")) else { return false };
    let Some(slash) = rest.iter().position(|byte| !is_host_byte(*byte)) else { return false };
    let (host, path) = rest.split_at(slash);
    bytes.len() <= MAX_LEN && path[0] == b'/' && is_plain_host(host) && is_plain_path(path)
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
}

/// Whether `host`, all of host bytes, has only labels that are certainly names.
fn is_plain_host(host: &[u8]) -> bool {
    let mut last: &[u8] = b"";
    for label in host.split(|byte| *byte == b'.') {
        if label.is_empty() || label[0] == b'-' || label.starts_with(b"xn--") {
            return false;
        }
        last = label;
    }
    // A last label that begins with a digit could be part of an IPv4 address, in decimal, octal or hexadecimal.
    last.first().is_some_and(u8::is_ascii_lowercase)
}

/// Whether `path`, which begins with a slash, is all of plain bytes, with no segment that begins with a dot.
fn is_plain_path(path: &[u8]) -> bool {
    let is_plain = |before: u8, byte: u8| is_plain_byte(byte) & ((before != b'/') | (byte != b'.'));
    let mut at = 0;
    // A fold over a fixed number of bytes, without a way out in the middle, is done for all of them at once.
    while let Some(chunk) = path[at..].first_chunk::<17>() {
        if !(0..16).fold(true, |all, at| all & is_plain(chunk[at], chunk[at + 1])) {
            return false;
        }
        at += 16;
    }
    path[at..].windows(2).all(|pair| is_plain(pair[0], pair[1]))
}

/// A letter, a digit or one of ``-._~!$&()*+,;=:@/?``. Without `||`, so that many bytes are told at once.
fn is_plain_byte(byte: u8) -> bool {
    let within = |from: u8, to: u8| byte.wrapping_sub(from) <= to - from;
    within(b'(', b';')
        | within(b'?', b'Z')
        | within(b'a', b'z')
        | (byte == b'!')
        | (byte == b'$')
        | (byte == b'&')
        | (byte == b'=')
        | (byte == b'_')
        | (byte == b'~')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::samples::any_text;
    use super::*;

    fn verdict(text: &str) -> String {
        match open_verdict(text) {
            Verdict::Allow(target) => target,
            Verdict::Refuse(refusal) => format!("refuse:{}", refusal.as_str()),
        }
    }

    #[test]
    fn every_vector_of_the_policy_is_met() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/data/policy_vectors.json")).unwrap();
        let addresses = vectors["open_verdict"].as_array().unwrap();
        assert_eq!(addresses.len(), 35);
        for vector in addresses {
            let text = vector[0].as_str().unwrap();
            let expected = vector[2].as_str().or(vector[1].as_str()).unwrap();
            assert_eq!(verdict(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_allowed_address_is_written_by_the_standard() {
        for (text, target) in [
            ("https://example.com/^&whoami", "https://example.com/%5E&whoami"),
            ("https://example.com/?`id`|x'", "https://example.com/?%60id%60%7Cx%27"),
            ("http://2130706433/", "http://127.0.0.1/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("https://example.com:0/", "https://example.com:0/"),
            ("https://ｅxample.com/", "https://example.com/"),
            ("https://example。com/", "https://example.com/"),
            ("https://💩.la/", "https://xn--ls8h.la/"),
            ("https://example.com/x   ", "https://example.com/x"),
            ("https://example.com/a/../b/./é", "https://example.com/b/%C3%A9"),
        ] {
            assert_eq!(verdict(text), target, "{text}");
        }
    }

    #[test]
    fn a_plain_byte_is_one_of_the_list() {
        for byte in 0..=u8::MAX {
            let listed = byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@/?".contains(&byte);
            assert_eq!(is_plain_byte(byte), listed, "{byte:#x}");
        }
    }

    #[test]
    fn what_would_deceive_is_refused() {
        for (text, refusal) in [
            ("https://exam\u{200b}ple.com/", "control"),
            ("https://www.google.com%2F@evil.example/", "userinfo"),
            ("https://@/", "host"),
            ("https://－oProxyCommand=x/", "host"),
            ("https://a/b\\c", "backslash"),
            ("https://exa mple.com/", "host"),
            ("https://ex%61mple.com/", "host"),
            ("https://ⓧ％2e.com/", "host"),
            ("https://[::1/", "host"),
            ("https://[::1]x/", "host"),
            ("https://example.com:+80/", "host"),
            ("https://example.com:8x/", "host"),
            ("view-source:https://e.example", "scheme"),
            ("é:x", "not-absolute"),
            ("https://example.com/\u{e000}", "control"),
            ("https://℀.com/", "host"),
        ] {
            assert_eq!(verdict(text), format!("refuse:{refusal}"), "{text:?}");
        }
        assert_eq!(verdict(&format!("https://example.com/{}", "é".repeat(2_000))), "refuse:too-long");
    }

    fn addresses() -> impl Strategy<Value = String> {
        let odd = (any_text(), any_text()).prop_map(|(host, path)| format!("https://{host}.example/{path}"));
        let ascii = "https?://[a-z0-9.:@-]{1,8}[!-~]{0,20}";
        let plain = "https?://[a-z0-9.-]{1,10}/[a-zA-Z0-9._~!$&()*+,;=:@/?%-]{0,20}";
        prop_oneof![odd, ascii, plain, ".{0,30}", any_text()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn an_allowed_target_is_one_plain_argument_and_judged_the_same_again(text in addresses()) {
            if let Verdict::Allow(target) = open_verdict(&text) {
                let url = Url::parse(&target).unwrap();
                prop_assert!(matches!(url.scheme(), "http" | "https"));
                prop_assert!(!url.host_str().unwrap_or_default().is_empty());
                prop_assert!(target.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"`|^\\<>".contains(&byte)), "{}", target);
                prop_assert_eq!(open_verdict(&target), Verdict::Allow(target));
            }
        }

        #[test]
        fn a_plain_address_is_what_the_parser_leaves_alone(text in addresses()) {
            if is_plain(&text) {
                prop_assert_eq!(write(&text), Ok(text));
            }
        }
    }
}
