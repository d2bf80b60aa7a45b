//! A change of tags, soundly made or with one fault, and the requirement that the fault breaks.

use super::story::*;
use mpnspec_model::adapter::{Command, Decided};
use mpnspec_model::registration::{
    Description, Entry, Feed, Platform, Template, X_MS_CONTINUATIONTOKEN,
};
use mpnspec_model::requirement::*;
use mpnspec_model::transcript::{Event, Found, Time};

/// What a backend does about a change of tags.
#[derive(Clone)]
pub(super) struct Changing {
    /// How many registrations have the tag.
    pub(super) stock: usize,
    /// How many are on a page.
    pub(super) page: usize,
    /// The registration that somebody else changes before it is written.
    pub(super) meanwhile: Option<usize>,
    pub(super) bends: Bends,
    pub(super) decided: Decided,
    /// What the hub says to the first list.
    pub(super) lists: Option<u16>,
    /// What the hub says to every write.
    pub(super) writes: Option<u16>,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Bends {
    pub(super) by_another_tag: bool,
    pub(super) writes_another: bool,
    pub(super) skips_one: bool,
    pub(super) stops_after_a_page: bool,
    pub(super) loses_a_tag: bool,
    pub(super) changes_the_handle: bool,
    pub(super) drops_the_template: bool,
    pub(super) unconditional: bool,
    pub(super) never_reads_again: bool,
    pub(super) stops_at_a_change: bool,
    pub(super) loses_a_tag_then: bool,
    pub(super) spells_ids_oddly: bool,
}

pub(super) const OTHERS: usize = 90;

pub(super) fn id(number: usize) -> String {
    format!("{}-1-1", number + 1)
}

pub(super) fn changed(changing: &Changing) -> Teller {
    let mut teller = Teller::new();
    let template = || Template::new("<a>$(b)</a>").with_header("X-NotificationClass", "2");
    for number in 0..changing.stock {
        let description = Description::native(Platform::Mpns, format!("{URI}{number}"))
            .with_tags(tags(&["user:ada", "one"]))
            .with_template(template());
        assert!(teller.hub.write(&id(number), description, UNIX));
    }
    let other = Description::native(Platform::Mpns, URI).with_tags(tags(&["user:grace"]));
    assert!(teller.hub.write(&id(OTHERS), other, UNIX));
    let command = Command::AddTag { by_tag: "user:ada".into(), tag: "band".into() };
    let told = teller.transcript.told(Time(0), command);
    let bends = changing.bends;
    let by = if bends.by_another_tag { "one" } else { "user:ada" };
    let mut next = String::new();
    loop {
        let target =
            format!("{HUB}/tags/{by}/registrations?{VERSION}&$top={}{next}", changing.page);
        let mut list = Call { target, ..call("GET", "") };
        list.says = changing.lists.map(|status| Ok((status, Vec::new(), Vec::new())));
        let at = teller.consults(&list);
        teller.says(&list, at);
        let (entries, token) = teller.listed();
        let mut stopped = false;
        for entry in entries {
            stopped = stopped || !change(&mut teller, changing, entry) && bends.stops_at_a_change;
            if stopped {
                break;
            }
        }
        match token {
            Some(token) if !bends.stops_after_a_page && !stopped => {
                next = format!("&continuationtoken={token}")
            }
            _ => break,
        }
    }
    if bends.writes_another {
        let at = teller.consults(&call("GET", &format!("registrations/{}", id(OTHERS))));
        teller.says(&call("GET", ""), at);
        let entry = teller.shown();
        write(&mut teller, changing, &entry);
    }
    teller.transcript.decided(Time(0), told, changing.decided);
    teller.transcript.settled(Time(0));
    teller
}

/// Adds the tag to one registration, unless it goes stale and that is the end of it.
pub(super) fn change(teller: &mut Teller, changing: &Changing, mut entry: Entry) -> bool {
    let number: usize =
        entry.title.as_ref().and_then(|id| id.split('-').next()?.parse().ok()).unwrap();
    if changing.bends.skips_one && number == 1 {
        return true;
    }
    if changing.meanwhile == Some(number) {
        let mut description = entry.description.clone();
        description.tags.insert("meanwhile");
        teller.hub.write(&id(number - 1), description, UNIX);
    }
    if write(teller, changing, &entry) == 412 {
        if changing.bends.never_reads_again {
            return false;
        }
        let read = call("GET", &format!("registrations/{}", id(number - 1)));
        let at = teller.consults(&read);
        teller.says(&read, at);
        entry = teller.shown();
        let mut changing = changing.clone();
        changing.bends.loses_a_tag |= changing.bends.loses_a_tag_then;
        write(teller, &changing, &entry);
    }
    true
}

pub(super) fn write(teller: &mut Teller, changing: &Changing, entry: &Entry) -> u16 {
    let bends = changing.bends;
    let mut description = entry.description.clone().without_read_only();
    description.tags.insert("band");
    if bends.loses_a_tag {
        description.tags = tags(&["user:ada", "band"]);
    }
    if bends.changes_the_handle {
        description.handle += "x";
    }
    if bends.drops_the_template {
        description.template = None;
    }
    let id = entry.title.clone().unwrap();
    let spelt = if bends.spells_ids_oddly { format!("{id}%3F{VERSION}") } else { id };
    let mut put = call("PUT", &format!("registrations/{spelt}"));
    put.fields.push(("Content-Type", "application/atom+xml".into()));
    let etag = entry.etag.clone().unwrap();
    if !bends.unconditional {
        put.fields.push(("If-Match", etag));
    }
    put.body = Entry::request(description).write();
    put.says = changing.writes.map(|status| Ok((status, Vec::new(), Vec::new())));
    let at = teller.consults(&put);
    teller.says(&put, at);
    teller.last().0
}

impl Teller {
    pub(super) fn last(&self) -> (u16, Vec<u8>) {
        let last = self.transcript.len() - 1;
        match self.transcript.get(last).map(|entry| entry.event) {
            Some(Event::Answered(_, response)) => (response.status, response.body.to_vec()),
            _ => (0, Vec::new()),
        }
    }

