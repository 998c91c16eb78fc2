//! What every action does. One arm, one call: what grows stands in a file of its own.

use super::app::App;
use super::event::Effect;
use super::fresh::Why;
use super::motion::Motion;
use super::popup::{Help, Links, Picker, Popup, Problems};
use super::splits::{Edge, Splits};
use super::status::Status;
use super::undo::Way;
use crate::input::Action;
use crate::search::Order;
use crate::store::marks::Mark;

impl App {
    pub(super) fn act(&mut self, action: Action) {
        (self.doing)(action.name());
        match action {
            Action::Down => self.go(Motion::Lines(1)),
            Action::Up => self.go(Motion::Lines(-1)),
            Action::Top => self.go_far(Motion::Top),
            Action::Bottom => self.go_far(Motion::Bottom),
            Action::HalfDown => self.go(Motion::Halves(1)),
            Action::HalfUp => self.go(Motion::Halves(-1)),
            Action::PageDown => self.go(Motion::Halves(2)),
            Action::PageUp => self.go(Motion::Halves(-2)),
            Action::PaneLeft => self.pane_left(),
            Action::PaneRight => self.pane_right(),
            Action::NextPane => self.cycle(1),
            Action::PreviousPane => self.cycle(-1),
            Action::Enter => self.enter(),
            Action::Back => self.back(),
            Action::Close => self.close(),
            Action::Interrupt => self.interrupt(),
            Action::Quit => self.quit(),
            Action::ReadOn => self.read(true),
            Action::ReadBack => self.read(false),
            Action::NextArticle => self.go_in_list(1),
            Action::PreviousArticle => self.go_in_list(-1),
            Action::Search => self.open_box(),
            Action::NextMatch => self.hunt(true),
            Action::PreviousMatch => self.hunt(false),
            Action::OlderSearch => self.recall(true),
            Action::NewerSearch => self.recall(false),
            Action::Complete => self.complete(true),
            Action::CompleteBack => self.complete(false),
            Action::KeepSearch => self.keep_search(),
            Action::RemoveSearch => self.remove_search(),
            Action::EditSearch => self.edit_search(),
            Action::FilterTopic | Action::FilterOutlet | Action::FilterDay | Action::FilterType => self.filter(action),
            Action::MarkRead => self.mark(Mark::Read),
            Action::Star => self.mark(Mark::Star),
            Action::Later => self.mark(Mark::Later),
            Action::MarkAllRead => self.mark_all_read(),
            Action::NextUnread => self.go_unread(true),
            Action::PreviousUnread => self.go_unread(false),
            Action::ToggleRead => self.toggle_read_ones(),
            Action::Unfold => self.unfold(),
            Action::ToggleStories => self.toggle_stories(),
            Action::NotSameStory => self.not_same_story(),
            Action::MuteOutlet | Action::MuteTopic | Action::MuteWord => self.mute(action),
            Action::Muted => self.show_muted(),
            Action::Select => self.select_rows(false),
            Action::SelectAll => self.select_rows(true),
            Action::Undo => self.undo(Way::Undo),
            Action::Redo => self.undo(Way::Redo),
            Action::Accept => self.accept(),
            Action::Cancel => self.cancel(),
            Action::ResultDown => self.in_results(1),
            Action::ResultUp => self.in_results(-1),
            Action::OrderNewest => self.set_order(Order::Newest),
            Action::OrderOldest => self.set_order(Order::Oldest),
            Action::OrderHeat => self.set_order(Order::Heat),
            Action::OrderQuality => self.set_order(Order::Quality),
            Action::OrderTitle => self.set_order(Order::Title),
            Action::OrderOutlet => self.set_order(Order::Outlet),
            Action::OrderSeen => self.set_order(Order::Seen),
            Action::OrderBest => self.set_order(Order::Best),
            Action::OpenOriginal => {
                if self.popup.is_some() || !self.open_selected() {
                    self.open_original();
                }
            }
            Action::OpenAndGoOn => self.open_and_go_on(),
            Action::OpenWeb | Action::OpenAmp | Action::OpenCachedAmp | Action::OpenPlayer | Action::OpenDownload => {
                self.open_link_of(action);
            }
            Action::OpenNumbered(number) => self.open_numbered(number),
            Action::Links => self.show_links(),
            Action::CopyAddress => self.copy_address(),
            Action::CopyTitle => self.copy_title(),
            Action::Edit => self.edit(),
            Action::FrontPage => self.go_to_front(),
            Action::GoTo => self.popup = Some(Popup::Picker(Picker::places(&self.index, &self.saved.counted()))),
            Action::PlaceBack => self.travel(true),
            Action::PlaceForward => self.travel(false),
            Action::Palette => {
                self.popup = Some(Popup::Picker(Picker::palette(&self.keymap, self.pane_context())));
            }
            Action::Why if matches!(self.popup, Some(Popup::Why(_))) => self.popup = None,
            Action::Why => self.why(),
            Action::Problems if matches!(self.popup, Some(Popup::Problems(_))) => self.popup = None,
            Action::Problems => self.popup = Some(Popup::Problems(Problems::new(&self.index, &self.clock))),
            Action::Refresh => {
                self.front.next |= self.articles.is_front();
                self.refresh(Why::Asked);
            }
            Action::ToggleTopics => self.toggle_topics(),
            Action::Zoom => self.zoom(),
            Action::SideBySide => self.side_by_side(),
            Action::ListLarger => self.nudge(Edge::List, 1),
            Action::ListSmaller => self.nudge(Edge::List, -1),
            Action::TopicsWider => self.nudge(Edge::Topics, 1),
            Action::TopicsNarrower => self.nudge(Edge::Topics, -1),
            Action::ResetSplits => {
                let side_by_side = self.panes.splits.side_by_side;
                self.panes.splits = Splits { side_by_side, ..Splits::default() };
            }
            Action::Help if matches!(self.popup, Some(Popup::Help(_))) => self.popup = None,
            Action::Help => self.popup = Some(Popup::Help(Help::new(&self.keymap, self.pane_context()))),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Nothing => {}
        }
    }

    fn set_order(&mut self, order: Order) {
        if self.articles.is_front() {
            let why = self.key_name(Action::Why);
            let says =
                format!("The front page has an order of its own; {why} tells why a headline stands where it does.");
            return self.status = Some(Status::plain(says));
        }
        self.articles.set_order(order);
        self.ask();
    }

    fn show_links(&mut self) {
        if self.articles.selected().is_none() {
            self.status = Some(Status::plain("No article is selected."));
            return;
        }
        // Where the article is not in sight, its links are not known.
        if self.layout().article.is_none() {
            self.panes.focus = super::panes::Focus::Article;
        }
        self.popup = Some(Popup::Links(Links::default()));
    }
}
