//! What the tests of the rules share: a file as a user has it, and articles by a number.

use super::apart::{Named, Parting};
use super::read::Rules;
use crate::model::ArticleId;

pub const FILE: &str = "# What I say.\n\n# a mistake of theirs\n[[apart]]\narticle = \"00000000000000000000000000000001\" # mine\nfrom = [\"00000000000000000000000000000002\", \"00000000000000000000000000000003\"]\n\n# of a newer one\n[[follow]]\noutlet = \"O\"\n\n# the end\n";

pub fn named(n: u8) -> Named {
    let mut id = [0; 16];
    id[15] = n;
    Named { id: ArticleId(id), title: format!("Title {n}"), outlet: "O".into() }
}

pub fn parting(article: u8, from: &[u8]) -> Parting {
    Parting { article: named(article), from: from.iter().copied().map(named).collect(), said: "2026-11-23".into() }
}

pub fn pairs(rules: &Rules) -> Vec<(u8, u8)> {
    rules.apart.iter().map(|(a, b)| (a.0[15], b.0[15])).collect()
}
