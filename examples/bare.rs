//! The least that a program of ratatui does: one full screen of text, a line of it marked, and `j` and `k` move the mark.
//! It reads no file, no configuration and no clock, so it is the floor of what a start and a key can cost; `measure`
//! compares with it. `q` quits.

use std::io::{self, BufWriter, Stdout, stdout};

use crossterm::event::{Event, KeyCode, read};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::style::{Modifier, Style};

const TEXT: &str =
    "all the news that is fit for a screen of letters and nothing else at all, from the left to the right ";

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

fn main() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen)?;
    // One write a frame; standard output alone would make one of every few lines.
    let mut terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout())))?;
    let shown = show(&mut terminal);
    execute!(stdout(), LeaveAlternateScreen, crossterm::cursor::Show)?;
    disable_raw_mode()?;
    shown
}

fn show(terminal: &mut Screen) -> io::Result<()> {
    let mut marked = 0;
    loop {
        draw(terminal, marked)?;
        let Event::Key(key) = read()? else { continue };
        marked = match key.code {
            KeyCode::Char('j') => marked.saturating_add(1).min(terminal.size()?.height.saturating_sub(1)),
            KeyCode::Char('k') => marked.saturating_sub(1),
            KeyCode::Char('q') => return Ok(()),
            _ => marked,
        };
    }
}

fn draw(terminal: &mut Screen, marked: u16) -> io::Result<()> {
    terminal.draw(|frame| {
        let area = frame.area();
        let width = usize::from(area.width);
        // Each line begins further on in the text, so that no two are alike.
        let line = |y: u16| TEXT.chars().cycle().skip(usize::from(y) * 7).take(width).collect::<String>();
        for y in 0..area.height {
            let style = if y == marked { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            frame.buffer_mut().set_string(0, y, line(y), style);
        }
    })?;
    Ok(())
}
