//! Reference peers: they do what the model says, over real sockets.
//!
//! [`wire`] is how they travel; [`adapter`] is how they are told what to do.
//!
//! # What this crate does not do
//!
//! It does not know which question is being asked: no case, no verdict, no report.

pub mod adapter;
pub mod backend;
pub mod control;
pub mod device;
pub mod hub;
pub mod push_service;
pub mod sender;
pub mod wire;
