//! Any text through the gate: nothing comes out that a terminal may not see, and what is clean stays.

#![no_main]

use dateline::model::{cells, fold, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let line = text::safe_line(input);
    assert!(!line.chars().any(char::is_control), "{line:?}");
    assert_eq!(text::safe_line(&line), line);
    let body = text::safe_body(input);
    assert!(!body.chars().any(|c| c.is_control() && c != '\n'), "{body:?}");
    let decoded = text::safe_line(&text::decode_entities(input));
    assert!(!decoded.chars().any(char::is_control));
    let _ = fold(input);
    for width in [0, 1, 7, 72] {
        for range in cells::wrap(&body, width) {
            assert!(body.get(range).is_some());
        }
        let (cut, used) = cells::truncate(&line, width);
        assert!(used <= width && cells::width(&cut) <= width.max(used), "{cut:?}");
    }
});
