//! A store of any size, the same for the same seed: shaped like real ones (1.4 KB a file, titles of some 68 letters), on
//! disk or as articles in memory. It copies no real article; its news never happened.

#![allow(dead_code, reason = "each test and bench uses a part")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dateline::index::{Batch, Builder, Index};
use dateline::model::{Address, Article, ArticleId, Provider, Related, Timestamp, canonical_url};

/// Sebastiano Vigna's SplitMix64: enough to spread, and it needs no crate.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 up to `below`.
    pub fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }

    /// True `parts` times in `of`.
    pub fn chance(&mut self, parts: usize, of: usize) -> bool {
        self.below(of) < parts
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Described topics: file name, name, short name, parent.
pub const TOPICS: &[(&str, &str, &str, &str)] = &[
    ("00-machines", "Thinking Machines", "", ""),
    ("01-roads", "Machines on Roads", "Roads", "Thinking Machines"),
    ("02-trucks", "Trucks", "", "Machines on Roads"),
    ("03-health", "Machines in Health", "Health", "Thinking Machines"),
    ("04-markets", "Markets", "", ""),
    ("05-chips", "Chips", "", "Markets"),
    ("06-climate", "Climate", "", ""),
    ("07-quiet", "Nothing Yet", "", "Climate"),
];
const LOOSE_TOPICS: &[&str] = &["Robots", "Elections", "Language", "Museums", "Schools", "Telescopes"];

const OUTLETS: &[(&str, &str)] = &[
    ("The Daily Ledger", "dailyledger.example"),
    ("Harbour Post", "harbourpost.example"),
    ("Nordlicht", "nordlicht.example"),
    ("Le Matin Bleu", "matinbleu.example"),
    ("Wire & Wave", "wirewave.example"),
    ("東の新聞", "higashi.example"),
    ("", "unnamed.example"),
    ("Field Notes", "fieldnotes.example"),
    ("Signal Review", "signalreview.example"),
    ("Capital Gazette", "capitalgazette.example"),
];

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| LIST.split_whitespace().collect());
const LIST: &str = "about academy after against algorithm analysts announces answers approves around asks automated autonomous bank \
    battery before begins behind better billion board brings builds camera capital cars central challenge changes \
    chips city climate cloud coast company computer court crash crossing data deal delays design detects doctors \
    driver drivers early earnings election electric energy engine every experts factory faces farmers faster finds \
    first forecast forests funding future gains global government grid grows harbour hospital hours human images \
    industry inside investors island judges keeps label language launches leaders learning lessons light machine \
    makers market measures memory million minister model models morning museum network nurses ocean offers opens \
    orders patients pilots plans plant police power predicts price privacy promise pupils quantum quarter questions \
    railway raises record regulators report rescue research result rivals river road robots rules safety satellite \
    scholars school science search season sensor shares signal silicon sister small software solar speech spring \
    start storm street strikes students study summer supply survey system teachers team telescope tests trade \
    traffic training transit trial trucks under union urban vaccine vehicles voices votes warns watch water weather \
    while wind winter without workers world writes years";
const SMALL: &[&str] =
    &["a", "as", "at", "for", "from", "in", "is", "its", "of", "on", "over", "says", "the", "to", "with"];
const ACCENTED: &[&str] = &["Café", "Zürich", "São Paulo", "Łódź", "résumé", "Ångström", "Citroën", "Málaga", "naïve"];
const CJK: &[&str] = &["自動運転", "人工知能", "東京市場", "気候変動", "신경망", "数据中心"];

/// One file's worth, before it is written in either way.
struct Story {
    number: usize,
    slug: String,
    folder: &'static str,
    title: String,
    excerpt: String,
    published: Option<i64>,
    url: String,
    kind: &'static str,
    category: &'static str,
    heat: Option<i32>,
    quality: Option<i32>,
    held_back: bool,
    removed: bool,
    outlet: usize,
    topics: Vec<&'static str>,
    image: bool,
    related: Vec<(String, usize)>,
    secured: String,
    body: String,
}

