//! What things look like: palette -> roles -> styles, from files a user can write. It does not paint, and reads no
//! file and no environment: text and variables are handed in.

mod builtin;
mod colour;
#[cfg(test)]
mod contrast;
mod level;
mod load;
mod role;
mod sheet;
mod style;

pub use builtin::{NAMES, name as builtin_name};
pub use level::{Background, ColorLevel};
pub use load::{ThemeError, ThemeWarning};
pub use role::Role;
pub use style::Theme;
