//! A player of plans: a device that may be bent, and a backend that answers as the plan says.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use mpnspec_model::adapter::{Command, Decided, Register};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::Role;
use mpnspec_model::ruling::Rulings;
use mpnspec_model::transcript::{Credentials, Form, Lapse, Sent, Time, Transcript};

use super::bend::Bend;
use super::plans::{BASE, Id, Put, Step, What, told};

/// Plays and judges.
pub fn judged(plan: &[Step], bend: Option<Bend>, profile: &Profile) -> Rulings {
    judge(&play(plan, bend), Edition::V8_0, profile)
}

/// Plays a plan with a device that is bent, or not, and gives what was seen.
pub fn play(plan: &[Step], bend: Option<Bend>) -> Transcript {
    let mut player = Player {
        transcript: Transcript::new(Role::Device),
        bend,
        ids: VecDeque::new(),
        puts: VecDeque::new(),
        minted: 0,
        requests: 0,
        storage: BTreeMap::new(),
        memory: BTreeMap::new(),
        registered: BTreeMap::new(),
    };
    for step in plan {
        player.step(*step);
    }
    player.transcript
}

struct Player {
    transcript: Transcript,
    bend: Option<Bend>,
    ids: VecDeque<Id>,
    puts: VecDeque<Put>,
    minted: u64,
    requests: u64,
    storage: BTreeMap<String, String>,
    /// What only a bent device keeps there, before its storage.
    memory: BTreeMap<String, String>,
    /// What was registered last.
    registered: BTreeMap<String, Register>,
}

const AT: Time = Time(0);

impl Player {
    fn step(&mut self, step: Step) {
        match step {
            Step::Ids(ids) => self.ids.extend(ids),
            Step::Puts(puts) => self.puts.extend(puts),
            Step::Register(what) => {
                let register = told(what);
                let told = self.transcript.told(AT, Command::Register(register.clone()));
                let decided = self.register(&register);
                self.transcript.decided(AT, told, decided);
            }
            Step::Together(all) => self.together(all),
            Step::Restart => {
                self.transcript.told(AT, Command::Restart);
                self.memory.clear();
                if self.is(Bend::LosesAtRestart) {
                    self.storage.clear();
                }
            }
            Step::Show => {
                let mut shown = self.storage.clone();
                if self.is(Bend::ShowsAnother) {
                    shown.values_mut().for_each(|id| *id = format!("id:{id}"));
                }
                self.transcript.kept(AT, shown);
            }
        }
    }

    fn is(&self, bend: Bend) -> bool {
        self.bend == Some(bend)
    }

    /// Where the id of a registration is kept.
    fn key(&self, register: &Register) -> String {
        let template = register.template.clone().unwrap_or_default();
        if self.is(Bend::OneKey) { String::new() } else { template }
    }

    // ---- several at the same time -------------------------------------------------------

    fn together(&mut self, all: &[What]) {
        let twins =
            all.iter().any(|(name, ..)| all.iter().filter(|(it, ..)| it == name).count() > 1);
        let registrations: Vec<_> = all.iter().map(|what| told(*what)).collect();
        let command = Command::RegisterTogether { registrations: registrations.clone() };
        let told = self.transcript.told(AT, command);
        let before = self.storage.clone();
        // All have asked for their ids before the first of them registers.
        let mut held = Vec::new();
        for register in &registrations {
            let key = self.key(register);
            let twin = twins && self.is(Bend::TwinsAskTwice);
            if !self.is(Bend::MakesUpAnId) && (twin || !self.storage.contains_key(&key)) {
                self.storage.remove(&key);
                let _ = self.fetch(&key);
            }
            held.push(self.storage.clone());
        }
        let mut decided = Vec::new();
        for (register, held) in registrations.iter().zip(held) {
            if twins && self.is(Bend::TwinsAskTwice) {
                self.storage = held;
            }
            decided.push(self.register(register));
        }
        if self.is(Bend::TogetherKeepsTheLast)
            && let Some(last) = registrations.last()
        {
            let key = self.key(last);
            let kept = self.storage.get(&key).cloned();
            self.storage = before;
            self.storage.extend(kept.map(|id| (key, id)));
        }
        for decided in decided {
            self.transcript.decided(AT, told, decided);
        }
    }

    // ---- the flow -------------------------------------------------------------------------

