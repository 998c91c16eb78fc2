//! Where a key is pressed. It does not say what is on the screen: the app chooses the context.

/// A table of the keymap. In the panes (topics, list, article) what is not bound there is looked up in `[global]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    Topics,
    List,
    /// The list, in a story that is unfolded: what is not bound here is looked up in that of the list.
    Unfolded,
    Article,
    /// The search box.
    Box,
    Help,
    /// A box that finds in a list: where to go, what to do, which key.
    Picker,
    /// The letters of links.
    Links,
    /// The list of problems.
    Problems,
    /// Why something stands where it does.
    Why,
    /// An address that nothing could open.
    Address,
    /// A question to be answered with yes or no.
    Confirm,
}

impl Context {
    pub const ALL: [Context; 12] = [
        Context::Topics,
        Context::List,
        Context::Unfolded,
        Context::Article,
        Context::Box,
        Context::Help,
        Context::Picker,
        Context::Links,
        Context::Problems,
        Context::Why,
        Context::Address,
        Context::Confirm,
    ];

    /// The table's name in a keymap.
    pub fn name(self) -> &'static str {
        match self {
            Context::Topics => "topics",
            Context::List => "list",
            Context::Unfolded => "unfolded",
            Context::Article => "article",
            Context::Box => "box",
            Context::Help => "help",
            Context::Picker => "picker",
            Context::Links => "links",
            Context::Problems => "problems",
            Context::Why => "why",
            Context::Address => "address",
            Context::Confirm => "confirm",
        }
    }

    /// A pane falls back to `[global]`; a popup or a box holds all its keys itself.
    pub fn is_pane(self) -> bool {
        matches!(self, Context::Topics | Context::List | Context::Unfolded | Context::Article)
    }

    /// Text is typed here: a printable key without Ctrl or Alt is text, and cannot be bound.
    pub fn is_text(self) -> bool {
        matches!(self, Context::Box | Context::Picker)
    }
}
