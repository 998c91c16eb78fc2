//! What is muted or weighed, of what is written that which holds now.

use crate::config::rules;
use crate::model::Timestamp;
use crate::story::front::Taste;

/// Of what the rules say, what is in force.
pub fn tastes_in_force(written: &[rules::Taste], now: Timestamp) -> Vec<Taste> {
    let in_force = written.iter().filter(|taste| taste.is_in_force(now));
    in_force.map(|taste| Taste { of: taste.of.clone(), says: taste.says }).collect()
}
