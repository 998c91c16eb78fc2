//! Where Dateline's own folders are: the XDG Base Directory Specification 0.8, on Linux and macOS alike. It makes none
//! of them, and knows nothing of where a store is.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The three folders, each Dateline's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// What the user writes: `config.toml`, `keymap.toml`, `searches.toml`, `rules.toml`, `themes/`.
    pub config: PathBuf,
    /// What can be made again: the sample, unpacked.
    pub cache: PathBuf,
    /// What Dateline remembers, its log, and what is left of a crash.
    pub state: PathBuf,
    /// What `~` is.
    pub home: PathBuf,
    /// The file that somebody named as `config.toml`: it must be there.
    pub named: Option<PathBuf>,
}

/// No folder is known to be the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("HOME is not set to an absolute path, so there is nowhere for configuration, cache and state")]
pub struct NoHome;

impl Paths {
    /// From `XDG_CONFIG_HOME`, `XDG_CACHE_HOME`, `XDG_STATE_HOME` and `HOME` as `get` gives them. Empty and relative
    /// values count as not set, as the specification says. Without `HOME` the three must be set.
    pub fn from_env(get: impl Fn(&str) -> Option<OsString>) -> Result<Paths, NoHome> {
        let absolute = |name: &str| get(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = absolute("HOME");
        let folder = |name: &str, otherwise: &str| -> Result<PathBuf, NoHome> {
            let base = absolute(name).or_else(|| Some(home.as_ref()?.join(otherwise)));
            Ok(base.ok_or(NoHome)?.join("dateline"))
        };
        Ok(Paths {
            config: folder("XDG_CONFIG_HOME", ".config")?,
            cache: folder("XDG_CACHE_HOME", ".cache")?,
            state: folder("XDG_STATE_HOME", ".local/state")?,
            home: home.unwrap_or_default(),
            named: None,
        })
    }

    /// Of who runs this process; where `HOME` is not set, what the system knows of the user.
    pub fn of_this_user() -> Result<Paths, NoHome> {
        Paths::from_env(|name| match std::env::var_os(name).filter(|value| !value.is_empty()) {
            None if name == "HOME" => std::env::home_dir().map(PathBuf::into_os_string),
            value => value,
        })
    }

    /// With that file (absolute) as `config.toml`; `keymap.toml` and `themes/` are beside it.
    pub fn with_config_file(self, file: PathBuf) -> Paths {
        let config = file.parent().map_or_else(|| file.clone(), Path::to_owned);
        Paths { config, named: Some(file), ..self }
    }

    pub fn config_file(&self) -> PathBuf {
        self.named.clone().unwrap_or_else(|| self.config.join("config.toml"))
    }

    /// The folder of the user's themes.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    pub fn keymap_file(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }

    /// `~` and `~/x` with the home folder in its place; nothing where that is not known, or for another user's (`~x`).
    pub(super) fn expand(&self, path: &str) -> Option<PathBuf> {
        let rest = match path.strip_prefix('~') {
            None => return Some(PathBuf::from(path)),
            Some("") => Path::new(""),
            Some(rest) => Path::new(rest.strip_prefix('/')?.trim_start_matches('/')),
        };
        // Joining an empty path would leave a slash behind.
        let home = Some(&self.home).filter(|home| home.is_absolute())?;
        Some(if rest.as_os_str().is_empty() { home.clone() } else { home.join(rest) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(vars: &[(&str, &str)]) -> Result<Paths, NoHome> {
        Paths::from_env(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn without_xdg_variables_the_folders_are_in_the_home() {
        let paths = paths(&[("HOME", "/h")]).unwrap();
        assert_eq!(paths.config, Path::new("/h/.config/dateline"));
        assert_eq!(paths.cache, Path::new("/h/.cache/dateline"));
        assert_eq!(paths.state, Path::new("/h/.local/state/dateline"));
        assert_eq!(paths.config_file(), Path::new("/h/.config/dateline/config.toml"));
    }

    #[test]
    fn xdg_variables_move_them_unless_relative_or_empty() {
        let paths =
            paths(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/c"), ("XDG_CACHE_HOME", "c"), ("XDG_STATE_HOME", "")]);
        let paths = paths.unwrap();
        assert_eq!(paths.config, Path::new("/c/dateline"));
        assert_eq!(paths.cache, Path::new("/h/.cache/dateline"));
        assert_eq!(paths.state, Path::new("/h/.local/state/dateline"));
    }

    #[test]
    fn without_a_home_all_three_must_be_said() {
        assert_eq!(paths(&[]), Err(NoHome));
        assert_eq!(paths(&[("HOME", "relative")]), Err(NoHome));
        let all = [("XDG_CONFIG_HOME", "/c"), ("XDG_CACHE_HOME", "/k"), ("XDG_STATE_HOME", "/s")];
        assert_eq!(paths(&all).unwrap().state, Path::new("/s/dateline"));
        assert_eq!(paths(&all).unwrap().expand("~/x"), None);
    }

    #[test]
    fn a_named_file_brings_its_folder() {
        let paths = paths(&[("HOME", "/h")]).unwrap().with_config_file("/d/other.toml".into());
        assert_eq!(paths.config_file(), Path::new("/d/other.toml"));
        assert_eq!(paths.keymap_file(), Path::new("/d/keymap.toml"));
        assert_eq!(paths.state, Path::new("/h/.local/state/dateline"));
    }

    #[test]
    fn a_tilde_is_the_home_and_of_nobody_else() {
        let paths = paths(&[("HOME", "/h")]).unwrap();
        assert_eq!(paths.expand("~"), Some("/h".into()));
        assert_eq!(paths.expand("~/news"), Some("/h/news".into()));
        assert_eq!(paths.expand("~//etc"), Some("/h/etc".into()));
        assert_eq!(paths.expand("/a/~"), Some("/a/~".into()));
        assert_eq!(paths.expand("~root/x"), None);
    }
}
