//! Any address that may be opened: its canonical form is the same for the form it is written in, and its host is shown in one line.

#![no_main]

use dateline::model::{ArticleId, Verdict, brief_address, canonical_url, host_of, open_verdict, readable_host};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    if let Verdict::Allow(target) = open_verdict(input) {
        let canonical = canonical_url(&target);
        assert_eq!(canonical_url(&target), canonical);
        let _ = ArticleId::of_url(&canonical);
        assert!(!host_of(&target).is_empty());
        assert!(!readable_host(&target).chars().any(char::is_control));
        assert!(!brief_address(&dateline::model::text::safe_line(input), &target).chars().any(char::is_control));
    }
});
