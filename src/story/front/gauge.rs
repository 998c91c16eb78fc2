//! What a value of heat or quality is worth in this store. It knows no other store: no scale is known that all use.

use crate::index::{Index, Row};

/// A whole share.
pub(super) const WHOLE: u32 = 1_000;
/// Of the articles that have both, this many in a hundred with the same value make one signal of two.
const SAME: usize = 95;

/// Thousandths of the usual value that earn half of what that does: 1/√3, rounded up.
const LEAST: u32 = 578;

/// What the values of a signal are held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gauge {
    /// The median.
    pub usual: u32,
    /// As what one counts that is not known: the lower quartile, but never so little that it is under the floor for that alone.
    pub unknown: u32,
}

impl Gauge {
    /// Nothing where nobody has a value.
    fn of(values: impl Iterator<Item = u32>) -> Option<Gauge> {
        let mut values: Vec<u32> = values.collect();
        values.sort_unstable();
        let usual = *values.get(values.len() / 2)?;
        let least = usual.saturating_mul(LEAST).div_ceil(WHOLE);
        let unknown = values.get(values.len() / 4).map_or(usual, |quartile| least.max(*quartile));
        Some(Gauge { usual, unknown: unknown.min(usual) })
    }

    /// What a value earns: the usual one half; twice that four fifths, half of that one fifth. So the best
    /// of many differ still, and one that is out of all measure flattens nobody.
    pub fn share(&self, value: Option<u32>) -> u32 {
        let square = |value: u32| u64::from(value) * u64::from(value);
        let (own, usual) = (square(value.unwrap_or(self.unknown)), square(self.usual.max(1)));
        u32::try_from(u64::from(WHOLE) * own / (own + usual)).unwrap_or(WHOLE)
    }
}

/// The two signals an aggregator gives.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gauges {
    pub heat: Option<Gauge>,
    /// Nothing where it is the same as heat.
    pub quality: Option<Gauge>,
    is_same: bool,
}

impl Gauges {
    /// By these articles.
    pub fn of(index: &Index, sample: &[Row]) -> Gauges {
        let both = sample.iter().filter_map(|&row| Some((heat(index, row)?, quality(index, row)?)));
        let (same, of) = both.fold((0, 0), |(same, of), (a, b)| (same + usize::from(a == b), of + 1));
        let is_same = of > 0 && same * 100 >= of * SAME;
        let gauges = Gauges { is_same, ..Gauges::default() };
        let heat = Gauge::of(sample.iter().filter_map(|&row| gauges.heat_of(index, row)));
        let quality = Gauge::of(sample.iter().filter_map(|&row| quality(index, row))).filter(|_| !is_same);
        Gauges { heat, quality, is_same }
    }

    /// Where the two are one, whichever is known.
    pub fn heat_of(&self, index: &Index, row: Row) -> Option<u32> {
        heat(index, row).or_else(|| quality(index, row).filter(|_| self.is_same))
    }
}

/// Below zero is not known.
fn heat(index: &Index, row: Row) -> Option<u32> {
    index.heat(row).and_then(|heat| u32::try_from(heat).ok())
}

pub(super) fn quality(index: &Index, row: Row) -> Option<u32> {
    index.quality(row).and_then(|quality| u32::try_from(quality).ok())
}
