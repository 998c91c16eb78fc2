//! What a key can ask for: the one table of variant, name and help line. It does not say which key asks.

/// Makes the enum, `all`, `name` and `help` from one table, so that they cannot disagree.
macro_rules! actions {
    (
        single { $($variant:ident $name:literal $help:literal;)* }
        $(numbered $many:ident { $($number:literal $many_name:literal $many_help:literal;)* })*
    ) => {
        /// What a key asks for. The help line is what the help screen says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $help] $variant,)*
            $(
                /// One of a numbered set; a keymap gives only the numbers of the table (1 to 9).
                $many(u8),
            )*
        }

        impl Action {
            const TABLE: &'static [(Action, &'static str, &'static str)] = &[
                $((Action::$variant, $name, $help),)*
                $($((Action::$many($number), $many_name, $many_help),)*)*
            ];
        }
    };
}

actions! {
    single {
        Down "down" "next row; in the article, next line";
        Up "up" "previous row; in the article, previous line";
        Top "top" "to the top";
        Bottom "bottom" "to the bottom";
        HalfDown "half-down" "half a page down";
        HalfUp "half-up" "half a page up";
        PageDown "page-down" "a page down";
        PageUp "page-up" "a page up";
        PaneLeft "pane-left" "pane to the left; in the topics, fold first";
        PaneRight "pane-right" "pane to the right; in the topics, unfold first";
        NextPane "next-pane" "next pane";
        PreviousPane "previous-pane" "previous pane";
        Enter "enter" "in: topic, list, article, then the original in the browser";
        Back "back" "out: popup, selection, search, zoom, pane; never quits";
        ReadOn "read-on" "read on: pages the article, at its end the next unread one";
        ReadBack "read-back" "read back: pages the article up, at its top the previous one";
        NextArticle "next-article" "next article, from any pane";
        PreviousArticle "previous-article" "previous article, from any pane";
        Search "search" "search headlines as you type";
        OrderNewest "order-newest" "newest first";
        OrderOldest "order-oldest" "oldest first";
        OrderHeat "order-heat" "hottest first";
        OrderQuality "order-quality" "best quality first";
        OrderTitle "order-title" "by title";
        OrderOutlet "order-outlet" "by outlet";
        OrderSeen "order-seen" "last seen first";
        OrderBest "order-best" "best match first";
        NextMatch "next-match" "next match of the last search; in the article, within it";
        PreviousMatch "previous-match" "previous match of the last search";
        OlderSearch "older-search" "an older search";
        NewerSearch "newer-search" "a newer search";
        Complete "complete" "complete a field or a value; again, the next one";
        CompleteBack "complete-back" "the completion before";
        KeepSearch "keep-search" "keep what is searched for under a name, in the topics";
        EditSearch "edit-search" "change this search in the box";
        RemoveSearch "remove-search" "remove this search";
        FilterTopic "filter-topic" "only this topic";
        FilterOutlet "filter-outlet" "only this outlet";
        FilterDay "filter-day" "only this day";
        FilterType "filter-type" "only this type";
        Undo "undo" "undo what was done last";
        Redo "redo" "do again what was undone";
        MarkRead "mark-read" "mark read, or unread";
        Star "star" "mark with a star, or take it off";
        Later "later" "mark for later, or as done";
        MarkAllRead "mark-all-read" "mark all of this list read";
        NextUnread "next-unread" "next unread headline";
        PreviousUnread "previous-unread" "previous unread headline";
        Unfold "unfold" "unfold a story in the list, or fold it";
        NotSameStory "not-same-story" "not the same story: take this article out of it";
        MuteOutlet "mute-outlet" "mute or weigh this outlet on the front page";
        MuteTopic "mute-topic" "mute or weigh this topic on the front page";
        MuteWord "mute-word" "mute or weigh a word on the front page";
        Muted "muted" "what is muted, weighed or kept apart";
        ToggleStories "toggle-stories" "a row for each story, or for each article";
        ToggleRead "toggle-read" "hide what is read, or show it";
        Select "select" "select rows from here on; again, up to here";
        SelectAll "select-all" "select all of the list";
        OpenOriginal "open-original" "open the original in the browser";
        OpenAndGoOn "open-and-go-on" "open the original, and on to the next unread";
        OpenWeb "open-web" "open the web page";
        OpenAmp "open-amp" "open the AMP page";
        OpenCachedAmp "open-cached-amp" "open the cached AMP page";
        OpenPlayer "open-player" "open the player";
        OpenDownload "open-download" "open the download";
        Links "links" "every link by a letter";
        CopyAddress "copy-address" "copy the address";
        CopyTitle "copy-title" "copy title and address";
        Edit "edit" "open the file in the editor";
        GoTo "go-to" "go to a topic, outlet, type or saved search";
        FrontPage "front-page" "the front page";
        PlaceBack "place-back" "back to where one was: topic, search, headline";
        PlaceForward "place-forward" "forward again";
        Palette "palette" "every action by name";
        Why "why" "why it stands here, and why these articles are one story";
        Problems "problems" "what could not be read, and every wrong value";
        Refresh "refresh" "read the store again; on the front page, its next edition";
        ToggleTopics "toggle-topics" "show or hide the topics";
        Zoom "zoom" "the article alone, and back";
        SideBySide "side-by-side" "headlines and article side by side, or stacked";
        ListLarger "list-larger" "more room for the headlines";
        ListSmaller "list-smaller" "more room for the article";
        TopicsWider "topics-wider" "wider topics";
        TopicsNarrower "topics-narrower" "narrower topics";
        ResetSplits "reset-splits" "the splits as they were at first";
        Help "help" "the keys of here";
        Accept "accept" "keep what is found; in a menu, take this one";
        Cancel "cancel" "close, and take back what was typed";
        ResultDown "result-down" "next result";
        ResultUp "result-up" "previous result";
        Close "close" "back; at the root, quit";
        Quit "quit" "quit";
        Interrupt "interrupt" "close the popup or the box; without one, quit";
        Suspend "suspend" "suspend; `fg` in the shell comes back";
        Redraw "redraw" "draw the screen again";
        Nothing "nothing" "nothing: takes a key's meaning away";
    }
    numbered OpenNumbered {
        1 "open-1" "open number 1 of the article's list";
        2 "open-2" "open number 2";
        3 "open-3" "open number 3";
        4 "open-4" "open number 4";
        5 "open-5" "open number 5";
        6 "open-6" "open number 6";
        7 "open-7" "open number 7";
        8 "open-8" "open number 8";
        9 "open-9" "open number 9";
    }
}

