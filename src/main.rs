//! The program: parses arguments, runs, prints an error and its hint, and chooses the exit code. Nothing else lives here.

fn main() {}
