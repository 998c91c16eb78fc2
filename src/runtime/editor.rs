//! The editor's command line for a file at a line. It starts nothing.

use std::ffi::OsString;
use std::path::Path;

/// Where neither the configuration nor the environment names one.
const FALLBACK: &str = "vi";

/// A command, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(String);

impl Editor {
    /// The configuration's, else `$VISUAL`, else `$EDITOR`, else vi.
    pub fn new(configured: Option<&str>, env: impl Fn(&str) -> Option<String>) -> Editor {
        let set = |name| env(name).filter(|value: &String| !value.trim().is_empty());
        let command = configured.map(str::to_owned).or_else(|| set("VISUAL")).or_else(|| set("EDITOR"));
        Editor(command.unwrap_or_else(|| FALLBACK.to_owned()))
    }

    /// Program and arguments for `file` (absolute, so that it is never taken for an option) at `line`, 1 the first.
    pub fn words(&self, file: &Path, line: u32) -> Result<Vec<OsString>, String> {
        let command = &self.0;
        let mut words: Vec<OsString> = shell_words::split(command)
            .map_err(|error| format!("the editor command {command:?}: {error}"))?
            .into_iter()
            .map(OsString::from)
            .collect();
        let program = words.first().ok_or("the editor command is empty")?;
        let name = Path::new(program).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let with_line = |before: &str| {
            let mut place = OsString::from(before);
            place.push(file);
            place.push(format!(":{line}"));
            place
        };
        match name.as_str() {
            "hx" | "helix" | "zed" | "subl" | "kate" => words.push(with_line("")),
            "code" | "codium" | "code-insiders" | "cursor" => {
                words.extend([OsString::from("--wait"), "--goto".into(), with_line("")]);
            }
            "vi" | "vim" | "nvim" | "gvim" | "nano" | "emacs" | "emacsclient" | "kak" | "micro" | "joe" | "jed"
            | "mg" | "ne" | "ed" | "less" => {
                words.extend([OsString::from(format!("+{line}")), file.into()]);
            }
            // How another wants the line is not known.
            _ => words.push(file.into()),
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(command: &str) -> String {
        let words = Editor::new(Some(command), |_| None).words(Path::new("/s/a b.md"), 7).unwrap();
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn every_editor_gets_the_line_in_its_own_way() {
        assert_eq!(line("nvim -R"), "nvim|-R|+7|/s/a b.md");
        assert_eq!(line("/usr/bin/hx"), "/usr/bin/hx|/s/a b.md:7");
        assert_eq!(line("code"), "code|--wait|--goto|/s/a b.md:7");
        assert_eq!(line("acme"), "acme|/s/a b.md");
    }

    #[test]
    fn the_configuration_goes_before_visual_before_editor_before_vi() {
        let env = |set: &'static [&str]| move |name: &str| set.contains(&name).then(|| format!("${name}"));
        assert_eq!(Editor::new(Some("x"), env(&["VISUAL"])), Editor("x".into()));
        assert_eq!(Editor::new(None, env(&["VISUAL", "EDITOR"])), Editor("$VISUAL".into()));
        assert_eq!(Editor::new(None, env(&["EDITOR"])), Editor("$EDITOR".into()));
        assert_eq!(Editor::new(None, env(&[])), Editor("vi".into()));
    }
}
