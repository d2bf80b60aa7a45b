//! The command line of mpnspec.
fn main() {}
