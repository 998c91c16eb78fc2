//! Any text as front matter, to both of its readers: where the scanner is sure, the parser has the same tree.

#![no_main]

use dateline::store::readers;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|yaml: &str| {
    if let Some((scanned, parsed)) = readers::difference(yaml) {
        panic!("scanned:\n{scanned}\nparsed:\n{parsed}");
    }
});