    pub(super) fn shown(&self) -> Entry {
        Entry::read(&self.last().1).unwrap()
    }

    pub(super) fn listed(&self) -> (Vec<Entry>, Option<String>) {
        let feed = Feed::read(&self.last().1).map(|feed| feed.entries).unwrap_or_default();
        let token = match self.transcript.get(self.transcript.len() - 1).map(|entry| entry.event) {
            Some(Event::Answered(_, response)) => response.headers.get(X_MS_CONTINUATIONTOKEN),
            _ => Found::Absent,
        };
        let token = match token {
            Found::Text(token) => Some(String::from_utf8_lossy(token).into_owned()),
            _ => None,
        };
        (feed, token)
    }
}

pub(super) fn soundly() -> Changing {
    Changing {
        stock: 5,
        page: 3,
        meanwhile: Some(2),
        bends: Bends::default(),
        decided: Decided::Done,
        lists: None,
        writes: None,
    }
}

pub(super) type Change = fn(&mut Changing);

pub(super) const CHANGES: &[(&str, Requirement, Change)] = &[
    ("another tag is listed", REGISTRATIONS_ARE_FOUND_BY_TAG, |it| it.bends.by_another_tag = true),
    ("a stranger is changed", ONLY_THOSE_WITH_THE_TAG_CHANGE, |it| it.bends.writes_another = true),
    ("one is forgotten", EVERY_LISTED_REGISTRATION_CHANGES, |it| it.bends.skips_one = true),
    ("one page is enough", FURTHER_PAGES_ARE_READ, |it| it.bends.stops_after_a_page = true),
    ("a tag is lost", NO_TAG_IS_LOST, |it| it.bends.loses_a_tag = true),
    ("the handle changes", NOTHING_ELSE_CHANGES, |it| it.bends.changes_the_handle = true),
    ("the template is dropped", NOTHING_ELSE_CHANGES, |it| it.bends.drops_the_template = true),
    ("updates have no condition", UPDATES_ARE_CONDITIONAL, |it| it.bends.unconditional = true),
    ("a change is given up and told as done", EVERY_LISTED_REGISTRATION_CHANGES, |it| {
        it.bends.never_reads_again = true
    }),
    ("a change is given up and told", A_CONCURRENT_CHANGE_MEANS_RETRY, |it| {
        it.bends.never_reads_again = true;
        it.decided = Decided::GiveUp;
    }),
    ("all is given up after a change by others, and told", A_CONCURRENT_CHANGE_MEANS_RETRY, |it| {
        it.bends.never_reads_again = true;
        it.bends.stops_at_a_change = true;
        it.decided = Decided::GiveUp;
    }),
    ("a tag is lost after a change by others", NO_TAG_IS_LOST, |it| {
        it.bends.loses_a_tag_then = true;
    }),
    ("nothing to change is an error", AN_EMPTY_LIST_IS_NO_ERROR, |it| {
        it.stock = 0;
        it.decided = Decided::GiveUp;
    }),
    ("a 404 is an error", AN_EMPTY_LIST_IS_NO_ERROR, |it| {
        it.lists = Some(404);
        it.decided = Decided::GiveUp;
    }),
    ("a list that was refused is done", A_REFUSED_CHANGE_IS_TOLD, |it| it.lists = Some(403)),
    ("writes that were refused are done", A_REFUSED_CHANGE_IS_TOLD, |it| it.writes = Some(500)),
];
