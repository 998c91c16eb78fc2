//! The pieces of the lines that `scan` takes: keys, and scalars of one line. It knows nothing of indents and structure, and
//! reads each byte once. What it is not sure of is `None`; where it then stands does not matter.

use std::borrow::Cow;

use memchr::{memchr2, memchr3};

use super::tree::Content;

/// A longer key is not taken for one: a parser has a limit on them.
const MAX_KEY: usize = 64;
/// Most plain scalars end before; the others are worth a call.
const SHORT: usize = 16;

/// A place in front matter that holds no control character but LF, and CR before LF.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.source.len()
    }

    /// Skips blanks and says how many.
    pub(super) fn skip_blanks(&mut self) -> usize {
        let from = self.at;
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        self.at - from
    }

    pub(super) fn is_line_end(&self) -> bool {
        matches!(self.peek(), None | Some(b'\n' | b'\r'))
    }

    /// Skips the end of a line, which must be next but for blanks.
    pub(super) fn skip_line_end(&mut self) -> Option<()> {
        self.skip_blanks();
        match self.peek() {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(b'\r') => self.at += 2,
            Some(_) => return None,
        }
        Some(())
    }

    /// Skips a dash that has a blank after it.
    pub(super) fn skip_dash(&mut self) -> bool {
        let is_dash = self.source.as_bytes()[self.at..].starts_with(b"- ");
        self.at += usize::from(is_dash);
        is_dash
    }

    /// Takes a key and its colon, which a blank or the end of the line must follow. Where there is none, it stands still.
    pub(super) fn key(&mut self) -> Option<&'a str> {
        let bytes = self.source.as_bytes();
        let from = self.at;
        let mut end = from;
        while bytes.get(end).is_some_and(|byte| IS_KEY[usize::from(*byte)]) {
            end += 1;
        }
        let is_key = bytes.get(end) == Some(&b':')
            && matches!(bytes.get(end + 1), None | Some(b' ' | b'\n' | b'\r'))
            && (1..=MAX_KEY).contains(&(end - from))
            && bytes[from] != b'-';
        if !is_key {
            return None;
        }
        self.at = end + 1;
        Some(&self.source[from..end])
    }

    /// Takes a scalar; what follows it on its line is not looked at.
    pub(super) fn scalar(&mut self) -> Option<Content<'a>> {
        match self.peek()? {
            b'"' => Some(Content::Scalar { text: self.double_quoted()?, plain: false }),
            b'\'' => Some(Content::Scalar { text: self.single_quoted()?, plain: false }),
            _ => Some(Content::Scalar { text: Cow::Borrowed(self.plain()?), plain: true }),
        }
    }

    fn plain(&mut self) -> Option<&'a str> {
        let bytes = self.source.as_bytes();
        let from = self.at;
        let begins = match bytes[from] {
            b'-' => bytes.get(from + 1).is_some_and(u8::is_ascii_alphanumeric),
            b'/' | b'.' | b'~' | b'(' | b'_' | b'$' | b'+' => true,
            byte => byte.is_ascii_alphanumeric() || byte >= 0x80,
        };
        if !begins {
            return None;
        }
        let mut at = from;
        loop {
            at = plain_stop(bytes, at + 1);
            match bytes.get(at) {
                Some(b':') if matches!(bytes.get(at + 1), None | Some(b' ' | b'\n' | b'\r')) => return None,
                Some(b'#') if bytes[at - 1] == b' ' => return None,
                Some(b':' | b'#') => {}
                _ => break,
            }
        }
        let end = if at < bytes.len() && bytes[at - 1] == b'\r' { at - 1 } else { at };
        self.at = end;
        let blanks = bytes[from..end].iter().rev().take_while(|byte| **byte == b' ').count();
        Some(&self.source[from..end - blanks])
    }

    fn single_quoted(&mut self) -> Option<Cow<'a, str>> {
        let bytes = self.source.as_bytes();
        let from = self.at + 1;
        let mut at = from;
        let mut is_doubled = false;
        loop {
            at += memchr2(b'\'', b'\n', &bytes[at..])?;
            match (bytes[at], bytes.get(at + 1)) {
                (b'\n', _) => return None,
                (_, Some(b'\'')) => is_doubled = true,
                _ => break,
            }
            at += 2;
        }
        self.at = at + 1;
        let text = &self.source[from..at];
        Some(if is_doubled { Cow::Owned(text.replace("''", "'")) } else { Cow::Borrowed(text) })
    }

    fn double_quoted(&mut self) -> Option<Cow<'a, str>> {
        let bytes = self.source.as_bytes();
        let mut from = self.at + 1;
        let mut out = String::new();
        loop {
            let at = from + memchr3(b'"', b'\\', b'\n', &bytes[from..])?;
            let piece = &self.source[from..at];
            match bytes[at] {
                b'"' => {
                    self.at = at + 1;
                    return Some(if out.is_empty() { Cow::Borrowed(piece) } else { Cow::Owned(out + piece) });
                }
                b'\\' => out.push_str(piece),
                _ => return None,
            }
            let (c, len) = escape(&bytes[at + 1..])?;
            out.push(c);
            from = at + 1 + len;
        }
    }
}

/// Where a plain scalar may end, from `from` on.
fn plain_stop(bytes: &[u8], from: usize) -> usize {
    let near = &bytes[from..bytes.len().min(from + SHORT)];
    let stop = near.iter().position(|byte| matches!(byte, b'\n' | b':' | b'#'));
    let far = || memchr3(b'\n', b':', b'#', &bytes[from + near.len()..]).map(|at| near.len() + at);
    stop.or_else(far).map_or(bytes.len(), |at| from + at)
}

/// The character that `rest` of an escape stands for, and its length. The rare ones are left out.
fn escape(rest: &[u8]) -> Option<(char, usize)> {
    let digits = match rest.first()? {
        b'"' => return Some(('"', 1)),
        b'\\' => return Some(('\\', 1)),
        b'/' => return Some(('/', 1)),
        b'n' => return Some(('\n', 1)),
        b'r' => return Some(('\r', 1)),
        b't' => return Some(('\t', 1)),
        b'x' => rest.get(1..3)?,
        b'u' => rest.get(1..5)?,
        _ => return None,
    };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let code = digits.iter().try_fold(0, |code, byte| Some(code * 16 + digit(byte)?))?;
    Some((char::from_u32(code)?, 1 + digits.len()))
}

/// The bytes of a key.
const IS_KEY: [bool; 256] = {
    let mut is_key = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        is_key[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        byte += 1;
    }
    is_key
};
