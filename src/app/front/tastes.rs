//! What is muted or weighed, from how it is written to how it is counted: those that hold now.

use crate::config::rules;
use crate::model::Timestamp;
use crate::story::front::{Of, Says, Taste};

/// Of what the rules say, what is in force.
pub fn tastes_in_force(written: &[rules::Taste], now: Timestamp) -> Vec<Taste> {
    written.iter().filter(|taste| taste.is_in_force(now)).map(taste).collect()
}

fn taste(written: &rules::Taste) -> Taste {
    let says = match written.says {
        rules::Says::Mute => Says::Mute,
        rules::Says::Weigh(points) => Says::Weigh(points),
    };
    Taste { of: of(&written.of), says }
}

pub(in crate::app) fn of(written: &rules::Of) -> Of {
    match written.clone() {
        rules::Of::Outlet(name) => Of::Outlet(name),
        rules::Of::Topic(name) => Of::Topic(name),
        rules::Of::Word(word) => Of::Word(word),
    }
}
