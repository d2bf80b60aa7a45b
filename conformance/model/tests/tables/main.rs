//! The tables of the model, held against tables that were typed from the documents, row by row.

mod backend;
mod classes;
mod device;
mod duties;
mod hub;
mod hub_places;
mod limits;
mod push_service;
mod sender;
mod table;
