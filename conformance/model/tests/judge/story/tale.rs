//! Transcripts written by hand, where a plan cannot say them.

use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::{Requirement, Role};
use mpnspec_model::ruling::Rulings;
use mpnspec_model::transcript::{Arrangement, Found, Index, Span, Time, Transcript};

use super::{DATE, Like, MESSAGE_ID, Post, SAFE, record};

/// A transcript written by hand, where a plan cannot say it.
pub struct Tale {
    pub transcript: Transcript,
    pub now: Time,
    number: u32,
}

impl Tale {
    pub fn of(subject: Role) -> Self {
        Self { transcript: Transcript::new(subject), now: Time(0), number: 0 }
    }
    pub fn opened() -> Self {
        let mut tale = Self::of(Role::PushService);
        tale.arrange(SAFE, Arrangement::Opened { authenticated: true, watched: true });
        tale
    }
    pub fn arrange(&mut self, channel: &str, arrangement: Arrangement) {
        self.transcript.arranged(self.now, channel, arrangement);
    }
    pub fn ask(&mut self, post: &Post) -> Index {
        self.number += 1;
        record(&mut self.transcript, self.now, post, self.number).0
    }
    pub fn answer(&mut self, to: Index, (status, fields): Like) {
        let id = self.transcript.request(to).map(|request| request.headers.get(MESSAGE_ID));
        let echo =
            if let Some(Found::Text(id)) = id { Some((MESSAGE_ID, id.to_vec())) } else { None };
        let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        let echo = echo.iter().map(|(name, id)| (*name, &**id));
        let all: Vec<_> =
            [("Date", DATE.as_bytes())].into_iter().chain(fields).chain(echo).collect();
        self.transcript.answered(self.now, to, (status, 1), all, b"");
    }
    pub fn exchange(&mut self, post: &Post, like: Like) {
        let asked = self.ask(post);
        self.answer(asked, like);
    }
    pub fn settle(&mut self) {
        self.transcript.settled(self.now);
    }
    pub fn wait(&mut self, span: Span) {
        self.now = self.now + span;
    }
    pub fn judged(&self, profile: &Profile) -> Rulings {
        judge(&self.transcript, Edition::V8_0, profile)
    }
    /// What is violated under the default profile, each finding.
    pub fn violated(&self) -> Vec<Requirement> {
        self.judged(&Profile::DEFAULT)
            .violations
            .iter()
            .map(|finding| finding.requirement)
            .collect()
    }
}
