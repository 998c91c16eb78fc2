//! `dateline count`: how many a query finds, at once, for what asks again and again. It does not look at the store's files where an
//! index of them was kept, so that it may be behind them until something else has looked.

use std::io::{self, Write};
use std::sync::Arc;

use super::find::find_in;
use super::{Around, Outcome};
use crate::cli::whole::{Whole, read};

/// Writes the number alone.
pub(super) fn count(words: &[String], around: &Around<'_>, out: &mut dyn Write) -> io::Result<Outcome> {
    match find_in(kept, around, words) {
        Ok(answer) => writeln!(out, "{}", answer.len()).map(|()| Outcome::Fine),
        Err(why) => Ok(Outcome::Unclear(why)),
    }
}

/// The index as it was kept; only where there is none is the store read.
fn kept(around: &Around<'_>) -> Whole {
    match around.cache.open(around.store) {
        Ok(Some(index)) => Whole { index: Arc::new(index), before: None },
        // What is wrong with it is told, and mended, where it is loaded.
        Ok(None) | Err(_) => read(around.store, around.cache),
    }
}
