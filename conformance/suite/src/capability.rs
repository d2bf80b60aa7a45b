//! What a subject may declare that it can do. A case that needs more is skipped by the name of what
//! is missing.

use mpnspec_model::requirement::Role;

/// A capability.
#[derive(Clone, Copy, Debug)]
pub struct Capability {
    /// The name that adapters declare.
    pub name: &'static str,
    /// What who declares it can do.
    pub means: &'static str,
}

const fn capability(name: &'static str, means: &'static str) -> Capability {
    Capability { name, means }
}

/// Every capability of a push service.
pub const OF_A_PUSH_SERVICE: &[Capability] = &[
    capability("open", "opens as many channels as it is asked for"),
    capability(
        "authenticated",
        "opens https channels, and gives the certificates to send with and to be refused with",
    ),
    capability("device", "brings the device of a channel into each of the four states"),
    capability("expire", "ends the subscription of a channel"),
    capability("fill", "fills the queue of a channel"),
    capability("suppress", "suppresses kinds of notifications on a channel"),
    capability("app", "starts and stops the app behind a channel"),
    capability("unavailable", "answers 503 for a channel when it is told to"),
    capability("deliveries", "tells what the device of a channel was handed, and when"),
    capability("clock", "has a clock that the suite moves; nothing waits in real time"),
];

/// Every capability of a sender.
pub const OF_A_SENDER: &[Capability] = &[
    capability("toast", "sends toasts"),
    capability("tile", "sends tiles without a template, the 7.x form"),
    capability("raw", "sends raw notifications"),
    capability("flip", "sends Flip tiles"),
    capability("iconic", "sends Iconic tiles"),
    capability("cycle", "sends Cycle tiles"),
    capability("param", "takes the parameter of a toast"),
    capability("sound", "takes the sound of a toast"),
    capability("clear", "clears properties of tiles"),
    capability("tile-id", "takes the id of a secondary tile"),
    capability("interval", "lets its caller choose the batching interval"),
    capability("message-id", "lets its caller choose the message id"),
    capability("os-version", "takes the phone's system, and leaves out what that does not know"),
    capability("decisions", "tells what it does after each answer: done, retry, drop, give up"),
    capability("register-callback", "registers callbacks"),
    capability(
        "https",
        "posts to https channels, trusting the authority that its environment names",
    ),
    capability(
        "client-certificate",
        "shows the certificate in the file that `MPNSPEC_IDENTITY_PEM` names",
    ),
    capability(
        "channels",
        "remembers by itself which channels are dead or held, and sends them nothing",
    ),
    capability("retries", "sends a message again by itself when its time has come"),
    capability("clock", "has a clock that the suite moves; nothing waits in real time"),
];

/// Every capability of a device.
pub const OF_A_DEVICE: &[Capability] = &[
    capability("stored", "shows the ids that are in its storage"),
    capability("restart", "loses what is only in memory, and goes on with what is in storage"),
    capability("templates", "registers templates, each under an id of its own"),
    capability("together", "registers several times at the same time"),
    capability(
        "timeout",
        "gives up a request that is not answered, before its own command times out",
    ),
];

/// Every capability of a backend.
pub const OF_A_BACKEND: &[Capability] = &[
    capability(
        "callers",
        "knows its callers, as the tables `[[caller]]` of subject.toml say; not to be declared",
    ),
    capability("add-tag", "adds a tag to every registration that has another"),
];

/// Every capability of a hub.
pub const OF_A_HUB: &[Capability] = &[
    capability("empty", "has no registrations after `reset`"),
    capability("expire-registration", "ends the time to live of a registration"),
    capability("throttle", "throttles its callers when it is told to"),
    capability("listen-key", "has a key for listening and nothing else, and tells it in `hello`"),
    capability("send-key", "has a key for sending and nothing else, and tells it in `hello`"),
    capability("clock", "has a clock that the suite moves; nothing waits in real time"),
];

/// Every capability of a role.
#[must_use]
pub const fn of(role: Role) -> &'static [Capability] {
    match role {
        Role::PushService => OF_A_PUSH_SERVICE,
        Role::Sender => OF_A_SENDER,
        Role::Device => OF_A_DEVICE,
        Role::Backend => OF_A_BACKEND,
        Role::Hub => OF_A_HUB,
        Role::Parser => &[],
    }
}

/// What a capability of that name means, for whatever role.
#[must_use]
pub fn meaning(name: &str) -> Option<&'static str> {
    let known = Role::ALL.iter().flat_map(|role| of(*role));
    known.into_iter().find(|capability| capability.name == name).map(|capability| capability.means)
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;
    use crate::cases;

    #[test]
    fn what_cases_need_is_what_is_listed() {
        for &role in Role::ALL {
            let needed: BTreeSet<_> = cases::of(role).flat_map(|case| case.needs()).collect();
            let listed: BTreeSet<_> = of(role).iter().map(|capability| capability.name).collect();
            assert_eq!(needed, listed, "{role}");
        }
    }
}
