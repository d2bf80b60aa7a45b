//! What a case needs of a subject, and how much it asks of it.

use alloc::vec::Vec;

use mpnspec_model::edition::OsVersion;
use mpnspec_model::payload::{Change, Payload};
use mpnspec_model::requirement::Role;

use super::{Access, Case, Channel, Decides, Id, Notification, Step, Steps};

impl Case {
    /// The capabilities without which the case cannot be run, each once, in the order of need.
    #[must_use]
    pub fn needs(&self) -> Vec<&'static str> {
        let mut needs = Vec::new();
        let all: Vec<_> = match self.steps {
            Steps::Channels(steps) => steps.iter().flat_map(|step| step.needs(self.role)).collect(),
            Steps::Hub(steps) => steps.iter().flat_map(super::hub::Step::needs).collect(),
            Steps::Backend(steps) => steps.iter().flat_map(super::backend::Step::needs).collect(),
            Steps::Device(steps) => steps.iter().flat_map(super::device::Step::needs).collect(),
        };
        for need in all {
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        needs
    }
}

impl Case {
    /// How many requests it makes of a push service.
    #[must_use]
    pub fn posts(&self) -> usize {
        let posts = |step: &Step| match step {
            Step::PostMany(_, count, ..) => *count as usize,
            Step::Post(..) | Step::Register(..) | Step::Wire(..) | Step::Plain(..) => 1,
            _ => 0,
        };
        self.steps.on_channels().iter().map(posts).sum()
    }
}

impl Step {
    /// The capabilities that this step needs of a subject in that role.
    fn needs(&self, role: Role) -> Vec<&'static str> {
        match self {
            Self::Advance(_) => alloc::vec!["clock"],
            Self::Tell(_, what, decides) | Self::TellUnlessHeld(_, what, decides) => {
                let mut needs = what.needs();
                needs.extend(decides.needs());
                if matches!(self, Self::TellUnlessHeld(..)) {
                    needs.push("decisions");
                }
                needs
            }
            Self::TellRegister(_, _, decides) => {
                let mut needs = alloc::vec!["register-callback"];
                needs.extend(decides.needs());
                needs
            }
            Self::Needs(capability) => alloc::vec![*capability],
            Self::Open(_, Access::Authenticated) | Self::OpenAt(_, Access::Authenticated, _)
                if role == Role::Sender =>
            {
                alloc::vec!["https", "client-certificate"]
            }
            // Everything else happens to our own service.
            _ if role == Role::Sender => Vec::new(),
            Self::Open(_, Access::Authenticated) => alloc::vec!["authenticated"],
            Self::Open(channel, Access::Open) if *channel != Channel::A => alloc::vec!["open"],
            Self::Device(..) => alloc::vec!["device"],
            Self::Expire(_) => alloc::vec!["expire"],
            Self::Fill(_) => alloc::vec!["fill"],
            Self::Suppress(..) => alloc::vec!["suppress"],
            Self::App(..) => alloc::vec!["app"],
            Self::Unavailable(..) => alloc::vec!["unavailable"],
            Self::Handed(..) => alloc::vec!["deliveries"],
            _ => Vec::new(),
        }
    }
}

impl Decides {
    fn needs(self) -> Option<&'static str> {
        match self {
            Self::Anything | Self::Refuses => None,
            Self::Withholds => Some("channels"),
            _ => Some("decisions"),
        }
    }
}

impl Notification {
    /// The capabilities without which it cannot be sent as it is.
    fn needs(&self) -> Vec<&'static str> {
        let mut needs = Vec::new();
        match &self.payload {
            Some(Payload::Toast(toast)) => {
                needs.push("toast");
                needs.extend(toast.param.is_some().then_some("param"));
                needs.extend(toast.sound.is_some().then_some("sound"));
            }
            Some(Payload::Tile(tile)) => {
                needs.push(match tile.template.wire_name() {
                    Some("FlipTile") => "flip",
                    Some("IconicTile") => "iconic",
                    Some("CycleTile") => "cycle",
                    _ => "tile",
                });
                needs.extend(tile.id.is_some().then_some("tile-id"));
                let clears =
                    tile.properties.iter().any(|(_, change)| matches!(change, Change::Clear));
                needs.extend(clears.then_some("clear"));
            }
            Some(Payload::Raw(_)) => needs.push("raw"),
            None => {}
        }
        needs.extend(self.interval.is_some().then_some("interval"));
        needs.extend(matches!(self.id, Id::Text(_) | Id::Fresh).then_some("message-id"));
        // A newer phone takes what 8.0 takes, so that a sender need not tell it apart.
        needs.extend((self.os < OsVersion::V8_0).then_some("os-version"));
        needs
    }
}
