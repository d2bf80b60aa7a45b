//! Plays a case against a backend: we are the devices before it, and the hub behind it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use mpnspec_model::adapter::{Command, Decided, Nothing};
use mpnspec_model::registration::{Description, IdReply, Platform, RegistrationId, Tags, Template};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Caller, Event, HubArrangement, Transcript};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::Client;
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::backend::{Call, Changes, Device, IdRequest, Registration, Step, Tag};
use mpnspec_suite::case::{Answer, Case, Steps};

use self::asking::Wanted;
use self::mock::{Exchange, HubMock, Known};
use super::{Clock, End, Numbers, Played, ended};
use crate::adapter::{Link, LinkError};
use crate::subject::{HubTerms, Subject};

mod asking;
pub mod mock;
mod overhearing;
mod tags;

/// How long a call of the hub is awaited when a device was told of a success that the hub had no part in: only a
/// backend that answers too early, or makes no call at all, has us wait.
const PROMISED: Duration = Duration::from_secs(1);

/// What a worker keeps between the cases that it plays against a backend.
pub struct Bench {
    hub: HubMock,
    client: Client,
    /// Whether the hub was ever called.
    called: bool,
    /// The ids that devices were given in the last case.
    given: Vec<String>,
}

impl Bench {
    /// A bench whose https URLs are vouched for by this authority.
    ///
    /// # Errors
    ///
    /// It could not be started.
    pub async fn start(
        authority: &Authority,
        known: &Known,
        limit: Duration,
    ) -> Result<Self, WireError> {
        let hub = HubMock::start(authority, known).await?;
        Ok(Self { hub, client: Client::plain(limit)?, called: false, given: Vec::new() })
    }

    /// The hub that a backend has to be told of.
    #[must_use]
    pub fn hub(&self) -> HubTerms {
        self.hub.terms()
    }
}

/// Plays a case, which may take no longer than the limit, with the numbers of a seed.
pub async fn play(
    case: &Case,
    subject: &mut Subject,
    bench: &mut Bench,
    (seed, limit): (u64, Duration),
) -> Played {
    let Steps::Backend(steps) = case.steps else {
        let end = End::CouldNotRun("this case is for another role".into());
        return Played { transcript: Transcript::new(Role::Backend), end, unmet: Vec::new() };
    };
    let mut numbers = Numbers::new(seed, case.id);
    let number = numbers.draw();
    bench.hub.reset(std::mem::take(&mut bench.given), number);
    let mut player = Player {
        subject,
        hub: &bench.hub,
        client: &bench.client,
        clock: Clock::new(false),
        number,
        numbers,
        transcript: Transcript::new(Role::Backend),
        ids: BTreeMap::new(),
        registered: BTreeMap::new(),
        calls: BTreeMap::new(),
        open: Vec::new(),
        promised: false,
        unmet: Vec::new(),
    };
    let end = ended(player.steps(steps), limit).await;
    let (transcript, unmet) = (player.transcript, player.unmet);
    let (ids, called) = (player.ids, !player.calls.is_empty());
    bench.called |= called;
    bench.given.extend(ids.into_values());
    let is_alone = matches!(subject.link, Link::None);
    if is_alone && !bench.called && asks_the_hub(steps) {
        // A backend that was told of another hub fails at everything, and that is not its fault.
        let end = End::CouldNotRun(why_not_called(&transcript, &bench.hub.terms()));
        return Played { transcript: Transcript::new(Role::Backend), end, unmet };
    }
    Played { transcript, end, unmet }
}

/// Is there a step that no backend can do without the hub?
fn asks_the_hub(steps: &[Step]) -> bool {
    steps.iter().any(|step| matches!(step, Step::Post(..) | Step::PostTogether(..)))
}

/// Why a backend of which nothing but its URL is known did not call the hub.
fn why_not_called(transcript: &Transcript, hub: &HubTerms) -> String {
    let refused = transcript.iter().any(|entry| match entry.event {
        Event::Answered(_, response) => matches!(response.status, 401 | 403),
        _ => false,
    });
    if refused {
        return "the backend refuses whoever shows nothing; what its callers show, and which tags they may have, is \
                said in the tables `[[caller]]` of a subject.toml"
            .into();
    }
    let (endpoint, _) = hub.connection_string.split_once(';').unwrap_or_default();
    format!(
        "the backend never called our hub; it has to be told of the hub `{}` at `{endpoint}`, of its key, and of the \
         authority that vouches for it, as the run says at its start",
        hub.name
    )
}

