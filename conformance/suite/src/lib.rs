//! The questions that the suite asks: cases as data, which read as the protocol.
//!
//! [`case`] is the whole vocabulary on one page; the cases stand under [`cases`], one file a section
//! of the registry.
//!
//! # What this crate does not do
//!
//! It runs nothing. It does not know how a subject is reached, nor how a case is judged.

#![no_std]
extern crate alloc;

pub mod capability;
pub mod case;
pub mod cases;
pub mod describe;
