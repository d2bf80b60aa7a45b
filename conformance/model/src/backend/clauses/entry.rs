//! What an entry that is written for a device has to say.

use alloc::vec::Vec;

use super::{Clause, Made, OnBehalf, broken, keeps, listed};
use crate::answer::Field;
use crate::backend::Wish;
use crate::backend::wish::Body;
use crate::clause::Kept;
use crate::requirement::*;
use crate::transcript::{Caller, Found};

/// The clauses.
pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(THE_ENTRY_IS_READABLE, readable),
    Clause::agreed(THE_ENTRY_IS_DECLARED, declared),
    Clause::agreed(THE_KIND_FITS_THE_PLATFORM, fits),
    Clause::agreed(THE_HANDLE_IS_UNCHANGED, handle),
    Clause::agreed(TAGS_ARE_AUTHORIZED, authorized),
    Clause::agreed(THE_TAGS_ARE_COMPLETE, complete),
    Clause::agreed(THE_TAGS_ARE_REPLACED, replaced),
    Clause::agreed(ADDS_ITS_OWN_TAGS, added),
];

impl<'j> Made<'j> {
    /// May anything be said about the content of what it writes?
    fn is_asked_for(&self) -> bool {
        match self.on_behalf {
            OnBehalf::Change { .. } => true,
            // What `fcm` is registered as is that backend's affair.
            _ => matches!(self.wish(), Some(Wish::Register { body, .. }) if *body != Body::Fcm),
        }
    }

    /// The registration that a device asked for, beside that which is written for it.
    fn registering(&self) -> Option<(&'j Wish, &crate::registration::Description)> {
        let wish = self.wish().filter(|_| self.is_asked_for())?;
        Some((wish, &self.written()?.description))
    }

    const fn caller(&self) -> Option<&'j Caller> {
        match self.on_behalf {
            OnBehalf::Device { caller, .. } => caller,
            _ => None,
        }
    }
}

fn readable(made: &Made<'_>) -> Kept {
    match &made.entry {
        Some(entry) if made.is_asked_for() => match entry {
            Ok(_) => Kept::Yes,
            Err(fault) => {
                let found = alloc::string::ToString::to_string(fault);
                Kept::No(broken(Field::Body, "an entry with one description", found))
            }
        },
        _ => Kept::Silent,
    }
}

fn declared(made: &Made<'_>) -> Kept {
    if made.entry.is_none() || !made.is_asked_for() {
        return Kept::Silent;
    }
    const FIELD: &str = "Content-Type";
    let found = made.request.headers.get(FIELD);
    let declared = match found {
        Found::Text(value) => value.to_ascii_lowercase().starts_with(b"application/atom+xml"),
        _ => false,
    };
    keeps(declared, || {
        broken(Field::Header(FIELD), "`application/atom+xml`", crate::ruling::shown(found))
    })
}

fn fits(made: &Made<'_>) -> Kept {
    let Some((wish, description)) = made.registering() else { return Kept::Silent };
    let Some(platform) = wish.platform() else { return Kept::Silent };
    let fits = description.platform == platform && description.template.is_none();
    keeps(fits, || broken(Field::Body, "a native registration of the platform", description.root()))
}

fn handle(made: &Made<'_>) -> Kept {
    let Some((wish, description)) = made.registering() else { return Kept::Silent };
    let (Wish::Register { registration: Some(registration), .. }, Some(platform)) =
        (wish, wish.platform())
    else {
        return Kept::Silent;
    };
    if description.platform != platform {
        return Kept::Silent;
    }
    let (told, found) = (&*registration.handle, &*description.handle);
    keeps(platform.is_same_handle(told, found), || {
        broken(Field::Body, "the handle that the device gave", found)
    })
}

/// The tags of what is asked for that may be had.
fn allowed<'m>(made: &'m Made<'_>, wish: &'m Wish) -> impl Iterator<Item = &'m str> {
    let caller = made.caller();
    wish.tags()
        .iter()
        .map(|tag| &**tag)
        .filter(move |tag| caller.is_none_or(|caller| caller.may_have(tag)))
}

fn authorized(made: &Made<'_>) -> Kept {
    let (Some((wish, description)), Some(caller)) = (made.registering(), made.caller()) else {
        return Kept::Silent;
    };
    let forbidden = |tag: &&str| !caller.may_have(tag);
    let asked = wish.tags().iter().map(|tag| &**tag).filter(forbidden);
    let taken: Vec<_> = asked.filter(|tag| description.tags.contains(tag)).collect();
    keeps(taken.is_empty(), || {
        broken(Field::Body, "only tags that the caller may have", listed(taken).as_bytes())
    })
}

fn complete(made: &Made<'_>) -> Kept {
    let Some((wish, description)) = made.registering() else { return Kept::Silent };
    let missing: Vec<_> =
        allowed(made, wish).filter(|tag| !description.tags.contains(tag)).collect();
    keeps(missing.is_empty(), || {
        let mut broken = broken(Field::Body, "", listed(description.tags.iter()).as_bytes());
        let missing = alloc::format!("also the tags {}", listed(missing));
        broken.expected =
            crate::ruling::Expected::Text(crate::ruling::escaped(missing.as_bytes(), 160).into());
        broken
    })
}

fn replaced(made: &Made<'_>) -> Kept {
    let Some((wish, description)) = made.registering() else { return Kept::Silent };
    let OnBehalf::Device { earlier: Some(earlier), .. } = made.on_behalf else {
        return Kept::Silent;
    };
    let dropped = |tag: &&str| !is_wanted(made, wish, tag);
    let mut old = earlier.iter().filter(dropped).peekable();
    if old.peek().is_none() {
        return Kept::Silent;
    }
    let left: Vec<_> = old.filter(|tag| description.tags.contains(tag)).collect();
    keeps(left.is_empty(), || {
        broken(Field::Body, "no tag that only an earlier PUT asked for", listed(left).as_bytes())
    })
}

/// Was a tag asked for, or is it one that the backend adds?
fn is_wanted(made: &Made<'_>, wish: &Wish, tag: &str) -> bool {
    let adds = made.caller().map(|caller| caller.adds.as_slice()).unwrap_or_default();
    wish.tags().iter().chain(adds).any(|wanted| wanted == tag)
}

fn added(made: &Made<'_>) -> Kept {
    let (Some((wish, description)), Some(caller)) = (made.registering(), made.caller()) else {
        return Kept::Silent;
    };
    let earlier = |tag: &&str| match made.on_behalf {
        OnBehalf::Device { earlier: Some(earlier), .. } => earlier.contains(tag),
        _ => false,
    };
    let missing = caller.adds.iter().any(|tag| !description.tags.contains(tag));
    let strange = description.tags.iter().filter(|tag| !is_wanted(made, wish, tag));
    let strange = strange.filter(|tag| !earlier(tag)).count() > 0;
    keeps(!missing && !strange, || {
        let found = listed(description.tags.iter());
        broken(
            Field::Body,
            "the tags asked for, and those that the backend is said to add",
            found.as_bytes(),
        )
    })
}
