//! What a reader wants less or more of on the front page. Whether a taste is in force is for who gives it.

use crate::model::{Of, Says};

/// Of one thing, one thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taste {
    pub of: Of,
    pub says: Says,
}
