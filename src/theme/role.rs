//! What a piece of text is, so that its look can be chosen elsewhere. A role does not know its colour.

/// Makes the enum, `ALL`, `name` and `parent` from one table.
macro_rules! roles {
    ($($variant:ident $name:literal $(< $parent:ident)? : $what:literal;)*) => {
        /// What a piece of text, a row or a line on the screen is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $(#[doc = $what] $variant,)*
        }

        impl Role {
            pub const ALL: &[Role] = &[$(Role::$variant,)*];

            /// As a theme writes it.
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name,)* }
            }

            /// The role it looks like where a theme does not say otherwise; it only adds to that one's look.
            pub fn parent(self) -> Option<Role> {
                match self { $(Role::$variant => [$(Role::$parent)?].first().copied(),)* }
            }
        }
    };
}

roles! {
    Ground "ground": "The screen itself: background, and text where nothing else says so.";
    Body "body" < Ground: "Text.";
    Headline "headline" < Body: "A headline.";
    Quiet "quiet" < Body: "What stands beside: outlet, date, count.";
    Accent "accent" < Body: "The selection's bar, marks, what the eye should find.";
    Selected "selected" < Ground: "The selected row.";
    SelectedIdle "selected-idle" < Selected: "The selected row of a pane without the focus.";
    SelectedQuiet "selected-quiet" < Quiet: "Quiet text on a selected row.";
    Match "match" < Accent: "A letter that was searched for.";
    Heat "heat" < Headline: "A hot headline.";
    Warning "warning" < Body: "What went half wrong.";
    Error "error" < Body: "What went wrong.";
    Link "link" < Accent: "An address, a numbered way on.";
    Rule "rule" < Quiet: "A line between panes.";
    Title "title" < Accent: "The heading of the pane with the focus.";
    Dimmed "dimmed" < Quiet: "A headline that is not published.";
    Key "key" < Body: "A key's name in the last line.";
}

impl Role {
    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_gives_its_role_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(*role));
        }
    }

    #[test]
    fn a_parent_stands_before_its_children() {
        for role in Role::ALL {
            assert!(role.parent().is_none_or(|parent| parent < *role), "{role:?}");
        }
    }
}
