//! An article with what its words weigh where it stands: worked out once, and not for every other article it is compared with.

use super::beside::Side;
use super::features::Features;
use super::rarity::Rarity;

/// Features and weights. Good for comparisons with articles that were weighed by the same rarity.
#[derive(Debug, Clone)]
pub struct Weighed<'f> {
    features: &'f Features,
    /// Of [`Features::words`], one by one.
    weights: Box<[u16]>,
    side: Side,
}

impl<'f> Weighed<'f> {
    pub fn new(features: &'f Features, rarity: &Rarity) -> Weighed<'f> {
        let weights: Box<[u16]> = features.words().iter().map(|word| rarity.weight(*word)).collect();
        let side = Side::new(features, &weights);
        Weighed { features, weights, side }
    }

    pub fn features(&self) -> &'f Features {
        self.features
    }

    /// How rare each of [`Features::words`] is, in 256ths of a bit: greater is rarer.
    pub fn weights(&self) -> &[u16] {
        &self.weights
    }

    pub(super) fn side(&self) -> &Side {
        &self.side
    }
}
