//! From arguments, environment and configuration to a running reader, or to plain lines. It decides what runs; it prints nothing but the lines.

use super::settings::Settings;
use super::{Args, defaults, headlines, recall};
use crate::app::{Clock, Symbols};
use crate::config::{self, Choice, ConfigError, Paths, Raw, Source, StartOrder, State};
use crate::runtime::{self, Options};
use crate::search::Order;
use crate::store::{OpenError, Store, sample};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Why the program could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    NoHome(#[from] config::NoHome),
    #[error("{0}")]
    Environment(String),
    /// Everything that is wrong in the user's files; never nothing.
    #[error("{}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Configuration(Vec<ConfigError>),
    #[error(transparent)]
    Store(#[from] OpenError),
    #[error("the sample could not be unpacked into the cache folder: {0}")]
    Sample(io::Error),
    #[error(transparent)]
    Output(#[from] io::Error),
    #[error("{0:#}")]
    Reader(#[from] anyhow::Error),
}

/// How the program ended.
#[derive(Debug)]
pub struct Ended {
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
    /// What was wrong with the configuration, where there was no screen to say it on.
    pub warnings: Vec<ConfigError>,
}

/// Starts the reader, or prints the headlines where there is no terminal to read on.
pub fn start(args: &Args) -> Result<Ended, Failure> {
    let env = |name: &str| std::env::var(name).ok();
    let paths = paths(args)?;
    let above = Raw::from_env(env).map_err(Failure::Environment)?;
    if let Some(what) = args.print_config {
        // A pipe that is closed has what it wanted.
        let _ = io::stdout().lock().write_all(defaults::text(what, &paths, above).as_bytes());
        return Ok(Ended { signal: None, warnings: Vec::new() });
    }
    let screen = is_terminal(env("TERM").as_deref());
    let Settings { config, keymap, theme, warnings } = Settings::load(&paths, above, screen)?;
    let named = std::env::var_os("DATELINE_STORE");
    let (state, _forgotten) = State::read(&paths);
    let last = state.last_store();
    let choice = config::choose_store(
        args.store.as_deref(),
        named.as_deref(),
        config.store.as_deref(),
        last.as_deref(),
        args.sample,
    );
    let place = Place::find(choice)?;
    let clock = Clock { now: runtime::now(), zone: jiff::tz::TimeZone::system() };

    if !screen {
        let (store, _unpacked) = place.open(&paths)?;
        match headlines(&store, order(config.order), &clock, io::stdout().lock()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            written => written?,
        }
        return Ok(Ended { signal: None, warnings });
    }

    let warning = warnings.first().map(|first| warning(first, warnings.len())).or_else(|| place.gone.clone());
    let memory = recall::recalled(&state, &place.key());
    let (key, kept_in) = (place.key(), paths.clone());
    let signal = runtime::run(Options {
        name: place.name(),
        sample: place.path.is_none(),
        open: Box::new(move || open_and_remember(&place, &paths)),
        keymap,
        theme,
        symbols: Symbols::chosen(config.ascii, &config.marks),
        order: order(config.order),
        mouse: config.mouse,
        browser: config.browser,
        warning,
        editor: config.editor,
        terminal_browsers: config.terminal_browsers,
        memory,
        remember: Box::new(move |memory| {
            // Not being able to costs the place, nothing else.
            let _ = State::change(&kept_in, |state| recall::keep(state, &key, memory));
        }),
    })?;
    Ok(Ended { signal, warnings: Vec::new() })
}

/// The user's folders; `--config`, then `DATELINE_CONFIG` (empty is not set), name another file of configuration.
fn paths(args: &Args) -> Result<Paths, Failure> {
    let paths = Paths::of_this_user()?;
    let named = std::env::var_os("DATELINE_CONFIG").filter(|value| !value.is_empty()).map(PathBuf::from);
    Ok(match args.config.clone().or(named) {
        Some(file) => paths.with_config_file(std::path::absolute(&file).unwrap_or(file)),
        None => paths,
    })
}

fn is_terminal(term: Option<&str>) -> bool {
    term != Some("dumb") && io::stdout().is_terminal() && io::stdin().is_terminal()
}

fn order(order: StartOrder) -> Order {
    match order {
        StartOrder::Newest => Order::Newest,
        StartOrder::Oldest => Order::Oldest,
        StartOrder::Heat => Order::Heat,
        StartOrder::Quality => Order::Quality,
        StartOrder::Title => Order::Title,
        StartOrder::Outlet => Order::Outlet,
    }
}

fn warning(first: &ConfigError, count: usize) -> String {
    let hint = first.hint.as_deref().map_or(String::new(), |hint| format!("; {hint}"));
    let more = if count > 1 { format!(" ({} more)", count - 1) } else { String::new() };
    format!("{first}{hint}{more}")
}

/// Where the store is.
#[derive(Debug)]
struct Place {
    /// `None` is the sample.
    path: Option<PathBuf>,
    /// The last store is there no longer: what to tell the reader.
    gone: Option<String>,
}

impl Place {
    /// A store that somebody named must be there; the last one may have gone.
    fn find(choice: Choice) -> Result<Place, OpenError> {
        let (path, from) = match choice {
            Choice::Sample | Choice::Unset => return Ok(Place { path: None, gone: None }),
            Choice::Store { path, from } => (path, from),
        };
        match (Store::open(&path), from) {
            (Ok(_), _) => Ok(Place { path: Some(path), gone: None }),
            (Err(error), Source::Last) => Ok(Place { path: None, gone: Some(error.to_string()) }),
            (Err(error), _) => Err(error),
        }
    }

    /// What its place is kept under: its absolute path, nothing for the sample.
    fn key(&self) -> String {
        let path = self.path.as_ref().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default()
    }

    fn name(&self) -> String {
        match &self.path {
            None => "Sample".to_owned(),
            Some(path) => Store::name_of(path),
        }
    }

    /// Opens the store. The sample is unpacked into the cache folder, or, where that can't be written, into a temporary one
    /// that goes when its handle does.
    fn open(&self, paths: &Paths) -> Result<(Store, Option<tempfile::TempDir>), Failure> {
        if let Some(path) = &self.path {
            return Ok((Store::open(path)?, None));
        }
        if let Ok(path) = sample::unpack(&paths.cache) {
            return Ok((Store::open(path)?, None));
        }
        let dir = tempfile::Builder::new().prefix("dateline-").tempdir().map_err(Failure::Sample)?;
        let path = sample::unpack(dir.path()).map_err(Failure::Sample)?;
        Ok((Store::open(path)?, Some(dir)))
    }
}

/// Opens the store on the loader's thread, and keeps in mind that it was the last one.
fn open_and_remember(place: &Place, paths: &Paths) -> Result<Store, String> {
    let (store, unpacked) = place.open(paths).map_err(|failure| failure.to_string())?;
    if let Some(dir) = unpacked {
        // The reader goes on reading from it; the system clears its temporary folder.
        let _ = dir.keep();
    }
    if let Some(path) = &place.path {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        // Not being able to keep it in mind costs nothing today.
        let _ = remember(&path, paths);
    }
    Ok(store)
}

fn remember(path: &Path, paths: &Paths) -> io::Result<()> {
    // A path that is not UTF-8 can't be written down.
    let Some(store) = path.to_str() else { return Ok(()) };
    State::change(paths, |state| state.store = Some(store.to_owned()))
}
