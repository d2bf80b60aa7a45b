//! What the documents of the Microsoft Push Notification Service say: the reference model.
//!
//! | to find | look in |
//! | --- | --- |
//! | a rule that an implementation can break | [`requirement`], one file a section |
//! | a question that the documents leave open | [`dispute`] |
//! | the grammar of a field or a payload | [`header`], [`payload`] |
//! | what a notification hub is told, and what it keeps | [`registration`] |
//! | what a role may answer and ask, and what it owes later | [`push_service`], [`sender`], [`device`] |
//! | a way of being wrong | [`fault`], one table a role |
//! | what happened in a run | [`transcript`] |
//! | what that means for each requirement | [`judge()`](judge::judge), [`ruling`] |
//! | what adapters are told, and tell | [`adapter`] |
//!
//! # What this crate does not do
//!
//! It opens no socket, reads no clock, no file and no environment, and draws no random number: time
//! and octets enter as values. It does not know which test is running.

#![no_std]
extern crate alloc;

pub mod adapter;
pub mod answer;
pub mod backend;
pub mod clause;
pub mod device;
pub mod dispute;
mod disputes;
pub mod duty;
pub mod edition;
pub mod fault;
pub mod grammar;
pub mod header;
pub mod hub;
pub mod judge;
pub mod ledger;
pub mod machine;
pub mod payload;
pub mod push_service;
pub mod registration;
pub mod requirement;
mod requirements;
pub mod ruling;
pub mod sender;
pub mod transcript;
pub mod xml;
