//! The terminal while it is ours, and its way back. It is restored on every way out: return, error, signal, panic. It asks the terminal nothing.

use crate::app::View;
use crate::theme::Theme;
use crate::ui;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, cursor, execute, queue};
use ratatui::backend::CrosstermBackend;
use std::fmt;
use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

/// The screen is ours: whoever takes this back restores it, once.
static OURS: AtomicBool = AtomicBool::new(false);

/// The terminal, held from [`Terminal::enter`] until it is dropped.
#[derive(Debug)]
pub struct Terminal {
    /// Never dropped: it would show the cursor itself, and panics where the terminal is gone and can't be told so.
    inner: ManuallyDrop<ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal: raw mode, the alternate screen, the mouse if wanted.
    pub fn enter(mouse: bool) -> io::Result<Terminal> {
        take(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout()));
        Ok(Terminal { inner: ManuallyDrop::new(ratatui::Terminal::new(backend)?), mouse })
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.inner.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a frame: only the cells that changed are written, in one piece.
    pub fn draw(&mut self, view: &View, theme: &Theme) -> io::Result<()> {
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| {
            ui::draw(view, theme, frame.buffer_mut());
            if let Some((x, y)) = view.cursor {
                frame.set_cursor_position((x, y));
            }
        })?;
        execute!(self.inner.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    pub fn invalidate(&mut self) -> io::Result<()> {
        let size = self.inner.size()?;
        self.inner.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        if self.mouse != mouse {
            self.mouse = mouse;
            execute!(self.inner.backend_mut(), Mouse(mouse))?;
        }
        Ok(())
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        restore();
    }

    /// Takes it again.
    pub fn enter_again(&mut self) -> io::Result<()> {
        take(self.mouse)?;
        self.invalidate()
    }

    /// Asks the terminal to put text on its clipboard (OSC 52). Whether it did can't be known.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.inner.backend_mut(), crossterm::clipboard::CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    OURS.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    // A terminal that has no other screen (GNU screen, as it comes) leaves there what was there.
    execute!(stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
    if mouse {
        execute!(stdout(), Mouse(true))?;
    }
    Ok(())
}

/// Gives the terminal back as it was. Safe to call at any time, from any thread, more than once.
pub fn restore() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    // On the way out there is nobody left to tell of an error.
    let mut out = stdout();
    let _ =
        execute!(out, EndSynchronizedUpdate, Mouse(false), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Reports of clicks, the wheel, and movement while a button is held, in SGR form. Crossterm's own command also asks for every
/// other movement, which would wake us for nothing.
#[derive(Debug)]
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[?1002h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1002l" })
    }
}