struct Player<'a> {
    subject: &'a mut Subject,
    hub: &'a HubMock,
    client: &'a Client,
    clock: Clock,
    number: u64,
    numbers: Numbers,
    transcript: Transcript,
    /// The ids that devices keep.
    ids: BTreeMap<Device, String>,
    /// What each device asked for last.
    registered: BTreeMap<Device, Registration>,
    /// How often the hub was called, in which way.
    calls: BTreeMap<Call, usize>,
    /// Calls of the hub whose answers have not left, with the positions of the requests.
    open: Vec<(usize, Exchange)>,
    /// Whether a device was told of a success that the hub had no part in yet.
    promised: bool,
    unmet: Vec<String>,
}

impl Player<'_> {
    async fn steps(&mut self, steps: &[Step]) -> Result<(), End> {
        match self.subject.link.call::<Nothing>(Command::Reset).await {
            Ok(_) | Err(LinkError::Unimplemented(_)) => {}
            Err(error) => return Err(error.into()),
        }
        for caller in &self.subject.callers {
            let known = Caller {
                name: caller.name.clone(),
                tags: caller.tags.clone(),
                adds: caller.adds.clone(),
            };
            self.transcript.known(self.clock.now(), known);
        }
        for step in steps {
            self.step(step).await?;
        }
        self.settle().await
    }

    async fn step(&mut self, step: &Step) -> Result<(), End> {
        match step {
            Step::Post(device, post, answer) => self.post(&[*device], post, answer).await?,
            Step::PostTogether(post, answer) => {
                self.post(&[Device::A, Device::B], post, answer).await?;
            }
            Step::Put(device, put, answer) => self.put(&[*device], put, answer).await?,
            Step::PutTogether(put, answer) => {
                self.put(&[Device::A, Device::B], put, answer).await?;
            }
            Step::Delete(device, by, answer) => {
                let target = self.below(*device)?;
                let wanted = Wanted { method: "DELETE", target, by: *by, content: None };
                self.ask(vec![wanted], answer).await?;
            }
            Step::Hub(call, says) => self.hub.script(*call, says),
            Step::HubAlways(call, says) => self.hub.always(*call, *says),
            Step::Expire(device) => {
                let id = self.id(*device)?.to_owned();
                if !self.hub.expire(&id) {
                    return Err(End::CouldNotRun(format!(
                        "the hub has no registration of device {device:?} that could expire"
                    )));
                }
                self.transcript.hub_arranged(self.clock.now(), &id, HubArrangement::Expired);
            }
            Step::Stock(count) => {
                for number in 0..*count {
                    let tags = [self.tag(Tag::First)?, format!("stock:{number}")];
                    self.stock(tags.into_iter().collect(), None)?;
                }
            }
            Step::StockTemplates => {
                for name in ["toast", "breaking & news"] {
                    let body = format!(
                        "<wp:Notification xmlns:wp=\"WPNotification\"><wp:Toast><wp:Text1>$({})\
                         </wp:Text1></wp:Toast></wp:Notification>",
                        name.len()
                    );
                    let template = Template::new(body)
                        .with_header("X-WindowsPhone-Target", "toast")
                        .with_header("X-NotificationClass", "2")
                        .with_name(name);
                    let tags = [self.tag(Tag::First)?].into_iter().collect();
                    self.stock(tags, Some(template))?;
                }
            }
            Step::StockOther => self.stock(["other:1"].into_iter().collect(), None)?,
            Step::Pages(page) => self.hub.pages(*page),
            Step::AddTag(changes) => {
                let by_tag = self.tag(Tag::First)?;
                self.add_tag(by_tag, *changes).await?;
            }
            Step::AddTagToNone(changes) => {
                let by_tag = format!("nobody:{:x}", self.number);
                self.add_tag(by_tag, *changes).await?;
            }
            Step::Has(device, tags) => self.has(*device, tags)?,
            Step::HasNone(device) => {
                let id = self.id(*device)?;
                if self.hub.registrations().contains_key(id) {
                    self.unmet.push(format!(
                        "expected no registration of device {device:?}, but found one"
                    ));
                }
            }
            Step::WithNewTag(expected) => {
                let tag = self.new_tag();
                let all = self.hub.registrations();
                let found = all.values().filter(|it| it.tags.contains(&tag)).count();
                if found != *expected {
                    self.unmet.push(format!(
                        "expected {expected} registrations with the new tag, but found {found}"
                    ));
                }
            }
            Step::Called(call, expected) => {
                let count = match call {
                    Call::Any => self.calls.values().sum(),
                    call => self.calls.get(call).copied().unwrap_or(0),
                };
                if count != *expected {
                    self.unmet
                        .push(format!("expected {expected} calls ({call:?}), but found {count}"));
                }
            }
            Step::Settle => self.settle().await?,
        }
        Ok(())
    }

    // ---- devices ----------------------------------------------------------------------

    async fn post(
        &mut self,
        devices: &[Device],
        post: &IdRequest,
        answer: &Answer,
    ) -> Result<(), End> {
        let base = self.base()?;
        let shared = format!("http://s.notify.live.net/u/1/{:016x}?a=b+c/d", self.number);
        let target = if post.with_handle { format!("{base}?handle={shared}") } else { base };
        let content = post.content_type.map(|content_type| (content_type, Vec::new()));
        let wanted = Wanted { method: "POST", target, by: post.by, content };
        let got = self.ask(devices.iter().map(|_| wanted.clone()).collect(), answer).await?;
        for (device, got) in devices.iter().zip(got) {
            let taken = got.filter(|got| (200..=299).contains(&got.status));
            let id = taken.and_then(|got| IdReply::read(&got.body).ok()).map(|reply| reply.id);
            if let Some(id) = id {
                self.ids.insert(*device, id);
            }
        }
        Ok(())
    }

    async fn put(
        &mut self,
        devices: &[Device],
        put: &Registration,
        answer: &Answer,
    ) -> Result<(), End> {
        let mut wanted = Vec::new();
        for device in devices {
            let (target, content) = (self.below(*device)?, self.content(*device, put)?);
            let content = Some(("application/json; charset=utf-8", content));
            wanted.push(Wanted { method: "PUT", target, by: put.by, content });
        }
        let got = self.ask(wanted, answer).await?;
        for (device, got) in devices.iter().zip(got) {
            if got.is_some_and(|got| (200..=299).contains(&got.status)) {
                self.registered.insert(*device, *put);
            }
        }
        Ok(())
    }

    fn id(&self, device: Device) -> Result<&str, End> {
        let none = || End::CouldNotRun(format!("the backend gave device {device:?} no id"));
        self.ids.get(&device).map(String::as_str).ok_or_else(none)
    }

    fn base(&self) -> Result<String, End> {
        let none = || End::CouldNotRun("`hello` gave no `url` for registrations".into());
        let url = self.subject.hello.url.as_deref().ok_or_else(none)?;
        Ok(url.trim_end_matches('/').to_owned())
    }

    fn below(&self, device: Device) -> Result<String, End> {
        Ok(format!("{}/{}", self.base()?, self.id(device)?))
    }

    fn has(&mut self, device: Device, tags: &[Tag]) -> Result<(), End> {
        let put = *self.registered.get(&device).ok_or_else(|| {
            End::CouldNotRun(format!("device {device:?} could not be registered"))
        })?;
        let wanted: Tags = tags.iter().map(|tag| self.tag(*tag)).collect::<Result<_, _>>()?;
        let adds = self.subject.callers.first().map(|caller| caller.adds.clone());
        let (id, handle) = (self.id(device)?.to_owned(), self.handle(device, &put));
        let all = self.hub.registrations();
        let found = all.get(&id).map(|found| {
            let added = |tag: &&str| adds.iter().flatten().all(|added| added != tag);
            let tags: Tags = found.tags.iter().filter(added).collect();
            (found.platform.word(), found.handle.as_str(), tags)
        });
        let expected = (put.platform, handle.as_str(), wanted);
        if found.as_ref() != Some(&expected) {
            self.unmet.push(format!("expected {expected:?} at the hub, but found {found:?}"));
        }
        Ok(())
    }

    // ---- the hub ----------------------------------------------------------------------

    fn stock(&mut self, tags: Tags, template: Option<Template>) -> Result<(), End> {
        let id = RegistrationId::mint([self.numbers.draw(), self.numbers.draw()], 1).to_string();
        let handle = format!("http://s.notify.live.net/u/1/{:016x}", self.numbers.draw());
        let mut description = Description::native(Platform::Mpns, handle).with_tags(tags);
        if let Some(template) = template {
            description = description.with_template(template);
        }
        match self.hub.stock(&id, description) {
            true => Ok(()),
            false => Err(End::CouldNotRun(format!("the hub does not take the id {id}"))),
        }
    }

    async fn add_tag(&mut self, by_tag: String, changes: Changes) -> Result<(), End> {
        let command = Command::AddTag { by_tag, tag: self.new_tag() };
        let told = self.transcript.told(self.clock.now(), command.clone());
        let done = match self.subject.link.call::<Nothing>(command).await {
            Ok(_) => true,
            Err(LinkError::Failed(_)) => false,
            Err(error) => return Err(error.into()),
        };
        self.overhear(Instant::now());
        let decided = if done { Decided::Done } else { Decided::GiveUp };
        self.transcript.decided(self.clock.now(), told, decided);
        if done != (changes == Changes::Done) {
            let found = if done { "done" } else { "an error" };
            self.unmet.push(format!("expected {changes:?} of the change, but found {found}"));
        }
        Ok(())
    }

    fn new_tag(&self) -> String {
        format!("band:{:x}", self.number & 0xffff_ffff)
    }
}
