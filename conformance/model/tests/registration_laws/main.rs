//! What holds for every registration, and for every text that claims to be about one.

mod any;
mod documents;
mod spelling;
mod texts;
