//! The popup in front, and the table of keys that holds in it.

use super::{Confirm, Help, Links, Naming, Picker, Problems, Why};
use crate::input::Context;

/// What lies over the panes.
#[derive(Debug)]
pub enum Popup {
    Help(Help),
    Picker(Picker),
    Naming(Naming),
    Links(Links),
    Problems(Problems),
    Why(Why),
    Confirm(Confirm),
    /// An address that nothing here could open, and why: to be copied, or typed elsewhere.
    Address {
        target: String,
        why: String,
    },
}

impl Popup {
    pub fn context(&self) -> Context {
        match self {
            Popup::Help(help) if help.typing => Context::Picker,
            Popup::Help(_) => Context::Help,
            Popup::Picker(_) | Popup::Naming(_) => Context::Picker,
            Popup::Links(_) => Context::Links,
            Popup::Problems(_) => Context::Problems,
            Popup::Why(_) => Context::Why,
            Popup::Address { .. } => Context::Address,
            Popup::Confirm(_) => Context::Confirm,
        }
    }
}
