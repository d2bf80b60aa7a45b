//! A player of plans: what we do is in the plan, what the service says and does comes from the
//! reference, and one [`Bend`] may make it wrong in one way.
#![expect(unreachable_pub, reason = "what is shared by the modules of one test")]
#![expect(clippy::unwrap_used, reason = "the plans are ours")]

pub mod bend;
pub mod faults;
pub mod plans;
pub mod player;
pub mod post;
pub mod tale;

pub use bend::*;
pub use player::*;
pub use post::*;
pub use tale::*;

use mpnspec_model::adapter::DeviceState::{self, TempDisconnected};

/// An authenticated channel, and another.
pub const SAFE: &str = "https://push.test/throttledthirdparty/01.00/safe";
pub const OTHER: &str = "https://push.test/throttledthirdparty/01.00/other";
/// An unauthenticated one.
pub const OPEN: &str = "http://push.test/unthrottledthirdparty/01.00/open";
/// Two that nobody opened.
pub const STRANGE: &str = "http://push.test/unthrottledthirdparty/01.00/strange";
pub const ALTERED: &str = "http://push.test/unthrottledthirdparty/01.00/altered";

pub const DATE: &str = "Sat, 21 Nov 2026 17:00:00 GMT";
pub const NOTIFICATION: &str = "X-NotificationStatus";
pub const DEVICE: &str = "X-DeviceConnectionStatus";
pub const SUBSCRIPTION: &str = "X-SubscriptionStatus";
pub const MESSAGE_ID: &str = "X-MessageID";

/// The device is out of reach for a while.
pub const AWAY: DeviceState = TempDisconnected;
