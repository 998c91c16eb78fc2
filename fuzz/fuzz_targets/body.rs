//! Any Markdown and HTML to blocks, and the blocks to lines of a page: in bounded time, no line wider than its room.

#![no_main]

use dateline::model::cells;
use dateline::store::{Outcome, Source, Want, parse};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|body: &[u8]| {
    let mut bytes = b"---\ntitle: T\n---\n".to_vec();
    bytes.extend_from_slice(body);
    for name in ["a.md", "a.html"] {
        let Outcome::Shown(parsed) = parse(&Source { bytes: &bytes, path: Path::new(name), store_name: "s" }, Want::Whole)
        else {
            panic!("front matter is there");
        };
        for block in &parsed.article.body.blocks {
            for range in cells::wrap(&block.text, 40) {
                let line = &block.text[range];
                assert!(cells::width(line) <= 40, "{line:?}");
            }
        }
    }
});
