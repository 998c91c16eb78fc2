//! An article with what its words weigh where it stands: worked out once, and not for every other article it is compared with.

use super::beside::Side;
use super::features::Features;
use super::rarity::Rarity;

/// Features and weights. Good for comparisons with articles that were weighed by the same rarity.
#[derive(Debug, Clone)]
pub struct Weighed<'f> {
    features: &'f Features,
    side: Side,
}

impl<'f> Weighed<'f> {
    pub fn new(features: &'f Features, rarity: &Rarity) -> Weighed<'f> {
        Weighed::by(features, features.words().iter().map(|word| rarity.weight(*word)))
    }

    /// By how rare each of [`Features::words`] is, in 256ths of a bit: greater is rarer.
    pub fn by(features: &'f Features, weights: impl IntoIterator<Item = u16>) -> Weighed<'f> {
        Weighed { features, side: Side::new(features, weights) }
    }

    pub fn features(&self) -> &'f Features {
        self.features
    }

    pub(super) fn side(&self) -> &Side {
        &self.side
    }
}