impl Action {
    /// Every action, in the table's order.
    pub fn all() -> impl Iterator<Item = Action> {
        Action::TABLE.iter().map(|row| row.0)
    }

    /// As a keymap writes it: `half-down`. A number outside the table has the name of `Nothing`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// One short line for the help screen.
    pub fn help(self) -> &'static str {
        self.row().2
    }

    /// The action of that name, exactly as written.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::TABLE.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// Whether it means something where no box or menu is open, so that the palette offers it.
    pub fn is_for_panes(self) -> bool {
        use Action::*;
        !matches!(
            self,
            Accept
                | Cancel
                | ResultDown
                | ResultUp
                | OlderSearch
                | NewerSearch
                | Complete
                | CompleteBack
                | KeepSearch
                | Nothing
                | OpenNumbered(_)
        )
    }

    fn row(self) -> (Action, &'static str, &'static str) {
        let nothing = (Action::Nothing, "nothing", "");
        Action::TABLE.iter().copied().find(|row| row.0 == self).unwrap_or(nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_gives_its_action_back_and_is_written_in_kebab_case() {
        let mut seen = HashSet::new();
        for action in Action::all() {
            let name = action.name();
            assert_eq!(Action::from_name(name), Some(action));
            assert!(seen.insert(name), "{name} twice");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
        }
    }

    #[test]
    fn every_help_line_is_one_short_plain_line() {
        for action in Action::all() {
            let help = action.help();
            assert!(!help.is_empty() && help.len() <= 64 && !help.ends_with('.'), "{help}");
        }
    }

    #[test]
    fn a_number_outside_the_table_does_not_panic() {
        assert_eq!(Action::OpenNumbered(9).name(), "open-9");
        assert_eq!(Action::OpenNumbered(0).name(), "nothing");
        assert_eq!(Action::from_name("open-10"), None);
    }
}
