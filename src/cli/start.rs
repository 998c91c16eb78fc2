//! From arguments, environment and configuration to a running reader, or to plain lines. It decides what runs; it prints nothing but the lines.

use super::check::{Found, How, check};
use super::{Args, Command, headlines, plain, recall};
use crate::app::{Clock, Symbols};
use crate::config::{self, Choice, Config, ConfigError, Paths, Raw, Source, StartOrder, State};
use crate::runtime::{self, Browser, Configured, Options};
use crate::search::Order;
use crate::store::{OpenError, Store, sample};
use crate::theme::{Background, ColorLevel};
use std::io::{self, BufWriter, IsTerminal};
use std::path::{Path, PathBuf};

/// Why the program could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    NoHome(#[from] config::NoHome),
    #[error("{0}")]
    Environment(String),
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
    /// What a check found, and whether it was a strict one.
    pub found: Option<(Found, bool)>,
}

impl Ended {
    /// A check found what it was to find.
    pub fn is_found(&self) -> bool {
        self.found.is_some_and(|(found, strict)| found.errors > 0 || strict && found.noted > 0)
    }
}

/// Starts the reader, or prints the headlines where there is no terminal to read on.
pub fn start(args: &Args) -> Result<Ended, Failure> {
    let env = |name: &str| std::env::var(name).ok();
    let paths = Paths::of_this_user()?;
    let above = Raw::from_env(env).map_err(Failure::Environment)?;
    let (config, mut warnings) = Config::load(&paths, above.clone());
    let named = std::env::var_os("DATELINE_STORE");
    let filter = runtime::log::start(&paths.state, env);
    let (state, forgotten) = State::read(&paths);
    if let Some(why) = forgotten {
        tracing::warn!("what was remembered is ignored: {why}");
    }
    let last = state.last_store();
    let choice = config::choose_store(
        args.store().map(PathBuf::as_path),
        named.as_deref(),
        config.store.as_deref(),
        last.as_deref(),
        args.sample,
    );
    let place = Place::find(choice)?;
    let clock = Clock { now: runtime::now(), zone: jiff::tz::TimeZone::system() };

    if let Some(Command::Check { strict, json, .. }) = args.command {
        let (store, _unpacked) = place.open(&paths)?;
        let how = if json { How::Json } else { How::Lines };
        let found = match check(&store, how, clock.now, &mut BufWriter::new(io::stdout().lock())) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            found => Some((found?, strict)),
        };
        return Ok(Ended { signal: None, warnings, found });
    }

    if args.plain {
        let browser = Browser::new(config.browser.as_deref(), &[], env);
        let (store, _unpacked) = place.open(&paths)?;
        let (order, (input, out)) = (order(config.order), (io::stdin().lock(), io::stdout().lock()));
        match plain::converse(&store, &place.name(), order, &clock, &browser, input, out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            ended => ended?,
        }
        return Ok(Ended { signal: None, warnings, found: None });
    }

    if !is_terminal(env("TERM").as_deref()) {
        let (store, _unpacked) = place.open(&paths)?;
        match headlines(&store, order(config.order), &clock, io::stdout().lock()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            written => written?,
        }
        return Ok(Ended { signal: None, warnings, found: None });
    }

    let order = order(config.order);
    let (mut configured, mistakes) = configured(&config, &paths);
    warnings.extend(mistakes);
    warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
    configured.warning = warning(&warnings).or_else(|| filter.err()).or_else(|| place.gone.clone());
    let (again, themes) = (paths.clone(), paths.config.join("themes"));
    let memory = recall::recalled(&state, &place.key());
    let (key, kept_in, opened_in, state) = (place.key(), paths.clone(), paths.clone(), paths.state.clone());
    let signal = runtime::run(Options {
        name: place.name(),
        sample: place.path.is_none(),
        open: Box::new(move || open_and_remember(&place, &opened_in)),
        configured,
        configure: Box::new(move || reconfigure(&again, above.clone())),
        watched: vec![paths.config.clone(), themes],
        order,
        state,
        memory,
        remember: Box::new(move |memory| {
            // Not being able to costs the place, nothing else.
            let _ = State::change(&kept_in, |state| recall::keep(state, &key, memory));
        }),
    })?;
    Ok(Ended { signal, warnings: Vec::new(), found: None })
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

/// What of the configuration can change while the reader runs.
fn configured(config: &Config, paths: &Paths) -> (Configured, Vec<ConfigError>) {
    let env = |name: &str| std::env::var(name).ok();
    let (keymap, mut mistakes) = paths.keymap();
    let (theme, more) = paths.theme(&config.theme, Background::from_env(env), ColorLevel::from_env(env));
    mistakes.extend(more);
    let symbols = match config.symbols {
        config::Symbols::Unicode => Symbols::unicode(),
        config::Symbols::Ascii => Symbols::ascii(),
    };
    let configured = Configured {
        keymap,
        theme,
        symbols,
        mouse: config.mouse,
        browser: config.browser.clone(),
        terminal_browsers: Vec::new(),
        editor: None,
        warning: None,
    };
    (configured, mistakes)
}

/// Reads the configuration again, while the reader runs.
fn reconfigure(paths: &Paths, above: Raw) -> Result<Configured, String> {
    let (config, mut mistakes) = Config::load(paths, above);
    let (mut configured, more) = configured(&config, paths);
    mistakes.extend(more);
    configured.warning = warning(&mistakes);
    Ok(configured)
}

/// The first of some mistakes, for the last line.
fn warning(mistakes: &[ConfigError]) -> Option<String> {
    let first = mistakes.first()?;
    let hint = first.hint.as_deref().map_or(String::new(), |hint| format!("; {hint}"));
    let more = if mistakes.len() > 1 { format!(" ({} more)", mistakes.len() - 1) } else { String::new() };
    Some(format!("{first}{hint}{more}"))
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