impl Story {
    fn new(number: usize, seed: u64) -> Story {
        let mut rng = Rng::new(seed ^ (number as u64).wrapping_mul(0xA24B_AED4_963E_E407));
        let title = title(&mut rng);
        let slug = slug(&title);
        let outlet = outlet(&mut rng);
        let learning = rng.chance(1, 10);
        let kind = if rng.chance(1, 9) {
            "video"
        } else if learning {
            "course"
        } else {
            "article"
        };
        let published = (!rng.chance(1, 120)).then(|| date(&mut rng));
        let related =
            if rng.chance(1, 8) { (0..1 + rng.below(4)).map(|_| related(&mut rng)).collect() } else { Vec::new() };
        Story {
            number,
            folder: match (learning, rng.below(5)) {
                (true, _) => "_learning",
                (false, 0) => "_archive/_news",
                (false, _) => "_news",
            },
            url: format!(
                "https://www.{}/{}/{number}/{slug}",
                OUTLETS[outlet].1,
                rng.pick(&["business", "news", "world"])
            ),
            excerpt: excerpt(&mut rng),
            published,
            kind,
            category: if learning {
                "learning"
            } else {
                rng.pick(&["news", "news", "news", "news", "stats", "people"])
            },
            heat: rng.chance(3, 4).then(|| if rng.chance(1, 6) { -1 } else { rng.below(251) as i32 }),
            quality: rng.chance(3, 4).then(|| 20 + rng.below(135) as i32),
            held_back: rng.chance(1, 10),
            removed: rng.chance(1, 200),
            outlet,
            topics: topics(&mut rng),
            image: rng.chance(7, 10),
            related,
            secured: secured(&mut rng),
            body: if rng.chance(1, 12) { excerpt(&mut rng) } else { String::new() },
            title,
            slug,
        }
    }

    fn path(&self) -> PathBuf {
        let day = self.published.map_or(String::new(), |date| format!("{}-", &rfc3339(date)[..10]));
        format!("{}/{day}{}-{}.md", self.folder, self.slug, self.number).into()
    }

    fn file(&self) -> String {
        let mut out = String::with_capacity(1_800);
        let _ = write!(
            out,
            "---\ncategory: {}\ntitle: {}\nexcerpt: {}\n",
            self.category,
            quoted(&self.title),
            quoted(&self.excerpt)
        );
        if let Some(date) = self.published {
            let _ = writeln!(out, "publishedDateTime: {}", rfc3339(date));
        }
        let _ = write!(out, "originalUrl: \"{0}\"\nwebUrl: \"{0}\"\ntype: {1}\n", self.url, self.kind);
        if let Some(quality) = self.quality {
            let _ = writeln!(out, "quality: {quality}");
        }
        if let Some(heat) = self.heat {
            let _ = writeln!(out, "heat: {heat}");
        }
        if self.held_back {
            out.push_str("published: false\n");
        }
        if self.removed {
            out.push_str("removed: true\n");
        }
        out.push_str("\nprovider:\n");
        provider(&mut out, "  ", self.outlet);
        out.push_str("\ntopics:\n");
        self.topics.iter().for_each(|topic| {
            let _ = writeln!(out, "  - {topic}");
        });
        if self.image {
            let _ = write!(
                out,
                "\nimages:\n  - url: \"https://img.{}/{}/{}.jpg?w=1200&auto=format\"\n    width: 1200\n    height: 630\n    isCached: true\n",
                OUTLETS[self.outlet].1, self.number, self.slug
            );
        }
        if !self.related.is_empty() {
            out.push_str("\nrelated:\n");
        }
        for (n, (title, outlet)) in self.related.iter().enumerate() {
            let _ = write!(
                out,
                "  - title: {}\n    originalUrl: \"{}\"\n    type: article\n    provider:\n",
                quoted(title),
                related_url(self.number, n, *outlet)
            );
            provider(&mut out, "      ", *outlet);
        }
        let _ = write!(out, "\nsecured: \"{}\"\n---\n\n", self.secured);
        if !self.body.is_empty() {
            let _ = writeln!(out, "{}", self.body);
        }
        out
    }

