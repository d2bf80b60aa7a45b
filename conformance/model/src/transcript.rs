//! What happened in a run, in order: the only thing a judge sees.
//!
//! Everything is kept in a few growing buffers, and an [`Entry`] lends from them: recording an
//! exchange costs no allocation of its own, and evidence is a position, never a copy.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::{Add, Range};

use crate::adapter::{Command, Decided};
use crate::header::Kind;
use crate::requirement::Role;

mod event;

pub use event::{
    Arrangement, Caller, Credentials, Entry, Event, Flaw, Forgery, Form, Found, Headers,
    HubArrangement, Index, Kept, Kinds, Lapse, Request, Response, Rights,
};

use event::Field;

/// A moment of the run's clock, in milliseconds since its start; the clock may be virtual.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Time(pub u64);

/// A span of that clock, in milliseconds.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Span(pub u64);

impl Span {
    /// That many seconds.
    #[must_use]
    pub const fn seconds(n: u64) -> Self {
        Self(n.saturating_mul(1000))
    }
}

impl Add<Span> for Time {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Time {
    /// The span since an earlier moment; nothing if that moment is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

/// What happened in a run, growing at its end.
#[derive(Clone, Debug)]
pub struct Transcript {
    subject: Role,
    text: String,
    octets: Vec<u8>,
    fields: Vec<Field>,
    commands: Vec<Command>,
    kept: Vec<Kept>,
    callers: Vec<Caller>,
    entries: Vec<(Time, Stored)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slice {
    start: u32,
    end: u32,
}

impl Slice {
    // Buffers past 4 GiB would make slices empty rather than wrong.
    fn new(range: Range<usize>) -> Self {
        match (u32::try_from(range.start), u32::try_from(range.end)) {
            (Ok(start), Ok(end)) => Self { start, end },
            _ => Self::default(),
        }
    }

    const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    fn octets(self, octets: &[u8]) -> &[u8] {
        octets.get(self.range()).unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug)]
struct StoredRequest {
    method: Slice,
    target: Slice,
    headers: Slice,
    body: Slice,
    credentials: Credentials,
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Stored {
    Arranged(Slice, Arrangement),
    Asked(StoredRequest),
    Answered { to: Index, status: u16, minor: u8, headers: Slice, body: Slice },
    Unanswered(Index, Lapse),
    CalledBack(StoredRequest),
    Consulted(StoredRequest),
    Delivered(Slice, Kind, Slice),
    Told(usize),
    Decided(Index, Decided),
    HubArranged(Slice, HubArrangement),
    Kept(usize),
    Known(usize),
    Settled,
}

/// A request on its way into a transcript.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a, H> {
    /// The method.
    pub method: &'a str,
    /// The absolute target.
    pub target: &'a str,
    /// The fields in wire order.
    pub headers: H,
    /// The octets of the body.
    pub body: &'a [u8],
    /// What the sender showed of itself.
    pub credentials: Credentials,
    /// How it was put on the wire.
    pub form: Form,
}

impl Transcript {
    /// Nothing has happened yet to the subject of this role.
    #[must_use]
    pub const fn new(subject: Role) -> Self {
        Self {
            subject,
            text: String::new(),
            octets: Vec::new(),
            fields: Vec::new(),
            commands: Vec::new(),
            kept: Vec::new(),
            callers: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// The role of the subject.
    #[must_use]
    pub const fn subject(&self) -> Role {
        self.subject
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Has nothing happened?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// The entry at a position.
    #[must_use]
    pub fn get(&self, index: Index) -> Option<Entry<'_>> {
        let (at, stored) = *self.entries.get(index)?;
        let event = match stored {
            Stored::Arranged(channel, arrangement) => {
                Event::Arranged(channel.text(&self.text), arrangement)
            }
            Stored::Asked(request) => Event::Asked(self.request_of(request)),
            Stored::Answered { to, status, minor, headers, body } => {
                let (headers, body) = (self.headers_of(headers), body.octets(&self.octets));
                Event::Answered(to, Response { status, minor, headers, body })
            }
            Stored::Unanswered(to, lapse) => Event::Unanswered(to, lapse),
            Stored::CalledBack(request) => Event::CalledBack(self.request_of(request)),
            Stored::Consulted(request) => Event::Consulted(self.request_of(request)),
            Stored::Delivered(channel, kind, body) => {
                Event::Delivered(channel.text(&self.text), kind, body.octets(&self.octets))
            }
            Stored::Told(command) => Event::Told(self.commands.get(command)?),
            Stored::Decided(about, decided) => Event::Decided(about, decided),
            Stored::HubArranged(id, arrangement) => {
                Event::HubArranged(id.text(&self.text), arrangement)
            }
            Stored::Kept(kept) => Event::Kept(self.kept.get(kept)?),
            Stored::Known(caller) => Event::Known(self.callers.get(caller)?),
            Stored::Settled => Event::Settled,
        };
        Some(Entry { at, event })
    }

    /// The request at a position, if there is one.
    #[must_use]
    pub fn request(&self, index: Index) -> Option<Request<'_>> {
        match self.get(index)?.event {
            Event::Asked(request) | Event::CalledBack(request) | Event::Consulted(request) => {
                Some(request)
            }
            _ => None,
        }
    }

    fn request_of(&self, stored: StoredRequest) -> Request<'_> {
        Request {
            method: stored.method.text(&self.text),
            target: stored.target.text(&self.text),
            headers: self.headers_of(stored.headers),
            body: stored.body.octets(&self.octets),
            credentials: stored.credentials,
            form: stored.form,
        }
    }

