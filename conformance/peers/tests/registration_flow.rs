//! A device, a backend and a hub of ours, one behind the other over real sockets.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is its failure")]

use std::net::Ipv4Addr;

use mpnspec_model::adapter::{Command, Register, Registered, Stored};
use mpnspec_model::transcript::{Rights, Span};
use mpnspec_peers::adapter::Peer as _;
use mpnspec_peers::backend::Backend;
use mpnspec_peers::device::Device;
use mpnspec_peers::hub::{Hub, NAME};

const CHANNEL: &str = "http://127.0.0.1/throttledthirdparty/01.00/first";

/// A hub, and a backend before it.
struct Town {
    hub: Hub,
    backend: Backend,
}

impl Town {
    async fn start() -> Self {
        let loopback = Ipv4Addr::LOCALHOST;
        let hub = Hub::start(NAME, loopback.into(), (0, 0)).await.unwrap();
        let connection = hub.connection_string(Rights::ALL).unwrap();
        let backend =
            Backend::start((loopback, 0).into(), (&connection, NAME), Some(hub.authority_pem()));
        Self { backend: backend.await.unwrap(), hub }
    }

    /// Has a device register for its user, who may have these tags.
    async fn register(&self, device: &Device, handle: &str, tags: &[&str]) -> Registered {
        let backend = self.backend.url().replace("://", "://ada:lovelace@");
        let tags = tags.iter().map(|tag| (*tag).into()).collect();
        let register = Register { backend, handle: handle.into(), tags, template: None };
        let outcome = device.handle(Command::Register(register)).await.unwrap();
        serde_json::from_value(outcome).unwrap()
    }

    /// The handle and the tags of every registration.
    fn registered(&self) -> Vec<(String, String)> {
        let model = self.hub.model();
        let all = model.registrations();
        all.map(|(_, it)| (it.description.handle.clone(), it.description.tags.to_string()))
            .collect()
    }
}

async fn id_in(device: &Device) -> String {
    let stored = device.handle(Command::Stored).await.unwrap();
    let stored: Stored = serde_json::from_value(stored).unwrap();
    stored.ids.get("").cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_device_starts_again_when_its_registration_has_expired_between_two_calls() {
    let (town, device) = (Town::start().await, Device::new().unwrap());
    assert_eq!(town.register(&device, CHANNEL, &["news"]).await, Registered::Registered);
    let first = id_in(&device).await;
    assert_eq!(town.registered(), [(CHANNEL.into(), "news,username:ada".into())]);

    assert!(town.hub.model().expire(&first));
    let moved = CHANNEL.replace("first", "second");
    assert_eq!(town.register(&device, &moved, &["news"]).await, Registered::Registered);
    assert_ne!(id_in(&device).await, first);
    assert_eq!(town.registered(), [(moved, "news,username:ada".into())]);
}

#[tokio::test]
async fn a_registration_lives_as_long_as_the_hub_says() {
    let (town, device) = (Town::start().await, Device::new().unwrap());
    town.hub.model().live_for(Some(Span::seconds(60)));
    town.register(&device, CHANNEL, &[]).await;
    let first = id_in(&device).await;
    town.hub.model().advance(Span::seconds(59));
    town.register(&device, CHANNEL, &[]).await;
    assert_eq!(id_in(&device).await, first);
    town.hub.model().advance(Span::seconds(61));
    town.register(&device, CHANNEL, &[]).await;
    assert_ne!(id_in(&device).await, first);
}

#[tokio::test]
async fn a_device_keeps_its_id_while_the_hub_throttles() {
    let (town, device) = (Town::start().await, Device::new().unwrap());
    town.register(&device, CHANNEL, &["news"]).await;
    let first = id_in(&device).await;
    town.hub.model().throttle(true);
    let failed = town.register(&device, CHANNEL, &[]).await;
    assert!(matches!(failed, Registered::Failed { .. }), "{failed:?}");
    town.hub.model().throttle(false);
    assert_eq!(town.register(&device, CHANNEL, &[]).await, Registered::Registered);
    assert_eq!(id_in(&device).await, first);
}

#[tokio::test]
async fn two_devices_that_share_a_handle_have_a_registration_each() {
    let town = Town::start().await;
    let (one, other) = (Device::new().unwrap(), Device::new().unwrap());
    town.register(&one, CHANNEL, &["news"]).await;
    town.register(&other, CHANNEL, &["user:ada"]).await;
    assert_ne!(id_in(&one).await, id_in(&other).await);
    assert_eq!(town.registered().len(), 2);
}

#[tokio::test]
async fn a_tag_that_the_backend_adds_reaches_all_devices_of_a_user_and_is_lost_with_the_next_registration()
 {
    let town = Town::start().await;
    let (one, other) = (Device::new().unwrap(), Device::new().unwrap());
    for device in [&one, &other] {
        town.register(device, CHANNEL, &["user:ada"]).await;
    }
    let (by_tag, tag) = ("user:ada".into(), "band".into());
    town.backend.handle(Command::AddTag { by_tag, tag }).await.unwrap();
    assert!(town.registered().iter().all(|(_, tags)| tags.contains("band")));
    town.register(&one, CHANNEL, &["user:ada"]).await;
    let with_the_tag = |(_, tags): &&(String, String)| tags.contains("band");
    assert_eq!(town.registered().iter().filter(with_the_tag).count(), 1);
}

#[tokio::test]
async fn a_tag_of_somebody_else_is_refused() {
    let (town, device) = (Town::start().await, Device::new().unwrap());
    let refused = town.register(&device, CHANNEL, &["user:grace"]).await;
    assert!(matches!(refused, Registered::Failed { .. }), "{refused:?}");
    assert_eq!(town.registered(), []);
}
