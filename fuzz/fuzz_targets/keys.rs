//! Any text as a key's name, and as a keymap: what is read is written the same, and what a keymap binds it finds.

#![no_main]

use dateline::input::{Context, Key, Keymap, Lookup};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    if let Ok(key) = input.parse::<Key>() {
        assert_eq!(key.to_string().parse::<Key>(), Ok(key));
    }
    let (keymap, _) = Keymap::with_user(input);
    for context in Context::ALL {
        for (action, all) in keymap.bindings(context) {
            for keys in all {
                let keys: Vec<Key> = keys.split(' ').map(|key| key.parse().expect("as it was written")).collect();
                assert_eq!(keymap.lookup(context, &keys), Lookup::Action(action));
            }
        }
    }
});
