//! Any text as an address: what is allowed is http or https, ASCII, one argument, and is allowed as it stands.

#![no_main]

use dateline::model::{Verdict, open_verdict};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    if let Verdict::Allow(target) = open_verdict(input) {
        assert!(target.starts_with("http://") || target.starts_with("https://"), "{target}");
        assert!(target.bytes().all(|byte| (0x21..0x7f).contains(&byte)), "{target:?}");
        assert!(!target.contains(['|', '^', '`', '\\', '"', '<', '>']), "{target:?}");
        let authority = target.split('/').nth(2).unwrap_or_default();
        assert!(!authority.contains('@'), "{target}");
        assert_eq!(open_verdict(&target), Verdict::Allow(target.clone()));
    }
});
