//! What can be known about a channel, and about who asks.

use crate::adapter::DeviceState;
use crate::header::Kind;
use crate::machine::facts;
use crate::transcript::{Forgery, Kinds};

/// Whether the subscription exists.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Life {
    /// It does.
    Live,
    /// It did.
    Expired,
    /// It never did, though its URI could be one.
    Unknown,
    /// Its URI was tampered with.
    Altered,
}

/// Whether the service can process requests.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Service {
    /// It can.
    Able,
    /// It cannot.
    Unable,
}

/// Whether senders have to show a certificate.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Access {
    /// They need not; they are throttled by day, and cannot register callbacks.
    Open,
    /// They must.
    Authenticated,
}

/// What the asking sender is, as to this channel.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Standing {
    /// Entitled to be served.
    Entitled,
    /// One who shows the certificate of somebody else.
    Stranger,
    /// One who shows no certificate where one is needed.
    Nobody,
}

/// Whether the service can take one more notification.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Queue {
    /// It can.
    Room,
    /// It cannot.
    Full,
}

/// Whether an unauthenticated subscription has notifications left today.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Quota {
    /// It has, or it needs none.
    Left,
    /// It has not.
    Spent,
}

/// Whether notifications of a kind pass.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Flow {
    /// They do.
    Open,
    /// They are suppressed.
    Suppressed,
}

/// Whether the app behind a channel runs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum App {
    /// It does.
    Running,
    /// It does not.
    Closed,
}

/// Where the callback of the subscription stands.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Callback {
    /// None was registered.
    Unset,
    /// One waits for the device to go inactive.
    Armed,
    /// One has fired and was not registered again.
    Spent,
}

facts! {
    /// What is known; `None` is not known.
    pub struct Facts {
        /// The subscription.
        life: Life,
        /// The service.
        service: Service,
        /// Who may send.
        access: Access,
        /// Who does.
        standing: Standing,
        /// The device.
        device: DeviceState,
        /// The queue.
        queue: Queue,
        /// The day's notifications.
        quota: Quota,
        /// Toasts.
        toast: Flow,
        /// Tiles.
        tile: Flow,
        /// Raw notifications.
        raw: Flow,
        /// The app.
        app: App,
        /// The callback.
        callback: Callback,
    }
}

impl Facts {
    /// A channel that was just opened.
    #[must_use]
    pub const fn opened(authenticated: bool) -> Self {
        Self {
            life: Some(Life::Live),
            service: Some(Service::Able),
            access: Some(if authenticated { Access::Authenticated } else { Access::Open }),
            standing: None,
            device: Some(DeviceState::Connected),
            queue: Some(Queue::Room),
            quota: Some(Quota::Left),
            toast: Some(Flow::Open),
            tile: Some(Flow::Open),
            raw: Some(Flow::Open),
            app: Some(App::Running),
            callback: Some(Callback::Unset),
        }
    }

    /// A URI that nobody was ever given.
    #[must_use]
    pub const fn forged(forgery: Forgery) -> Self {
        let life = match forgery {
            Forgery::Unknown => Life::Unknown,
            Forgery::Altered => Life::Altered,
        };
        Self { life: Some(life), service: Some(Service::Able), ..Self::UNKNOWN }
    }

    /// Which kinds pass.
    #[must_use]
    pub const fn suppressed(kinds: Kinds) -> Self {
        const fn flow(suppressed: bool) -> Option<Flow> {
            Some(if suppressed { Flow::Suppressed } else { Flow::Open })
        }
        Self {
            toast: flow(kinds.toast),
            tile: flow(kinds.tile),
            raw: flow(kinds.raw),
            ..Self::UNKNOWN
        }
    }

    /// The state in which a kind passes, or does not.
    #[must_use]
    pub const fn flow(self, kind: Kind, flow: Flow) -> Self {
        match kind {
            Kind::Toast => Self { toast: Some(flow), ..self },
            Kind::Tile => Self { tile: Some(flow), ..self },
            Kind::Raw => Self { raw: Some(flow), ..self },
        }
    }

    /// What is left when nobody watches: the one state that has no way out, and what never changes.
    #[must_use]
    pub fn unwatched(self) -> Self {
        let life = self.life.filter(|life| *life == Life::Expired);
        Self { life, access: self.access, ..Self::UNKNOWN }
    }
}
