//! Where the marks of a store are: the folder of their journals, what those call the store, where the columns are kept.

use super::place::Place;
use crate::config::{Config, Paths};
use crate::index::{self, Cache};
use crate::model::Timestamp;
use crate::model::text::safe_line;
use crate::runtime::Desk;
use crate::store::marks::Moment;
use jiff::tz::TimeZone;
use std::path::Path;

/// What the journals call the sample.
const SAMPLE: &str = "sample";

/// For reading them. Since when what comes is new is to be said besides.
pub(super) fn place(store: &Place, config: &Config, paths: &Paths, cache: &Cache, now: Timestamp) -> index::Place {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let key = store.key();
    let key = if key.is_empty() { key } else { real(Path::new(&key)).to_string_lossy().into_owned() };
    let name = called(&key, &real(&paths.home));
    let kept = cache.marks_of(&name);
    index::Place { folder: Some(folder(config, paths)), store: name, kept, since: None, now: Some(now) }
}

/// For writing to them.
pub(super) fn desk(store: &str, config: &Config, paths: &Paths, now: Timestamp, zone: &TimeZone) -> Desk {
    let midnight = || {
        let today = zone.to_datetime(jiff::Timestamp::from_second(now.seconds()).ok()?).date();
        Some(Timestamp(zone.to_timestamp(today.to_datetime(jiff::civil::Time::midnight())).ok()?.as_second()))
    };
    let today = Moment::of(midnight().unwrap_or(now));
    Desk { folder: folder(config, paths), state: paths.state.clone(), store: store.to_owned(), today }
}

fn folder(config: &Config, paths: &Paths) -> std::path::PathBuf {
    config.marks.clone().unwrap_or_else(|| paths.state.join("marks"))
}

/// A store by its place, from the home folder where it is below that: on another machine it may be in the same place there.
fn called(key: &str, home: &Path) -> String {
    let name = match Path::new(key).strip_prefix(home) {
        _ if key.is_empty() => SAMPLE.to_owned(),
        Ok(below) if home.is_absolute() => format!("~/{}", below.to_string_lossy()),
        _ => key.to_owned(),
    };
    safe_line(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_called_by_its_place_from_the_home_folder() {
        let home = Path::new("/home/me");
        assert_eq!(called("/home/me/news", home), "~/news");
        assert_eq!(called("/srv/news", home), "/srv/news");
        assert_eq!(called("", home), "sample");
        assert_eq!(called("/srv/news", Path::new("")), "/srv/news");
    }

    #[test]
    fn the_day_begins_at_midnight_where_the_reader_is() {
        let paths = Paths::from_env(|name| (name == "HOME").then(|| "/h".into())).unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(-5));
        let now = Timestamp::parse("2026-11-26T03:00:00Z").unwrap();
        let desk = desk("~/news", &Config::default(), &paths, now, &zone);
        assert_eq!(desk.today.timestamp(), Timestamp::parse("2026-11-25T05:00:00Z").unwrap());
        assert_eq!(desk.folder, Path::new("/h/.local/state/dateline/marks"));
    }
}
