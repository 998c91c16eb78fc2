//! Every link of an article with its letter: first those every article may have, by the keys of the keymap, then the others. What
//! may not be opened has no letter and says why.

use crate::input::{Action, Context, Key, Keymap, Lookup};
use crate::model::{Address, Article};

/// One link.
#[derive(Debug, Clone, PartialEq)]
pub struct Lettered {
    /// What to type after the key of links; empty where it will not be opened.
    pub key: String,
    /// What it is: `original`, `player`, the words that are linked.
    pub label: String,
    /// Title and attribution, quiet.
    pub note: String,
    pub address: Address,
    /// The action that opens it too.
    pub action: Option<Action>,
    /// It stands in the coverage, and not among the links.
    pub coverage: bool,
    /// It is the same page as the original.
    pub same: bool,
}

/// All links of an article, in the order they are shown.
pub fn lettered(article: &Article, keymap: &Keymap) -> Vec<Lettered> {
    let mut links = main(article);
    let mut download = Some(Action::OpenDownload);
    for action in &article.actions {
        let label = if action.kind.is_empty() { "link" } else { &action.kind };
        let is_download = action.kind.is_empty() || action.kind.eq_ignore_ascii_case("download");
        let own = if is_download { download.take() } else { None };
        links.push(link(label, note(&action.title, &action.attribution), &action.address, own));
    }
    for found in &article.body.links {
        let label = if found.text.is_empty() { "link" } else { &found.text };
        links.push(link(label, String::new(), &found.address, None));
    }
    for image in &article.images {
        let label = match (image.width, image.height) {
            (Some(width), Some(height)) => format!("image {width}×{height}"),
            _ => "image".to_owned(),
        };
        links.push(link(&label, note(&image.title, &image.attribution), &image.address, None));
    }
    for related in &article.related {
        if let Some(address) = related.best_address() {
            let label = if related.provider.label().is_empty() { "coverage" } else { related.provider.label() };
            links.push(Lettered { coverage: true, ..link(label, related.title.clone(), address, None) });
        }
    }
    give_keys(&mut links, keymap);
    links
}

fn main(article: &Article) -> Vec<Lettered> {
    let all = [
        ("original", &article.original, Action::OpenOriginal),
        ("web page", &article.web, Action::OpenWeb),
        ("AMP", &article.amp, Action::OpenAmp),
        ("cached AMP", &article.cached_amp, Action::OpenCachedAmp),
        ("player", &article.player, Action::OpenPlayer),
    ];
    let links = all.into_iter().filter_map(|(label, address, action)| {
        let address = address.as_ref()?;
        let same = action == Action::OpenWeb && article.original.as_ref() == Some(address);
        Some(Lettered { same, ..link(label, String::new(), address, Some(action)) })
    });
    links.collect()
}

fn link(label: &str, note: String, address: &Address, action: Option<Action>) -> Lettered {
    let (label, address) = (label.to_owned(), address.clone());
    Lettered { key: String::new(), label, note, address, action, coverage: false, same: false }
}

fn note(title: &str, attribution: &str) -> String {
    [title, attribution].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The keymap's key for those with an action; the others get letters the keymap leaves free: one each, or two each where one is
/// not enough, so that none begins another.
fn give_keys(links: &mut [Lettered], keymap: &Keymap) {
    let is_open = |link: &Lettered| link.address.target().is_some();
    for link in links.iter_mut().filter(|link| is_open(link)) {
        link.key = link
            .action
            .and_then(|action| keymap.keys_of(Context::Links, action).into_iter().next())
            .unwrap_or_default();
    }
    let is_free = |c: &char| {
        let key = c.to_string().parse::<Key>();
        key.is_ok_and(|key| keymap.lookup(Context::Links, &[key]) == Lookup::NotBound)
    };
    let letters: Vec<char> = "fjdkslgheiruqptyvncmxbzFJDKSLGHEIRUWOQPTYVNCMXBZ".chars().filter(is_free).collect();
    let wanting: Vec<&mut Lettered> = links.iter_mut().filter(|link| is_open(link) && link.key.is_empty()).collect();
    let singly = wanting.len() <= letters.len();
    let pairs = letters.iter().flat_map(|a| letters.iter().map(move |b| format!("{a}{b}")));
    let keys: Vec<String> =
        if singly { letters.iter().map(char::to_string).collect() } else { pairs.take(wanting.len()).collect() };
    for (link, key) in wanting.into_iter().zip(keys) {
        link.key = key;
    }
}

#[cfg(test)]
mod tests {
    use super::lettered;
    use crate::input::Keymap;
    use crate::model::{Address, Article, Body, BodyLink};

    fn with_body_links(count: usize) -> Article {
        let link =
            |n| BodyLink { text: format!("Link {n}"), address: Address::new(&format!("https://example.com/{n}")) };
        let body = Body { links: (0..count).map(link).collect(), ..Body::default() };
        Article { original: Some(Address::new("https://example.com/")), body, ..Article::default() }
    }

    #[test]
    fn no_letter_of_a_link_begins_another_however_many_there_are() {
        for count in [0, 1, 20, 60, 900] {
            let links = lettered(&with_body_links(count), &Keymap::builtin());
            assert_eq!(links[0].key, "o");
            assert!(links.iter().all(|link| !link.key.is_empty()), "{count}");
            for (i, a) in links.iter().enumerate() {
                assert!(
                    links[i + 1..].iter().all(|b| !b.key.starts_with(&a.key) && !a.key.starts_with(&b.key)),
                    "{a:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_not_opened_has_no_letter() {
        let mut article = with_body_links(0);
        article.web = Some(Address::new("javascript:alert(1)"));
        assert_eq!(lettered(&article, &Keymap::builtin())[1].key, "");
    }
}
