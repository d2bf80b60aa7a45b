//! The cases, in the order of the registry's sections.

use mpnspec_model::requirement::Role;

use crate::case::Case;

pub mod backend;
pub mod device;
pub mod hub;
pub mod push_service;
pub mod sender;

/// Every case.
pub fn all() -> impl Iterator<Item = &'static Case> {
    [push_service::ALL, sender::ALL, device::ALL, backend::ALL, hub::ALL]
        .into_iter()
        .flatten()
        .flat_map(|section| section.iter())
}

/// The cases for one role.
pub fn of(role: Role) -> impl Iterator<Item = &'static Case> {
    all().filter(move |case| case.role == role)
}

/// The case with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Case> {
    all().find(|case| case.id == id)
}