    fn headers_of(&self, slice: Slice) -> Headers<'_> {
        let fields = self.fields.get(slice.range()).unwrap_or_default();
        Headers { text: &self.text, octets: &self.octets, fields }
    }

    // ---- recording --------------------------------------------------------------------

    /// We brought a channel into a state.
    pub fn arranged(&mut self, at: Time, channel: &str, arrangement: Arrangement) -> Index {
        let channel = self.keep_text(channel);
        self.push(at, Stored::Arranged(channel, arrangement))
    }

    /// A sender made a request.
    pub fn asked<'h, H>(&mut self, at: Time, sent: Sent<'_, H>) -> Index
    where
        H: IntoIterator<Item = (&'h str, &'h [u8])>,
    {
        let request = self.keep_request(sent);
        self.push(at, Stored::Asked(request))
    }

    /// The request at that position was answered.
    pub fn answered<'h, H>(
        &mut self,
        at: Time,
        to: Index,
        (status, minor): (u16, u8),
        headers: H,
        body: &[u8],
    ) -> Index
    where
        H: IntoIterator<Item = (&'h str, &'h [u8])>,
    {
        let (headers, body) = (self.keep_headers(headers), self.keep_octets(body));
        self.push(at, Stored::Answered { to, status, minor, headers, body })
    }

    /// The request at that position got no answer.
    pub fn unanswered(&mut self, at: Time, to: Index, lapse: Lapse) -> Index {
        self.push(at, Stored::Unanswered(to, lapse))
    }

    /// The push service called one of our listeners.
    pub fn called_back<'h, H>(&mut self, at: Time, sent: Sent<'_, H>) -> Index
    where
        H: IntoIterator<Item = (&'h str, &'h [u8])>,
    {
        let request = self.keep_request(sent);
        self.push(at, Stored::CalledBack(request))
    }

    /// The backend made a request of the hub behind it.
    pub fn consulted<'h, H>(&mut self, at: Time, sent: Sent<'_, H>) -> Index
    where
        H: IntoIterator<Item = (&'h str, &'h [u8])>,
    {
        let request = self.keep_request(sent);
        self.push(at, Stored::Consulted(request))
    }

    /// The device of a channel was handed these octets.
    pub fn delivered(&mut self, at: Time, channel: &str, kind: Kind, octets: &[u8]) -> Index {
        let (channel, octets) = (self.keep_text(channel), self.keep_octets(octets));
        self.push(at, Stored::Delivered(channel, kind, octets))
    }

    /// We told the sender to do this.
    pub fn told(&mut self, at: Time, command: Command) -> Index {
        self.commands.push(command);
        self.push(at, Stored::Told(self.commands.len() - 1))
    }

    /// The sender said what it will do about the command at that position.
    pub fn decided(&mut self, at: Time, about: Index, decided: Decided) -> Index {
        self.push(at, Stored::Decided(about, decided))
    }

    /// We brought a hub, or the registration of an id, into a state.
    pub fn hub_arranged(&mut self, at: Time, id: &str, arrangement: HubArrangement) -> Index {
        let id = self.keep_text(id);
        self.push(at, Stored::HubArranged(id, arrangement))
    }

    /// The device showed what it keeps.
    pub fn kept(&mut self, at: Time, kept: Kept) -> Index {
        self.kept.push(kept);
        self.push(at, Stored::Kept(self.kept.len() - 1))
    }

    /// The backend knows somebody.
    pub fn known(&mut self, at: Time, caller: Caller) -> Index {
        self.callers.push(caller);
        self.push(at, Stored::Known(self.callers.len() - 1))
    }

    /// The subject had the time to do all that it will do before the clock moves on.
    pub fn settled(&mut self, at: Time) -> Index {
        self.push(at, Stored::Settled)
    }

    fn push(&mut self, at: Time, stored: Stored) -> Index {
        self.entries.push((at, stored));
        self.entries.len() - 1
    }

    fn keep_request<'h, H>(&mut self, sent: Sent<'_, H>) -> StoredRequest
    where
        H: IntoIterator<Item = (&'h str, &'h [u8])>,
    {
        let (method, target) = (self.keep_text(sent.method), self.keep_text(sent.target));
        let (headers, body) = (self.keep_headers(sent.headers), self.keep_octets(sent.body));
        let (credentials, form) = (sent.credentials, sent.form);
        StoredRequest { method, target, headers, body, credentials, form }
    }

    fn keep_headers<'h, H>(&mut self, headers: H) -> Slice
    where
        H: IntoIterator<Item = (&'h str, &'h [u8])>,
    {
        let start = self.fields.len();
        for (name, value) in headers {
            let field = Field { name: self.keep_text(name), value: self.keep_octets(value) };
            self.fields.push(field);
        }
        Slice::new(start..self.fields.len())
    }

    fn keep_text(&mut self, text: &str) -> Slice {
        let start = self.text.len();
        self.text.push_str(text);
        Slice::new(start..self.text.len())
    }

    fn keep_octets(&mut self, octets: &[u8]) -> Slice {
        let start = self.octets.len();
        self.octets.extend_from_slice(octets);
        Slice::new(start..self.octets.len())
    }
}
