//! Entries, feeds and error bodies.

use mpnspec_model::registration::{
    DescriptionFault, DocumentFault, ETag, Entry, ErrorBody, Feed, Recorded, RegistrationId, Root,
    Timestamp,
};
use mpnspec_model::xml::is_well_formed;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::any::{description, entry, feed, text};
use crate::spelling::spelling;

/// What a reader owes to whoever gets its complaint.
fn inside(fault: &DocumentFault, octets: &[u8]) -> Result<(), TestCaseError> {
    prop_assert!(fault.at() <= octets.len(), "{fault}");
    prop_assert!(fault.to_string().starts_with("expected "), "{fault}");
    prop_assert!(fault.to_string().contains(" found "), "{fault}");
    Ok(())
}

/// What the readers of documents owe each other on any octets.
fn agree(octets: &[u8]) -> Result<(), TestCaseError> {
    let well_formed = is_well_formed(octets);
    let faults =
        [Entry::read(octets).err(), Feed::read(octets).err(), ErrorBody::read(octets).err()];
    for fault in faults.into_iter().flatten() {
        inside(&fault, octets)?;
        let ill_formed = match fault {
            DocumentFault::Xml(malformed) => Err(malformed),
            _ => Ok(()),
        };
        prop_assert_eq!(&ill_formed, &well_formed);
    }
    if let Ok((entry, shape)) = Entry::read_with_shape(octets) {
        prop_assert_eq!(&well_formed, &Ok(()));
        let again = Entry::read_with_shape(&entry.write());
        prop_assert_eq!(again.as_ref().map(|(entry, _)| entry), Ok(&entry));
        let Ok((_, canonical)) = again else { return Ok(()) };
        prop_assert!(canonical.is_canonical() && canonical.strangers.is_empty());
        prop_assert_eq!(canonical.root, Root::Concrete);
        prop_assert!(shape.elements.len() >= canonical.elements.len());
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_entry_reads_back_and_is_canonical(entry in entry()) {
        let body = entry.write();
        let (read, shape) = Entry::read_with_shape(&body).unwrap();
        prop_assert!(shape.is_canonical());
        prop_assert_eq!(shape.root, Root::Concrete);
        prop_assert_eq!(read.write(), body);
        prop_assert_eq!(read, entry);
    }

    #[test]
    fn a_feed_reads_back(feed in feed()) {
        let body = feed.write();
        let (read, shapes) = Feed::read_with_shapes(&body).unwrap();
        prop_assert_eq!(shapes.len(), feed.entries.len());
        prop_assert_eq!(read.write(), body);
        prop_assert_eq!(read, feed);
    }

    #[test]
    fn every_spelling_of_a_description_says_the_same(description in description(), spelling in spelling()) {
        let body = spelling.write(&description);
        let (entry, shape) = Entry::read_with_shape(body.as_bytes()).unwrap();
        prop_assert_eq!(&entry.description, &description);
        let root = if spelling.polymorphic { Root::Polymorphic } else { Root::Concrete };
        prop_assert_eq!(shape.root, root);
        prop_assert_eq!(entry.write(), Entry { description, ..entry.clone() }.write());
    }

    #[test]
    fn an_order_is_canonical_exactly_when_it_is_that_of_the_writer(description in description(), spelling in spelling()) {
        let canonical = Entry::read_with_shape(&Entry::request(description.clone()).write()).unwrap().1;
        let body = spelling.without_nils().write(&description.without_read_only());
        let shape = Entry::read_with_shape(body.as_bytes()).unwrap().1;
        prop_assert_eq!(shape.is_canonical(), shape.elements == canonical.elements);
    }

    #[test]
    fn an_answer_says_everything_thrice(
        description in description(), numbers in any::<[u64; 2]>(), partition in any::<u8>(),
        etag in any::<u64>(), seconds in any::<[u32; 2]>(), listed in any::<bool>(),
    ) {
        let [now, expires] = seconds.map(|seconds| Timestamp::from_unix(u64::from(seconds)));
        let id = RegistrationId::mint(numbers, partition);
        let collection = "https://ns.example/hub/registrations";
        let recorded = Recorded { id: &id, etag: ETag(etag), expires, now, collection, query: "x&y", listed };
        let entry = Entry::answer(&recorded, description.clone());
        prop_assert_eq!(&Entry::read(&entry.write()).unwrap(), &entry);
        let read_only = &entry.description.read_only;
        prop_assert_eq!(read_only.etag.clone(), Some(etag.to_string()));
        prop_assert_eq!(ETag::parse(entry.etag.as_deref().unwrap().as_bytes()), Ok(ETag(etag)));
        prop_assert_eq!(RegistrationId::parse(read_only.registration_id.as_deref().unwrap()), Ok(id));
        prop_assert_eq!(entry.title.clone(), read_only.registration_id.clone());
        let expiration_time = read_only.expiration_time.as_deref().unwrap();
        prop_assert_eq!(expiration_time.ends_with('Z'), listed);
        prop_assert_eq!(Timestamp::parse(expiration_time), Ok(expires));
        prop_assert_eq!(Timestamp::parse(entry.updated.as_deref().unwrap()), Ok(now));
        prop_assert_eq!(entry.description.without_read_only(), description.without_read_only());
    }

    #[test]
    fn an_error_body_reads_back(code in any::<u16>(), detail in prop_oneof![Just(String::new()), text()]) {
        let error = ErrorBody { code, detail };
        prop_assert_eq!(ErrorBody::read(&error.write()), Ok(error));
    }

    #[test]
    fn the_readers_agree_on_any_octets(octets in vec(any::<u8>(), 0..64)) {
        agree(&octets)?;
    }

    #[test]
    fn the_readers_agree_on_bent_entries(
        description in description(), spelling in spelling(), at in any::<Index>(),
        with in prop_oneof![select(&b"<>&'\"=/ :-]xd\0"[..]), any::<u8>()], how in 0..4u8,
    ) {
        let mut octets = spelling.write(&description).into_bytes();
        let at = at.index(octets.len());
        match how {
            0 => drop(octets.remove(at)),
            1 => octets[at] = with,
            2 => octets.insert(at, with),
            _ => octets.truncate(at),
        }
        agree(&octets)?;
    }

    #[test]
    fn faults_are_told_in_words(description in description()) {
        for fault in description.faults() {
            prop_assert!(fault.to_string().starts_with("expected "), "{}", fault);
            let foreign = matches!(fault, DescriptionFault::Foreign { .. } | DescriptionFault::SecondaryTile { .. });
            prop_assert!(!foreign, "{}", fault);
        }
    }
}
