//! What a hub makes of the body of a write.

use super::facts::Fault;
use crate::header::{X_NOTIFICATION_CLASS, X_WINDOWSPHONE_TARGET};
use crate::registration::{
    Description, DescriptionFault, DocumentFault, Entry, Platform, ReadOnly, Shape, TagWrong,
    TagsFault,
};

/// The body of a write.
#[derive(Clone, Debug)]
pub struct Written {
    /// The registration, as far as it can be read.
    pub description: Option<Description>,
    /// What it says of what only a hub sets.
    pub read_only: ReadOnly,
    /// How it was written, as far as it can be read.
    pub shape: Option<Shape>,
    /// What is the matter with it: what must be refused before what may be.
    pub fault: Fault,
}

/// Reads the body of a write.
#[must_use]
pub fn written(octets: &[u8]) -> Written {
    match Entry::read_with_shape(octets) {
        Err(fault) => {
            let read_only = ReadOnly::default();
            Written { description: None, read_only, shape: None, fault: unreadable(&fault) }
        }
        Ok((entry, shape)) => {
            let fault = fault(&entry.description);
            let read_only = entry.description.read_only.clone();
            let description = Some(entry.description.without_read_only());
            Written { description, read_only, shape: Some(shape), fault }
        }
    }
}

fn unreadable(fault: &DocumentFault) -> Fault {
    let handles = || Platform::ALL.iter().map(|platform| platform.handle_element());
    match fault {
        DocumentFault::Namespace { .. } => Fault::Namespace,
        DocumentFault::Missing { element, .. } if handles().any(|handle| handle == *element) => {
            Fault::NoHandle
        }
        _ => Fault::Malformed,
    }
}

fn fault(description: &Description) -> Fault {
    let faults = description.faults().into_iter().map(|fault| of(&fault));
    let template = description.template.as_ref();
    let template = template.filter(|_| description.platform == Platform::Mpns);
    let lacks = |name| template.is_some_and(|template| template.header(name).is_none());
    let (class, target) = (lacks(X_NOTIFICATION_CLASS), lacks(X_WINDOWSPHONE_TARGET));
    let others = [
        (class && !target, Fault::NoClass),
        (target && !class, Fault::NoTarget),
        (description.read_only != ReadOnly::default(), Fault::ReadOnly),
    ];
    let others = others.into_iter().filter(|(is, _)| *is).map(|(_, fault)| fault);
    // What must be refused outweighs what may be.
    faults.chain(others).max_by_key(|fault| fault.body().is_some()).unwrap_or(Fault::Nothing)
}

fn of(fault: &DescriptionFault) -> Fault {
    match fault {
        DescriptionFault::Tags(TagsFault::Tag { wrong, .. }) => match wrong {
            TagWrong::Empty => Fault::EmptyTag,
            TagWrong::Blanks => Fault::Blanks,
            TagWrong::Dollar => Fault::DollarTag,
            TagWrong::Character { .. } => Fault::OddTag,
            TagWrong::TooLong { .. } => Fault::LongTag,
        },
        DescriptionFault::Tags(TagsFault::TooMany { .. }) => Fault::ManyTags,
        DescriptionFault::Tags(TagsFault::TooLarge { .. }) => Fault::LargeTags,
        DescriptionFault::Handle { .. } => Fault::OddHandle,
        _ => Fault::Other,
    }
}
