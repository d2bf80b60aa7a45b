//! The judge, held against honest and faulty subjects, and against any transcript.

mod backend;
mod device;
mod hub;
mod laws;
mod push_service;
mod sender;
mod story;
