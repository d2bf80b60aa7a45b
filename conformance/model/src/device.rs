//! The device: what it asks of its backend, and what it keeps.

pub mod judge;

/// The role.
#[derive(Debug)]
pub enum Device {}
