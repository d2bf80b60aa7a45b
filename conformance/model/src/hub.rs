//! The notification hub: what it answers to calls of its registration interface.

pub mod judge;

/// The role.
#[derive(Debug)]
pub enum Hub {}
