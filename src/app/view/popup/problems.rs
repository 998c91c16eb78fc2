//! The problems, one a line, and the whole of the selected one below them.

use super::area::WHOLE;
use crate::app::app::App;
use crate::app::popup::{Problem, Problems};
use crate::app::span::{self, Line, Span};
use crate::app::status::{count, plural};
use crate::app::view::PopupView;
use crate::model::cells;
use crate::model::text::safe_line;
use crate::theme::Role;
use ratatui::layout::Rect;

impl App {
    pub(super) fn problems_view(&self, problems: &Problems, area: Rect, room: usize) -> PopupView {
        let height = self.popup_height();
        let mut lines: Vec<Line> = Vec::new();
        for at in problems.cursor.window(problems.len(), height) {
            let Some(problem) = problems.get(at) else { break };
            lines.push(one_line(&problem, room));
        }
        let selected = (!problems.is_empty()).then(|| problems.cursor.line());
        if problems.is_empty() {
            let says = "Every file could be read, and every value is as it should be.";
            lines.extend(span::wrap(says, room, Role::Body));
        }
        if !problems.is_empty() {
            lines.resize(height, Line::new());
        }
        if let Some(problem) = problems.selected() {
            let mut whole = span::wrap(&whole(&problem), room, Role::Quiet);
            whole.truncate(usize::from(WHOLE) - 1);
            lines.push(Line::new());
            lines.extend(whole);
        }
        let note = match (problems.len(), problems.untold()) {
            (0, _) => String::new(),
            (all, 0) => format!("{} of {}", count(problems.cursor.selected() + 1), count(all)),
            (all, more) => format!("{} listed, and {}: dateline check", count(all), plural(more, "more", "more")),
        };
        PopupView { area, title: "Problems".to_owned(), note, lines, selected, strip: false }
    }
}

fn place(problem: &Problem<'_>) -> String {
    let path = safe_line(&problem.path.to_string_lossy());
    if problem.note.line == 0 { path } else { format!("{path}:{}", problem.note.line) }
}

/// The end of a path tells more than its beginning.
fn one_line(problem: &Problem<'_>, room: usize) -> Line {
    let code = problem.note.code.as_str();
    let role = if code.starts_with('E') { Role::Error } else { Role::Warning };
    let place = place(problem);
    let most = room * 2 / 5;
    let shown = match cells::graphemes(&place).map(|cell| cell.width).sum::<usize>() {
        all if all <= most => place,
        all => {
            let mut over = all + 1 - most.min(all);
            let start = cells::graphemes(&place).find(|cell| {
                over = over.saturating_sub(cell.width);
                over == 0
            });
            format!("…{}", &place[start.map_or(0, |cell| cell.start + cell.len)..])
        }
    };
    let pad = " ".repeat(most.saturating_sub(cells::width(&shown)) + 2);
    let line = vec![
        Span::body(format!("{shown}{pad}")),
        Span::new(format!("{code:<14}  "), role),
        Span::quiet(problem.note.message.as_str()),
    ];
    span::cut(line, room)
}

fn whole(problem: &Problem<'_>) -> String {
    format!("{}: {}", place(problem), problem.note.message)
}
