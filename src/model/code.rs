//! What can be wrong with a file or a value, by a short fixed code. It does not say where: a [`Note`] does.

use std::fmt;

/// A code of the store format. `E-` codes cost the file its place in the list, `N-` codes only a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    NoFrontMatter,
    Empty,
    Unterminated,
    Yaml,
    NotMap,
    Toml,
    Json,
    Encoding,
    Limit,
    Io,
    NotFile,
    Outside,
    LinkDir,
    NoTitle,
    Type,
    Date,
    Future,
    DupKey,
    Range,
    Utf8,
    Control,
    Bidi,
    Url,
    LimitNote,
    Truncated,
}

impl Code {
    /// The code as it is written in lists and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::NoFrontMatter => "E-NOFM",
            Code::Empty => "E-EMPTY",
            Code::Unterminated => "E-UNTERMINATED",
            Code::Yaml => "E-YAML",
            Code::NotMap => "E-NOTMAP",
            Code::Toml => "E-FM-TOML",
            Code::Json => "E-FM-JSON",
            Code::Encoding => "E-ENCODING",
            Code::Limit => "E-LIMIT",
            Code::Io => "E-IO",
            Code::NotFile => "E-NOTFILE",
            Code::Outside => "E-OUTSIDE",
            Code::LinkDir => "E-LINKDIR",
            Code::NoTitle => "N-NOTITLE",
            Code::Type => "N-TYPE",
            Code::Date => "N-DATE",
            Code::Future => "N-FUTURE",
            Code::DupKey => "N-DUPKEY",
            Code::Range => "N-RANGE",
            Code::Utf8 => "N-UTF8",
            Code::Control => "N-CTRL",
            Code::Bidi => "N-BIDI",
            Code::Url => "N-URL",
            Code::LimitNote => "N-LIMIT",
            Code::Truncated => "N-TRUNC",
        }
    }

    /// All codes, each at its number. What stands here keeps its place: segment files name codes by it.
    const ALL: [Code; 25] = [
        Code::NoFrontMatter,
        Code::Empty,
        Code::Unterminated,
        Code::Yaml,
        Code::NotMap,
        Code::Toml,
        Code::Json,
        Code::Encoding,
        Code::Limit,
        Code::Io,
        Code::NotFile,
        Code::Outside,
        Code::LinkDir,
        Code::NoTitle,
        Code::Type,
        Code::Date,
        Code::Future,
        Code::DupKey,
        Code::Range,
        Code::Utf8,
        Code::Control,
        Code::Bidi,
        Code::Url,
        Code::LimitNote,
        Code::Truncated,
    ];

    /// A number for it, below 25.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The code of a number.
    pub fn from_number(number: u8) -> Option<Code> {
        Code::ALL.get(usize::from(number)).copied()
    }

    /// It costs a value, and not the file its place.
    pub fn is_note(self) -> bool {
        self.as_str().starts_with("N-")
    }

    /// The file is no article, and that is no error: a README, an empty file.
    pub fn is_no_article(self) -> bool {
        matches!(self, Code::NoFrontMatter | Code::Empty)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub code: Code,
    /// 1-based; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong, cleaned, without the path.
    pub message: String,
}

impl Note {
    pub fn new(code: Code, line: u32, message: impl Into<String>) -> Note {
        Note { code, line, message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_number_and_comes_back_from_it() {
        for (code, number) in Code::ALL.into_iter().zip(0..) {
            assert_eq!((code.number(), Code::from_number(number)), (number, Some(code)));
        }
        assert_eq!(Code::from_number(25), None);
        // The last of them: one more would have to stand in the list too.
        assert_eq!(usize::from(Code::Truncated.number()) + 1, Code::ALL.len());
    }
}
