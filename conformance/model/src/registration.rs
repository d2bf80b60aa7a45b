//! Registrations: what a device asks of its backend, a backend of a notification hub, and what
//! comes back.
//!
//! ```text
//! device -- DeviceRegistration --> backend -- Entry, under a HubPath, signed --> hub
//!        <-- IdReply ------------          <-- Location, Entry, Feed, ErrorBody --
//! ```
//!
//! Reading and judging are two steps. A reader takes every legal spelling of a document and says
//! where it is none; [`Description::faults`] and [`Tags::faults`] tell which rules the content
//! breaks, so that a caller can excuse what the documents leave open.
//!
//! Sources: hubs REST reference, and recorded answers of the service where the two differ (D-40).

mod connection_string;
mod description;
mod device_registration;
mod document_fault;
mod entry;
mod error_body;
mod etag;
mod feed;
mod filter;
mod hub_path;
mod id;
mod id_reply;
mod location;
mod platform;
mod query;
mod tag;
mod tags;
mod timestamp;

/// Shared access signatures.
pub mod sas;

pub use connection_string::{ConnectionString, ConnectionStringFault};
pub use description::{Description, DescriptionFault, Header, ReadOnly, Template};
pub use device_registration::{DeviceRegistration, DeviceRegistrationFault, DeviceTags};
pub use document_fault::DocumentFault;
pub use entry::{Entry, Recorded, Root, Shape};
pub use error_body::ErrorBody;
pub use etag::{ETag, IfMatch};
pub use feed::Feed;
pub use filter::{Filter, FilterField};
pub use hub_path::{HubPath, HubPathFault, Place};
pub use id::RegistrationId;
pub use id_reply::{IdForm, IdReply};
pub use location::Location;
pub use platform::Platform;
pub use query::{ContinuationToken, Query, QueryFault};
pub use tag::{Tag, TagWrong};
pub use tags::{Tags, TagsFault};
pub use timestamp::Timestamp;

/// The namespace of entries and feeds.
pub const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The namespace of descriptions; its form with `https` is another one (D-52).
pub const CONNECT: &str = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";

/// The namespace of the attributes `nil` and `type`.
pub const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace of an entry's attribute `etag`.
pub const METADATA: &str = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";

/// Brings the token that leads to the next page of a list.
pub const X_MS_CONTINUATIONTOKEN: &str = "x-ms-continuationtoken";
