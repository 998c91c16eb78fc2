//! Which articles are one story, and why. The [`rule`] compares two articles and knows nothing of a store; no line of a list,
//! no mark and no file is decided here.

pub mod rule;
