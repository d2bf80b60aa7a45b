//! The app backend: what it answers to devices, and what it asks of the hub behind it.

pub mod judge;

/// The role.
#[derive(Debug)]
pub enum Backend {}
