//! Drives a subject through the cases, records what happens, has it judged, and reports.
//!
//! ```text
//! plan ---> run ---> play ---> transcript ---> the model's judge ---> outcome ---> event ---> report
//!            |         |
//!         subject   adapter, peers
//! ```
//!
//! # What this crate does not do
//!
//! It does not know how its arguments were given, and prints nothing itself: reporters write to where
//! they are told. No rule of the protocol stands here.

pub mod adapter;
pub mod check;
pub mod event;
pub mod exchange;
pub mod init;
pub mod outcome;
pub mod plan;
pub mod play;
pub mod prove;
pub mod replay;
pub mod report;
pub mod run;
pub mod subject;
pub mod verdict;