    fn register(&mut self, register: &Register) -> Decided {
        let key = self.key(register);
        let before = self.registered.get(&key);
        let changed = before.is_some_and(|before| before.handle != register.handle);
        if self.is(Bend::SkipsUnchanged) && before == Some(register) {
            return Decided::Done;
        }
        if self.is(Bend::KeepsNothing) || (changed && self.is(Bend::RenewsWithTheHandle)) {
            self.storage.remove(&key);
        }
        let minted = self.minted;
        let Some(id) = self.id(&key) else {
            let done = self.is(Bend::SaysDoneWithoutAnId);
            return if done { Decided::Done } else { Decided::GiveUp };
        };
        if self.is(Bend::NeverPuts) {
            return Decided::Done;
        }
        let mut status = self.put(register, &id);
        let late = self.is(Bend::StoresLate);
        if late && minted < self.minted && !is_taken(status) {
            self.storage.remove(&key);
        }
        let again = match self.bend {
            Some(Bend::Retries(on)) => status.0 == on,
            Some(Bend::PutsTwice) => is_taken(status),
            _ => false,
        };
        if again {
            status = self.put(register, &id);
        }
        let mut tries = 1;
        let most = match self.bend {
            Some(Bend::Tries(tries)) => tries,
            Some(Bend::IgnoresGone) => 1,
            _ => 2,
        };
        let bend = self.bend;
        let renews = |status: u16| status == 410 || bend == Some(Bend::RenewsOn(status));
        if status.0 == 410 && self.is(Bend::IgnoresGone) {
            return Decided::GiveUp;
        }
        while renews(status.0) && tries < most {
            let dead = self.forget(&key, &id);
            let Some(id) = self.id(&key) else { return Decided::GiveUp };
            if self.is(Bend::RenewsOnly) {
                return Decided::GiveUp;
            }
            let id = dead.unwrap_or(id);
            status = self.put(register, &id);
            tries += 1;
            if late && !is_taken(status) {
                self.storage.remove(&key);
            }
            if self.is(Bend::ForgetsTheNew) {
                self.storage.remove(&key);
            }
        }
        if status.0 == 410 && self.is(Bend::StoresJunkAfter410Twice) {
            self.storage.insert(key.clone(), "junk".into());
        }
        if self.bend == Some(Bend::DropsOn(status.0)) {
            self.storage.remove(&key);
        }
        let done = match (self.bend, status.0) {
            (Some(Bend::NeverFails), status) if status != 410 => true,
            (Some(Bend::NeverFailsOn410), 410) => true,
            (Some(Bend::TakesOnly(taken)), status) => taken.contains(&status),
            (Some(Bend::ReadsTheBody), _) => is_taken(status) && !status.1,
            _ => is_taken(status),
        };
        if done {
            self.registered.insert(key, register.clone());
        } else {
            self.registered.remove(&key);
        }
        if done { Decided::Done } else { Decided::GiveUp }
    }

    /// Forgets an id that is gone; a device that uses it once more gets it back.
    fn forget(&mut self, key: &str, id: &str) -> Option<String> {
        if self.is(Bend::PutsTheDead) {
            return Some(id.into());
        }
        self.storage.remove(key);
        self.memory.remove(key);
        if self.is(Bend::GoneClearsAll) {
            self.storage.clear();
        }
        if self.is(Bend::StoresTheDead)
            && let Some(new) = self.fetch(key)
        {
            self.memory.insert(key.into(), new);
            self.storage.insert(key.into(), id.into());
        }
        None
    }

    fn id(&mut self, key: &str) -> Option<String> {
        let kept = self.memory.get(key).or_else(|| self.storage.get(key));
        if let Some(id) = kept {
            return Some(id.clone());
        }
        if self.is(Bend::MakesUpAnId) {
            let id = self.minted().trim_matches('"').to_owned();
            self.storage.insert(key.into(), id.clone());
            return Some(id);
        }
        self.fetch(key)
    }

    // ---- the requests -----------------------------------------------------------------------

    fn fetch(&mut self, key: &str) -> Option<String> {
        let method = if let Some(Bend::AsksBy(method)) = self.bend { method } else { "POST" };
        let target = match self.bend {
            Some(Bend::AsksAt(path)) if path.starts_with("http") => path.into(),
            Some(Bend::AsksAt(path)) => format!("{BASE}{path}"),
            _ => BASE.into(),
        };
        let body = if let Some(Bend::AsksWith(body)) = self.bend { body } else { "" };
        let at = self.ask(method, &target, &[], body.as_bytes());
        let (mut status, mut text) = (200, self.minted());
        let answer = self.ids.pop_front().unwrap_or(Id::Usual);
        match answer {
            Id::Usual => {}
            Id::Created => status = 201,
            Id::Bare => text = text.trim_matches('"').into(),
            Id::Escaped => text = text.replace('-', "\\u002d"),
            Id::Named(id) => text = format!("\"{id}\""),
            Id::Empty => text = "\"\"".into(),
            Id::Object => text = format!("{{\"id\":{text}}}"),
            Id::Status(other) => status = other,
            Id::Lost => {
                self.transcript.unanswered(AT, at, Lapse::Closed);
                return self.without(key, "lost");
            }
        }
        self.transcript.answered(AT, at, (status, 1), [], text.as_bytes());
        let usual = text.trim_matches('"').replace("\\u002d", "-");
        let whole = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
        let refused = match self.bend {
            Some(Bend::RefusesBare) => !text.starts_with('"'),
            Some(Bend::RefusesLetters) => usual.contains(char::is_alphabetic),
            Some(Bend::RefusesCreated) => status != 200,
            _ => false,
        };
        if !(200..300).contains(&status) {
            return self.without(key, &usual);
        }
        if refused || (usual.is_empty() && !self.is(Bend::TakesNothing)) || usual.starts_with('{') {
            return None;
        }
        let id = match self.bend {
            Some(Bend::KeepsQuotes) => text,
            Some(Bend::Chops) => whole.into(),
            Some(Bend::ReadsNoEscapes) => text.trim_matches('"').into(),
            _ => usual,
        };
        self.storage.insert(key.into(), id.clone());
        Some(id)
    }

