//! The canonical URL: one spelling for the many addresses of one page, as an [`super::ArticleId`] needs. It is a name, not
//! an address: it is never opened.

use memchr::memchr;

/// Query parameters that say where a reader came from, not what is read. Those that begin with `utm_` count too.
const TRACKING: &[&str] = &["fbclid", "gclid", "mc_cid", "mc_eid", "igshid"];

/// The canonical URL, version 1, of an allowed target. It must never change: marks are kept by it.
///
/// Scheme dropped, host in lower case, default port dropped, no fragment, no slash at the path's end, query in order
/// without what tracks. As there is no scheme, port 443 is dropped after `http:` too, so that `https://` and a canonical
/// URL have that canonical URL again.
pub fn canonical_url<'a>(target: &'a str) -> String {
    let (secure, rest) = match target.split_at_checked(memchr(b':', target.as_bytes()).unwrap_or(0)) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") && rest.starts_with("://") => (false, &rest[3..]),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") && rest.starts_with("://") => (true, &rest[3..]),
        _ => (true, target),
    };
    let split = |text: &'a str, byte| memchr(byte, text.as_bytes()).map(|at| text.split_at(at));
    let rest = split(rest, b'#').map_or(rest, |(before, _)| before);
    let (place, query) = split(rest, b'?').map_or((rest, ""), |(place, query)| (place, &query[1..]));
    let (authority, path) = split(place, b'/').unwrap_or((place, ""));
    let mut host = authority.strip_suffix(":443").unwrap_or(authority);
    if !secure {
        host = host.strip_suffix(":80").unwrap_or(host);
    }
    let mut out = String::with_capacity(rest.len());
    out.push_str(host);
    out.make_ascii_lowercase();
    out.push_str(path.trim_end_matches('/'));
    let mark = out.len();
    if query.is_empty() {
        return out;
    }
    for (n, pair) in query.split('&').filter(|pair| !tracks(pair)).enumerate() {
        out.push(if n == 0 { '?' } else { '&' });
        out.push_str(pair);
    }
    if out.len() == mark + 1 {
        out.truncate(mark);
    }
    out
}

fn tracks(pair: &str) -> bool {
    let name = pair.split_once('=').map_or(pair, |(name, _)| name);
    name.starts_with("utm_") || TRACKING.contains(&name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Verdict, open_verdict};
    use super::*;

    #[test]
    fn one_page_has_one_canonical_url() {
        for (target, canonical) in [
            ("https://example.com/", "example.com"),
            ("http://example.com/a/", "example.com/a"),
            ("http://example.com:80/a", "example.com/a"),
            ("https://example.com:443/a", "example.com/a"),
            ("http://example.com:443/a", "example.com/a"),
            ("https://example.com:80/a", "example.com:80/a"),
            ("https://[::1]:8080/#top", "[::1]:8080"),
            ("https://example.com/A/b#frag?x", "example.com/A/b"),
            ("https://example.com/a/?b=2&utm_source=x&a=1&fbclid=y", "example.com/a?b=2&a=1"),
            ("https://example.com/a?utm_source=x&gclid&mc_cid=1&mc_eid=2&igshid=3", "example.com/a"),
            ("https://example.com/a?", "example.com/a"),
            ("https://example.com/?u=https://x.example/", "example.com?u=https://x.example/"),
            ("https://example.com/a?utmost=1&xfbclid=2", "example.com/a?utmost=1&xfbclid=2"),
        ] {
            assert_eq!(canonical_url(target), canonical, "{target}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn a_canonical_url_is_its_own(
            target in "https?://[a-zA-Z.]{1,6}(:(80|443|8080))?(/[a-zA-Z/.:]{0,6})?([?]([a-z?/=&]|utm_a|gclid){0,6})?(#[a-z]{0,2})?",
        ) {
            let canonical = canonical_url(&target);
            prop_assert_eq!(canonical_url(&format!("https://{canonical}")), canonical.clone());
            if let Verdict::Allow(target) = open_verdict(&target) {
                let canonical = canonical_url(&target);
                let Verdict::Allow(again) = open_verdict(&format!("https://{canonical}")) else {
                    return Err(TestCaseError::fail(canonical));
                };
                prop_assert_eq!(canonical_url(&again), canonical);
            }
        }
    }
}
