//! From arguments, environment and configuration to a running reader, or to what else was asked for. It decides what runs; how it is
//! told stands elsewhere.

use super::check::{Found, How, check};
use super::marked::Marked;
use super::place::{Place, open_and_remember};
use super::settings::{Settings, in_one_line};
use super::shell::{self, Outcome, Terminal};
use super::told::Told;
use super::whole::whole;
use super::{Args, Command, defaults, headlines, marks, plain, recall};
use crate::app::Clock;
use crate::config::{self, ConfigError, Paths, Raw, StartOrder, State};
use crate::index::Cache;
use crate::runtime::{self, Browser, Keep, Options};
use crate::search::Order;
use crate::store::OpenError;
use crate::story::Apart;
use crate::theme::ColorLevel;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Why the program could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    NoHome(#[from] config::NoHome),
    #[error("{0}")]
    Usage(&'static str),
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
#[derive(Debug, Default)]
pub struct Ended {
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
    /// What was wrong with the configuration, where there was no screen to say it on.
    pub warnings: Vec<ConfigError>,
    /// The last store is there no longer, where there was no screen to say it on.
    pub gone: Option<String>,
    /// What is wrong with the journals of marks, where there was no screen to say it on.
    pub unheard: Vec<String>,
    /// What a check found, and whether it was a strict one.
    pub found: Option<(Found, bool)>,
    /// What became of a command of the shell.
    pub outcome: Outcome,
}

impl Ended {
    /// A check found what it was to find.
    pub fn is_found(&self) -> bool {
        self.found.is_some_and(|(found, strict)| found.errors > 0 || strict && found.noted > 0)
    }
}

/// Starts the reader, or does what else was asked for: a check, a conversation in plain lines, the headlines where there is no
/// terminal to read on.
pub fn start(args: &Args) -> Result<Ended, Failure> {
    let env = |name: &str| std::env::var(name).ok();
    args.mistake().map_or(Ok(()), |why| Err(Failure::Usage(why)))?;
    if shell::about(args.command.as_ref(), &mut io::stdout().lock()).or_else(unless_closed)? {
        return Ok(Ended::default());
    }
    let paths = paths(args)?;
    let above = Raw::from_env(env).map_err(Failure::Environment)?;
    if let Some(what) = args.print_config {
        // A pipe that is closed has what it wanted.
        let _ = io::stdout().lock().write_all(defaults::text(what, &paths, above).as_bytes());
        return Ok(Ended::default());
    }
    let screen = args.command.is_none() && !args.plain && is_terminal(env("TERM").as_deref());
    let settings = Settings::load(&paths, above.clone(), screen)?;
    let filter = runtime::log::start(&paths.state, env);
    let (state, forgotten) = State::read(&paths);
    if let Some(why) = forgotten {
        tracing::warn!("what was remembered is ignored: {why}");
    }
    let named = std::env::var_os("DATELINE_STORE");
    let last = state.last_store();
    let choice = config::choose_store(
        args.store().map(PathBuf::as_path),
        named.as_deref(),
        settings.config.store.as_deref(),
        last.as_deref(),
        args.sample,
    );
    let place = Place::find(choice)?;
    let cache = if args.no_cache { Cache::none() } else { Cache::at(paths.cache.join("index")) };
    let order = order(settings.config.order);
    if !screen {
        let now = runtime::now();
        let since = recall::since_visit(&state, &place.key(), now);
        // To ask is no visit: of a store where nobody was, nothing is new, whatever time it is.
        let kept_marks = crate::index::Place { since, ..marks::place(&place, &settings.config, &paths, &cache, now) };
        let marked = Marked::new(kept_marks, paths.state.clone());
        let ended = without_screen(args, &settings, &place, (&paths, &cache, &marked), order)?;
        let gone = place.gone.or(filter.err());
        return Ok(Ended { warnings: settings.warnings, gone, unheard: marked.into_said(), ..ended });
    }
    settings.warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
    let watch = settings.config.watch;
    let (key, now) = (place.key(), runtime::now());
    let since = recall::since(&state, &key, now);
    let here = marks::place(&place, &settings.config, &paths, &cache, now);
    let kept_marks = crate::index::Place { since: Some(since), ..here };
    let journal = marks::desk(&kept_marks.store, &settings.config, &paths, now, &runtime::zone());
    let memory = recall::begins(recall::recalled(&state, &key), settings.config.start, (&state, &key, now));
    let mut configured = settings.configured();
    configured.warning = place.gone.clone().or(configured.warning).or_else(|| filter.err());
    let [opened_in, kept_in, again] = [paths.clone(), paths.clone(), paths.clone()];
    let (searches, rules) = (paths.searches_file(), paths.rules_file());
    let signal = runtime::run(Options {
        name: place.name(),
        sample: place.path.is_none(),
        open: Box::new(move || open_and_remember(place, opened_in)),
        cache,
        watch,
        configured,
        configure: Box::new(move || Settings::again(&again, above.clone())),
        keep: Keep {
            searches: Box::new(move |edit| config::searches::change(&searches, edit).map_err(not_done)),
            rules: Box::new(move |edit| config::rules::change(&rules, edit).map_err(not_done)),
        },
        watched: watched(&paths),
        order,
        marks: kept_marks,
        journal: Some(journal),
        state: paths.state,
        memory,
        remember: Box::new(move |memory| {
            // Not being able to costs the place, nothing else.
            let _ = State::change(&kept_in, |state| recall::keep(state, &key, memory, (since, runtime::now())));
        }),
    })?;
    Ok(Ended { signal, ..Ended::default() })
}

/// Why one of the user's files was not changed.
fn not_done(error: ConfigError) -> String {
    format!("{} It is not done.", in_one_line(&[error]).unwrap_or_default())
}

/// The files and folders of the configuration; of a link, what it leads to as well: that is what an editor writes.
fn watched(paths: &Paths) -> Vec<PathBuf> {
    let all = [
        paths.config_file(),
        paths.keymap_file(),
        paths.searches_file(),
        paths.rules_file(),
        paths.config.join("themes"),
    ];
    let led_to = all.iter().filter_map(|path| path.canonicalize().ok().filter(|to| to != path));
    let led_to: Vec<PathBuf> = led_to.collect();
    [all.to_vec(), led_to].concat()
}

/// What needs no screen. Who has read enough of a pipe is no error.
fn without_screen(
    args: &Args,
    settings: &Settings,
    place: &Place,
    (paths, cache, marks): (&Paths, &Cache, &Marked),
    order: Order,
) -> Result<Ended, Failure> {
    let env = |name: &str| std::env::var(name).ok();
    let clock = Clock { now: runtime::now(), zone: runtime::zone() };
    let (store, _unpacked) = place.open(paths)?;
    let stories = &Told::new(cache.clone(), Apart::new(settings.rules.apart.iter().copied()));
    let browser = || Browser::new(settings.config.browser.as_deref(), &settings.config.terminal_browsers, env);
    let mut ended = Ended::default();
    let told = match &args.command {
        Some(Command::Check { strict, json, .. }) => {
            let how = if *json { How::Json } else { How::Lines };
            let checked = check(&store, how, clock.now, &mut BufWriter::new(io::stdout().lock()));
            checked.map(|all| ended.found = Some((all, *strict)))
        }
        Some(command) => {
            let (browser, terminal) = (browser(), terminal(env));
            let (store, clock, browser) = (&store, &clock, &browser);
            let (weights, tastes) = (settings.config.front.into(), settings.tastes(clock.now));
            let around = shell::Around { store, cache, marks, stories, clock, weights, tastes, browser, terminal };
            let told = shell::run(command, &around, io::stdin().lock(), io::stdout().lock());
            told.map(|outcome| ended.outcome = outcome)
        }
        None if args.plain => {
            place.remember(paths);
            let (input, out) = (io::stdin().lock(), io::stdout().lock());
            let name = place.name();
            let front = (settings.config.front.into(), settings.tastes(clock.now));
            let shown = plain::Shown { name: &name, order, clock: &clock, marks, stories, front };
            plain::converse(&store, whole(&store, cache), &shown, &browser(), input, out)
        }
        None => headlines(&store, cache, order, &clock, io::stdout().lock()),
    };
    told.or_else(unless_closed)?;
    Ok(ended)
}

/// A pipe that is closed has what it wanted.
fn unless_closed<T: Default>(error: io::Error) -> io::Result<T> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(T::default()) } else { Err(error) }
}

/// Who is at the other end of a command of the shell.
fn terminal(env: impl Fn(&str) -> Option<String>) -> Terminal {
    Terminal {
        input: io::stdin().is_terminal(),
        output: io::stdout().is_terminal(),
        error: io::stderr().is_terminal(),
        // Some terminals say they have none.
        columns: crossterm::terminal::size()
            .ok()
            .map(|(columns, _)| usize::from(columns))
            .filter(|&n| n > 0)
            .unwrap_or(80),
        colours: ColorLevel::from_env(&env) != ColorLevel::None,
        // A dumb terminal can only print.
        pager: env("PAGER").or_else(|| (env("TERM").as_deref() == Some("dumb")).then(String::new)),
    }
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