    /// What a device does that got no id.
    fn without(&mut self, key: &str, text: &str) -> Option<String> {
        if self.is(Bend::StoresFailures) {
            self.storage.insert(key.into(), text.into());
        }
        self.is(Bend::GoesOnWithout).then(|| "undefined".into())
    }

    /// The status of the answer, 0 if there was none, and whether it had a body.
    fn put(&mut self, register: &Register, id: &str) -> (u16, bool) {
        let method = if let Some(Bend::PutsBy(method)) = self.bend { method } else { "PUT" };
        let id = if self.is(Bend::PutsAnother) { format!("{id}1") } else { id.into() };
        let id = if self.is(Bend::EncodesNothing) { id } else { encoded(&id) };
        let slash = if self.is(Bend::PutsByQuery) { "?id=" } else { "/" };
        let target = format!("{BASE}{slash}{id}");
        let declared = match self.bend {
            Some(Bend::Declares(declared)) => declared,
            _ => "application/json; charset=utf-8",
        };
        let fields = [("Content-Type", declared)];
        let fields = if declared.is_empty() { &[][..] } else { &fields };
        let body = self.body(register);
        let at = self.ask(method, &target, fields, body.as_bytes());
        let (status, body): (u16, &[u8]) = match self.puts.pop_front().unwrap_or(Put::Status(200)) {
            Put::Status(status) => (status, b""),
            Put::Body => (200, b"{\"status\":410}"),
            Put::Lost => {
                self.transcript.unanswered(AT, at, Lapse::Closed);
                return (0, false);
            }
        };
        self.transcript.answered(AT, at, (status, 1), [], body);
        (status, !body.is_empty())
    }

    fn body(&self, register: &Register) -> String {
        let handle = match self.bend {
            Some(Bend::HandleInLowerCase) => register.handle.to_lowercase(),
            _ => register.handle.clone(),
        };
        let mut tags = register.tags.clone();
        match self.bend {
            Some(Bend::LosesATag) if !tags.is_empty() => drop(tags.remove(0)),
            Some(Bend::AddsATag) => tags.push("mine".into()),
            _ => {}
        }
        let platform = match self.bend {
            Some(Bend::Platform(word)) => word,
            Some(Bend::PlatformVaries) if self.requests.is_multiple_of(2) => "wns",
            _ => "mpns",
        };
        if self.is(Bend::SendsAForm) {
            return format!("Platform={platform}&Handle={handle}&Tags={}", tags.join(","));
        }
        let tags_text = match self.bend {
            Some(Bend::TagsInAText) => format!("\"{}\"", tags.join(",")),
            _ => format!("{tags:?}"),
        };
        let mut body = format!("{{\"Platform\":\"{platform}\"");
        if !self.is(Bend::NoHandle) {
            let _ = write!(body, ",\"Handle\":\"{handle}\"");
        }
        if !(tags.is_empty() && self.is(Bend::NoTagsNoArray)) {
            let _ = write!(body, ",\"Tags\":{tags_text}");
        }
        body += match self.bend {
            Some(Bend::SendsTwice) => ",\"Handle\":\"again\"}",
            Some(Bend::OneMore) => ",\"Version\":1}",
            _ => "}",
        };
        if self.is(Bend::LowerCase) {
            for name in ["Platform", "Handle", "Tags"] {
                body = body.replace(name, &name.to_lowercase());
            }
        }
        body
    }

    fn ask(&mut self, method: &str, target: &str, fields: &[(&str, &str)], body: &[u8]) -> usize {
        self.requests += 1;
        let key = [("Authorization", "SharedAccessSignature sr=a&sig=b&se=1&skn=c")];
        let key = if self.is(Bend::ShowsAKey) { &key[..] } else { &[] };
        let headers = fields.iter().chain(key).map(|(name, value)| (*name, value.as_bytes()));
        let (credentials, form) = (Credentials::Unseen, Form::Usual);
        self.transcript.asked(AT, Sent { method, target, headers, body, credentials, form })
    }

    /// A new id, quoted.
    fn minted(&mut self) -> String {
        self.minted += 1;
        format!("\"726033622765046{}-4200236381151834034-1\"", self.minted)
    }
}

const fn is_taken((status, _): (u16, bool)) -> bool {
    matches!(status, 200..=299)
}

fn encoded(id: &str) -> String {
    id.replace('%', "%25").replace('/', "%2F").replace('"', "%22")
}
