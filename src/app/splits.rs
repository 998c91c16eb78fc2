//! Where the reader put the lines between panes, and whether headlines and article stand side by side. It is what is kept between
//! runs; how large a pane is on this screen, `panes` works out.

/// The reader's own choices; what is not chosen follows the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Splits {
    /// Columns of the topics.
    pub topics: Option<u16>,
    /// The list's part of the lines it shares with the article, in thousandths.
    pub list: Option<u16>,
    /// The list's part of the columns it shares with the article, in thousandths.
    pub side: Option<u16>,
    /// Side by side, or stacked, where there is room for both.
    pub side_by_side: Option<bool>,
}

/// A line between panes that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Between topics and the rest.
    Topics,
    /// Between list and article.
    List,
}

/// `cells` of `of` in thousandths, so that [`part`] gives `cells` back.
pub fn thousandths(cells: u16, of: u16) -> u16 {
    let of = u32::from(of.max(1));
    (u32::from(cells) * 1000).div_ceil(of).min(1000) as u16
}

/// So many thousandths of `of`, in cells.
pub fn part(thousandths: u16, of: u16) -> u16 {
    (u32::from(thousandths) * u32::from(of) / 1000) as u16
}

#[cfg(test)]
mod tests {
    use super::{part, thousandths};

    #[test]
    fn a_part_in_cells_comes_back_as_the_same_cells() {
        for of in 1..=300 {
            for cells in 0..=of {
                assert_eq!(part(thousandths(cells, of), of), cells, "{cells} of {of}");
            }
        }
    }
}
