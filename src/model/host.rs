//! The host of an address as a reader may see it: what is shown must not look like another host. It judges no address; only one that
//! has passed [`super::open_verdict`] comes here.

use unicode_normalization::char::is_combining_mark;

/// The host of `target`, in the form of its address: ASCII, Punycode where the name is not. Empty where there is none.
pub fn host_of(target: &str) -> &str {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    let authority = rest.find(['/', '?', '#']).map_or(rest, |end| &rest[..end]);
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    }
}

/// The host to show. A name in Han, Kana or Hangul is shown in its letters, for none of them looks like a Latin one; every
/// other name that is not ASCII stays in Punycode: an accent or a Cyrillic letter is easily taken for another name.
pub fn readable_host(target: &str) -> String {
    let host = host_of(target);
    let shown = |label: &str| match label.strip_prefix("xn--") {
        None => label.to_owned(),
        Some(_) => {
            let (decoded, result) = idna::domain_to_unicode(label);
            let is_safe = result.is_ok() && decoded.chars().all(looks_like_no_latin);
            if is_safe { decoded } else { label.to_owned() }
        }
    };
    host.split('.').map(shown).collect::<Vec<_>>().join(".")
}

/// An address without what every address has, with its host as [`readable_host`] shows it. `shown` is the cleaned text a file
/// wrote, `target` what opens.
pub fn brief_address(shown: &str, target: &str) -> String {
    let host = host_of(target);
    let rest = |text: &str| text.split_once("://").map_or(text, |(_, rest)| rest).to_owned();
    // What the file wrote reads better (no percent signs), where it names the host as it is.
    let written = rest(shown);
    let is_same = written.get(..host.len()).is_some_and(|start| start.eq_ignore_ascii_case(host))
        && written[host.len()..].chars().next().is_none_or(|c| matches!(c, '/' | '?' | '#' | ':'));
    let (text, host) = if is_same { (written, host) } else { (rest(target), host) };
    let brief = format!("{}{}", readable_host(target), &text[host.len()..]);
    brief.strip_prefix("www.").unwrap_or(&brief).trim_end_matches('/').to_owned()
}

fn looks_like_no_latin(c: char) -> bool {
    !is_combining_mark(c)
        && matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        // These look like a slash, a bar or a stroke.
        && !matches!(c, 'ノ' | 'ﾉ' | '一' | '丨' | '丶' | '丿' | 'ー' | 'ニ' | 'ハ' | 'ロ' | 'へ' | 'ヘ' | '口')
}

#[cfg(test)]
mod tests {
    use super::{brief_address, host_of, readable_host};
    use crate::model::Address;

    fn shown(written: &str) -> String {
        let address = Address::new(written);
        brief_address(&address.shown, address.target().unwrap())
    }

    #[test]
    fn a_host_that_could_be_mistaken_stays_in_punycode() {
        assert_eq!(shown("https://аpple.com/"), "xn--pple-43d.com");
        assert_eq!(shown("https://gïthub.com/a"), "xn--gthub-cta.com/a");
        assert_eq!(shown("https://xn--pple-43d.com/a"), "xn--pple-43d.com/a");
    }

    #[test]
    fn a_host_in_han_or_kana_is_shown_in_its_letters() {
        assert_eq!(shown("https://www.例え.jp/記事"), "例え.jp/%E8%A8%98%E4%BA%8B");
        assert_eq!(readable_host("http://xn--r8jz45g.jp/"), "例え.jp");
    }

    #[test]
    fn what_a_file_wrote_is_shown_where_it_names_the_host_as_it_is() {
        assert_eq!(shown("https://www.Example.com/日本/"), "example.com/日本");
        assert_eq!(shown("https://example.com:8080/a?b"), "example.com:8080/a?b");
        assert_eq!(host_of("https://example.com:8080/a"), "example.com");
        assert_eq!(host_of("https://[::1]:80/a"), "[::1]");
    }
}