    fn article(&self) -> Article {
        let url = Address::new(&self.url);
        Article {
            id: url.target().map_or_else(
                || ArticleId::of_path("corpus", self.path().as_os_str().as_encoded_bytes()),
                |target| ArticleId::of_url(&canonical_url(target)),
            ),
            title: self.title.clone(),
            excerpt: self.excerpt.clone(),
            published: self.published.map(Timestamp),
            original: Some(url.clone()),
            web: Some(url),
            kind: self.kind.into(),
            category: self.category.into(),
            heat: self.heat.filter(|&heat| heat >= 0),
            quality: self.quality,
            held_back: self.held_back,
            removed: self.removed,
            provider: by(self.outlet),
            topics: self.topics.iter().map(|&topic| topic.to_owned()).collect(),
            related: self
                .related
                .iter()
                .enumerate()
                .map(|(n, (title, outlet))| Related {
                    title: title.clone(),
                    original: Some(Address::new(&related_url(self.number, n, *outlet))),
                    provider: by(*outlet),
                    ..Related::default()
                })
                .collect(),
            ..Article::default()
        }
    }
}

/// Writes a store of `files` files (and topics beside them) below `dir`, which is made if it is not there. About one in
/// 400 is no article (a README), and one in 300 is broken.
pub fn write(dir: &Path, files: usize, seed: u64) -> io::Result<()> {
    folders(dir)?;
    for number in 0..files {
        let (path, text) = file(number, seed);
        fs::write(dir.join(path), text)?;
    }
    Ok(())
}

/// What a store has before its first article: the folders, and the described topics.
pub fn folders(dir: &Path) -> io::Result<()> {
    let topics = dir.join("_data/topics");
    fs::create_dir_all(&topics)?;
    for folder in ["_news", "_archive/_news", "_learning"] {
        fs::create_dir_all(dir.join(folder))?;
    }
    for (file, name, short, parent) in TOPICS {
        let mut text = format!("taxonomy: topic\nname: {name}\n");
        for (key, value) in [("shortname", short), ("parent", parent)] {
            if !value.is_empty() {
                let _ = writeln!(text, "{key}: {value}");
            }
        }
        fs::write(topics.join(format!("{file}.yaml")), text)?;
    }
    Ok(())
}

/// What file `number` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    ReadMe,
    Broken,
    Article,
}

fn made(number: usize) -> Made {
    match number % 1_200 {
        37 | 437 | 837 => Made::ReadMe,
        91 | 391 | 691 | 991 => Made::Broken,
        _ => Made::Article,
    }
}

/// Whether file `number` holds an article that can be read.
pub fn is_article(number: usize) -> bool {
    made(number) == Made::Article
}

/// File `number` of a store: its path and what it holds.
pub fn file(number: usize, seed: u64) -> (PathBuf, String) {
    let story = Story::new(number, seed);
    match made(number) {
        Made::ReadMe => (format!("_news/README-{number}.md").into(), "# Read me\n\nNo article.\n".into()),
        Made::Broken => (story.path(), format!("---\ntitle: [{}\n---\n", story.slug)),
        Made::Article => (story.path(), story.file()),
    }
}

