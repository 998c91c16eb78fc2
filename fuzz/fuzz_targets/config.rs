//! Any text as a configuration and as a theme: something that can be used, and mistakes that have a place in the text.

#![no_main]

use dateline::config::{Config, Paths, Raw};
use dateline::theme::{ColorLevel, Theme};
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;

fuzz_target!(|input: &str| {
    let home = PathBuf::from("/home/me");
    let get = |name: &str| (name == "HOME").then(|| home.clone().into_os_string());
    let paths = Paths::from_env(get).expect("a home is there");
    let (raw, mistakes) = Raw::parse(input, &paths);
    let lines = input.lines().count().max(1) as u32 + 1;
    assert!(mistakes.iter().all(|mistake| (1..=lines).contains(&mistake.at.line)), "{mistakes:?}");
    let config = Config::from(raw);
    assert!(config.store.is_none_or(|store| store.is_absolute()));
    let _ = Theme::parse(input, ColorLevel::True);
});
