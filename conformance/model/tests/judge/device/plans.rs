//! What devices are told, and what their backend answers.

use mpnspec_model::adapter;

/// The backend's URL for registrations.
pub const BASE: &str = "http://backend.test/api/register";

/// One step of a plan.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// The next answers to requests for an id; then what is usual.
    Ids(&'static [Id]),
    /// The next answers to registrations; then what is usual.
    Puts(&'static [Put]),
    Register(What),
    Together(&'static [What]),
    Restart,
    /// The device shows its storage.
    Show,
}

/// A registration: the template, the handle and the tags.
pub type What = (&'static str, &'static str, &'static [&'static str]);

/// The command that tells a device to register.
pub fn told((template, handle, tags): What) -> adapter::Register {
    adapter::Register {
        backend: BASE.into(),
        handle: handle.into(),
        tags: tags.iter().map(|&tag| tag.into()).collect(),
        template: (!template.is_empty()).then(|| template.into()),
    }
}

/// An answer to a request for an id.
#[derive(Clone, Copy, Debug)]
pub enum Id {
    Usual,
    /// With 201.
    Created,
    Bare,
    Escaped,
    Named(&'static str),
    /// An empty one.
    Empty,
    /// A JSON object, which nobody describes.
    Object,
    /// This status, and a text that looks like an id.
    Status(u16),
    Lost,
}

/// An answer to a registration.
#[derive(Clone, Copy, Debug)]
pub enum Put {
    Status(u16),
    /// 200 with a body.
    Body,
    Lost,
}

use Id::{Bare, Created, Empty, Escaped, Named, Object};
use Put::{Body, Lost, Status};
use Step::{Ids, Puts, Register, Restart, Show, Together};

const HANDLE: &str = "https://push.test/A";
const OTHER: &str = "https://push.test/B";
const NATIVE: What = ("", HANDLE, &["news", "sport"]);
const MOVED: What = ("", OTHER, &["news", "sport"]);
const UNTAGGED: What = ("", HANDLE, &[]);
const NEWS: What = ("news", HANDLE, &["a"]);
const WEATHER: What = ("weather", OTHER, &["b"]);

/// Every plan, by name.
pub const ALL: &[(&str, &[Step])] = &[
    ("first", &[Register(NATIVE), Show]),
    ("again", &[Register(NATIVE), Register(NATIVE), Show]),
    ("another handle", &[Register(NATIVE), Register(MOVED), Register(NATIVE), Show]),
    ("other tags", &[Register(NATIVE), Register(UNTAGGED)]),
    ("no tags", &[Register(UNTAGGED)]),
    ("restart", &[Register(NATIVE), Restart, Register(NATIVE), Show]),
    ("restart and show", &[Register(NATIVE), Restart, Show]),
    ("created", &[Ids(&[Created]), Register(NATIVE), Show]),
    ("bare", &[Ids(&[Bare]), Register(NATIVE), Show]),
    ("escaped", &[Ids(&[Escaped]), Register(NATIVE), Show]),
    ("letters", &[Ids(&[Named("registration")]), Register(NATIVE), Show]),
    ("slashes", &[Ids(&[Named("1/2/3")]), Register(NATIVE), Show]),
    ("percent", &[Ids(&[Named("100%25")]), Register(NATIVE), Show]),
    ("empty id", &[Ids(&[Empty]), Register(NATIVE)]),
    ("no id", &[Ids(&[Id::Status(500)]), Register(NATIVE), Show, Register(NATIVE)]),
    ("lost id", &[Ids(&[Id::Lost]), Register(NATIVE), Show, Register(NATIVE)]),
    ("an object", &[Ids(&[Object]), Register(NATIVE), Show, Register(NATIVE)]),
    ("201", &[Puts(&[Status(201)]), Register(NATIVE)]),
    ("202", &[Puts(&[Status(202)]), Register(NATIVE)]),
    ("204", &[Puts(&[Status(204)]), Register(NATIVE)]),
    ("body", &[Puts(&[Body]), Register(NATIVE), Register(NATIVE)]),
    ("gone", &[Register(NATIVE), Puts(&[Status(410)]), Register(NATIVE), Show, Register(NATIVE)]),
    ("gone at once", &[Puts(&[Status(410)]), Register(NATIVE), Restart, Register(NATIVE), Show]),
    (
        "gone, no id",
        &[
            Register(NATIVE),
            Puts(&[Status(410)]),
            Ids(&[Id::Status(503)]),
            Register(NATIVE),
            Show,
            Register(NATIVE),
        ],
    ),
    (
        "gone, bare id",
        &[Register(NATIVE), Puts(&[Status(410)]), Ids(&[Bare]), Register(NATIVE), Show],
    ),
    ("gone twice", &[Puts(&[Status(410), Status(410)]), Register(NATIVE), Show, Register(NATIVE)]),
    (
        "gone for ever",
        &[
            Puts(&[
                Status(410),
                Status(410),
                Status(410),
                Status(410),
                Status(410),
                Status(410),
                Status(410),
                Status(410),
            ]),
            Register(NATIVE),
        ],
    ),
    (
        "gone, lost",
        &[Register(NATIVE), Puts(&[Status(410), Lost]), Register(NATIVE), Restart, Show],
    ),
    ("404", &[Register(NATIVE), Puts(&[Status(404)]), Register(NATIVE), Show, Register(NATIVE)]),
    ("404 once", &[Register(NATIVE), Puts(&[Status(404)]), Register(NATIVE), Register(NATIVE)]),
    ("500", &[Register(NATIVE), Puts(&[Status(500)]), Register(NATIVE), Show, Register(NATIVE)]),
    ("500 once", &[Register(NATIVE), Puts(&[Status(500)]), Register(NATIVE), Register(NATIVE)]),
    ("lost", &[Register(NATIVE), Puts(&[Lost]), Register(NATIVE), Show, Register(NATIVE)]),
    ("lost once", &[Register(NATIVE), Puts(&[Lost]), Register(NATIVE), Register(NATIVE)]),
    ("lost at first", &[Puts(&[Lost]), Register(NATIVE), Restart, Register(NATIVE), Show]),
    ("templates", &[Register(NEWS), Register(WEATHER), Register(NEWS), Register(WEATHER), Show]),
    ("a template and none", &[Register(NATIVE), Register(NEWS), Show, Register(NATIVE)]),
    (
        "one of two is gone",
        &[
            Register(NEWS),
            Register(WEATHER),
            Puts(&[Status(410)]),
            Register(NEWS),
            Register(WEATHER),
        ],
    ),
    (
        "one of two is gone, and show",
        &[Register(NEWS), Register(WEATHER), Puts(&[Status(410)]), Register(NEWS), Show],
    ),
    ("together", &[Together(&[NEWS, WEATHER]), Register(NEWS), Register(WEATHER)]),
    ("together and show", &[Together(&[NEWS, WEATHER]), Show, Register(NEWS), Register(WEATHER)]),
    (
        "together, both gone",
        &[
            Together(&[NEWS, WEATHER]),
            Puts(&[Status(410), Status(410)]),
            Together(&[WEATHER, NEWS]),
            Show,
        ],
    ),
    ("twins", &[Together(&[NATIVE, MOVED])]),
];
