//! Any bytes as a file: an article or one note, the headline as in the whole, every text clean.

#![no_main]

use dateline::model::{Article, text};
use dateline::store::{Outcome, Source, Want, parse};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fn texts(article: &Article) -> Vec<&str> {
    let mut all = vec![article.title.as_str(), &article.excerpt, &article.kind, &article.category, &article.price];
    all.extend([article.provider.name.as_str(), &article.provider.domain]);
    all.extend(article.topics.iter().chain(&article.tags).chain(&article.levels).map(String::as_str));
    all.extend(article.facts.iter().flat_map(|(name, value)| [name.as_str(), value]));
    all.extend(article.body.links.iter().map(|link| link.text.as_str()));
    all
}

fuzz_target!(|bytes: &[u8]| {
    for name in ["_news/2021-01-02-a.md", "a.html"] {
        let source = Source { bytes, path: Path::new(name), store_name: "s" };
        let (whole, headline) = (parse(&source, Want::Whole), parse(&source, Want::Headline));
        match (whole, headline) {
            (Outcome::Shown(whole), Outcome::Shown(headline)) => {
                assert_eq!((whole.article.id, &whole.article.title), (headline.article.id, &headline.article.title));
                assert!(!whole.article.title.is_empty());
                for shown in texts(&whole.article) {
                    assert_eq!(text::safe_line(shown), shown);
                }
                for block in &whole.article.body.blocks {
                    assert_eq!(text::safe_body(&block.text), block.text);
                }
            }
            (Outcome::Skipped(whole), Outcome::Skipped(headline)) => assert_eq!(whole, headline),
            (whole, headline) => panic!("{whole:?} {headline:?}"),
        }
    }
});