/// The same article a while later: another title, excerpt and heat, under the path and the address it had. `number` is an
/// article's; each `round` is another while.
pub fn changed(number: usize, seed: u64, round: u64) -> (PathBuf, String) {
    let mut story = Story::new(number, seed);
    let mut rng = Rng::new(seed ^ round.rotate_left(32) ^ (number as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    story.title = title(&mut rng);
    story.excerpt = excerpt(&mut rng);
    story.heat = Some(rng.below(251) as i32);
    (story.path(), story.file())
}

/// Story `number` as an article in memory, with its path.
pub fn article(number: usize, seed: u64) -> (PathBuf, Article) {
    let story = Story::new(number, seed);
    (story.path(), story.article())
}

/// The same stories as articles in memory, none broken, with their paths.
pub fn articles(count: usize, seed: u64) -> Vec<(PathBuf, Article)> {
    (0..count).map(|number| article(number, seed)).collect()
}

fn title(rng: &mut Rng) -> String {
    let length = 40 + rng.below(50);
    let mut title = String::new();
    if rng.chance(1, 40) {
        title.push_str(rng.pick(CJK));
        title.push_str(rng.pick(CJK));
    }
    while title.chars().count() < length {
        if !title.is_empty() {
            title.push(' ');
        }
        match rng.below(60) {
            0 => title.push_str(rng.pick(ACCENTED)),
            1..=14 => title.push_str(rng.pick(SMALL)),
            _ => {
                let word = rng.pick(&WORDS);
                title.push_str(&word[..1].to_uppercase());
                title.push_str(&word[1..]);
                if rng.chance(1, 30) {
                    title.push_str(rng.pick(&["’s", ":", ",", " –"]));
                }
            }
        }
    }
    title
}

fn excerpt(rng: &mut Rng) -> String {
    let length = 180 + rng.below(120);
    let mut text = String::new();
    while text.len() < length {
        text.push_str(rng.pick(&WORDS));
        text.push_str(rng.pick(&[" ", " the ", ", ", " of ", ". ", " "]));
    }
    text.push_str("...");
    text
}

fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_lowercase();
    slug.chars().take(70).collect()
}

/// Over half come from the first outlet.
fn outlet(rng: &mut Rng) -> usize {
    if rng.chance(11, 20) { 0 } else { 1 + rng.below(OUTLETS.len() - 1) }
}

fn by(outlet: usize) -> Provider {
    let (name, domain) = OUTLETS[outlet];
    Provider { name: name.into(), domain: domain.into(), authors: Vec::new() }
}

fn provider(out: &mut String, indent: &str, outlet: usize) {
    let (name, domain) = OUTLETS[outlet];
    if !name.is_empty() {
        let _ = writeln!(out, "{indent}name: {name}");
    }
    let _ = writeln!(out, "{indent}domain: {domain}");
}

/// 2015 to the middle of 2026, the later the more.
fn date(rng: &mut Rng) -> i64 {
    const FIRST: i64 = 1_420_070_400;
    const DAYS: usize = 4_200;
    let day = rng.below(DAYS).max(rng.below(DAYS)) as i64;
    // Some stores know the day only.
    let second = if rng.chance(1, 20) { 0 } else { rng.below(86_400) as i64 };
    FIRST + day * 86_400 + second
}

fn topics(rng: &mut Rng) -> Vec<&'static str> {
    let mut topics = vec![TOPICS[rng.below(TOPICS.len() - 1)].1];
    if rng.chance(1, 2) {
        topics.push(TOPICS[0].1);
    }
    if rng.chance(1, 4) {
        topics.push(LOOSE_TOPICS[rng.below(LOOSE_TOPICS.len()).min(rng.below(LOOSE_TOPICS.len()))]);
    }
    topics.dedup();
    topics
}

fn related(rng: &mut Rng) -> (String, usize) {
    (title(rng), rng.below(OUTLETS.len()))
}

fn related_url(number: usize, nth: usize, outlet: usize) -> String {
    format!("https://{}/related/{number}/{nth}", OUTLETS[outlet].1)
}

/// What a sealed part looks like: base64, a semicolon, and a 16-byte vector.
fn secured(rng: &mut Rng) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let length = 4 * (70 + rng.below(40));
    let mut text: String = (0..length).map(|_| char::from(rng.pick(DIGITS))).collect();
    text.push(';');
    text.extend((0..22).map(|_| char::from(rng.pick(DIGITS))));
    text.push_str("==");
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn rfc3339(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string()
}

/// An index of the first `count` articles, in memory.
pub fn index(count: usize) -> Arc<Index> {
    let mut builder = Builder::default();
    for start in (0..count).step_by(10_000) {
        let mut batch = Batch::default();
        for number in start..count.min(start + 10_000) {
            let (path, article) = article(number, 1);
            batch.push(&article, false, &path);
        }
        builder.add(batch);
    }
    Arc::new(builder.finish())
}
