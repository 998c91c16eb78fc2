//! What lies over the panes, as lines. Where it stands is worked out here too: it depends on what it holds.

mod area;
mod confirm;
mod help;
mod links;
mod menu;
mod naming;
mod picker;
mod problems;
