//! Short plans, as cases are, and a long one.

use mpnspec_model::adapter::DeviceState::{Connected, Disconnected, Inactive};
use mpnspec_model::transcript::{Arrangement, Credentials, Forgery, Form, Kinds};

use super::{
    ALTERED, AWAY, Body, OPEN, OTHER, Post, SAFE, STRANGE, Step, device, opened, raw, register,
    tile, toast,
};
use Step::{Arrange, Many, Settle, Wait};

pub fn first() -> Post {
    register("https://one.test/", Body::Octets(b"first"))
}

pub fn second() -> Post {
    register("https://two.test/", Body::Octets(b"second"))
}

pub fn longest() -> Post {
    register("https://long.test/", Body::Zeros(1024))
}

pub fn too_long() -> Post {
    register("https://long.test/", Body::Zeros(1025))
}

pub fn no_uri() -> Post {
    let mut post = first();
    post.fields.pop();
    post
}

pub fn expire() -> Step {
    Arrange(SAFE, Arrangement::Expired)
}

pub fn fill() -> Step {
    Arrange(SAFE, Arrangement::Filled)
}

pub fn suppress(toast: bool) -> Step {
    Arrange(SAFE, Arrangement::Suppressed(Kinds { toast, tile: toast, raw: toast }))
}

pub fn app(runs: bool) -> Step {
    Arrange(SAFE, Arrangement::App(runs))
}

pub fn unavailable(unable: bool) -> Step {
    Arrange(SAFE, Arrangement::Unavailable(unable))
}

const SAME: (&str, &str) = ("X-MessageID", "11111111-1111-1111-1111-111111111111");

/// Every plan, with its name.
pub fn all() -> Vec<(&'static str, Vec<Step>)> {
    let go = Post::send;
    vec![
        (
            "at once",
            vec![
                opened(SAFE),
                go(toast("2")),
                go(tile("1")),
                go(raw("3")),
                Settle,
                Wait(100),
                Settle,
            ],
        ),
        (
            "soon",
            vec![
                opened(SAFE),
                go(toast("12")),
                go(tile("11")),
                go(raw("13")),
                Settle,
                Wait(500),
                Settle,
            ],
        ),
        (
            "later",
            vec![
                opened(SAFE),
                go(toast("22")),
                go(tile("21")),
                go(raw("23")),
                Settle,
                Wait(1000),
                Settle,
            ],
        ),
        ("without an id", vec![opened(OPEN), go(toast("2").to(OPEN).anonymous()), Settle]),
        (
            "the same id",
            vec![
                opened(SAFE),
                go(toast("2").with(SAME.0, SAME.1)),
                Settle,
                go(toast("2").with(SAME.0, SAME.1)),
                Settle,
                Wait(1000),
                Settle,
            ],
        ),
        (
            "two channels",
            vec![opened(SAFE), opened(OTHER), go(toast("2")), go(toast("2").to(OTHER)), Settle],
        ),
        (
            "away",
            vec![
                opened(SAFE),
                device(AWAY),
                go(toast("2")),
                Settle,
                Wait(60),
                device(Connected),
                Settle,
                Wait(1000),
                Settle,
            ],
        ),
        (
            "full",
            vec![
                opened(SAFE),
                fill(),
                go(toast("2")),
                Settle,
                Wait(1000),
                Settle,
                device(AWAY),
                device(Connected),
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "suppressed",
            vec![
                opened(SAFE),
                suppress(true),
                go(toast("2")),
                Settle,
                suppress(false),
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "a closed app",
            vec![
                opened(SAFE),
                app(false),
                go(raw("3")),
                Settle,
                app(true),
                go(raw("3")),
                Settle,
                Wait(1000),
                Settle,
            ],
        ),
        (
            "malformed",
            vec![
                opened(SAFE),
                go(toast("2").body(Body::Octets(b"<wp:Notification"))),
                Settle,
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "too long",
            vec![
                opened(SAFE),
                go(raw("3").body(Body::Zeros(3073))),
                Settle,
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "disconnected",
            vec![
                opened(SAFE),
                device(Disconnected),
                go(toast("2")),
                go(toast("2").body(Body::Octets(b"<wp:Notification"))),
                go(raw("3").body(Body::Zeros(3073))),
                Settle,
            ],
        ),
        (
            "methods",
            vec![
                opened(SAFE),
                go(toast("2").method("PUT")),
                go(toast("2").method("GET")),
                go(first().method("PUT")),
                device(Inactive),
                Settle,
            ],
        ),
        (
            "certificates",
            vec![
                opened(SAFE),
                go(toast("2").by(Credentials::Stranger)),
                go(toast("2").by(Credentials::Nobody)),
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "made up",
            vec![
                Arrange(STRANGE, Arrangement::Forged(Forgery::Unknown)),
                go(toast("2").to(STRANGE)),
                Arrange(ALTERED, Arrangement::Forged(Forgery::Altered)),
                go(toast("2").to(ALTERED)),
                Settle,
            ],
        ),
        (
            "unavailable",
            vec![
                opened(SAFE),
                unavailable(true),
                go(toast("2")),
                Settle,
                unavailable(false),
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "broken",
            vec![
                opened(SAFE),
                Post { form: Form::Broken, ..raw("3") }.send(),
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "expired",
            vec![
                opened(SAFE),
                go(toast("2")),
                Settle,
                expire(),
                go(toast("2")),
                go(tile("1")),
                go(first()),
                Settle,
            ],
        ),
        (
            "inactive",
            vec![
                opened(SAFE),
                first().send(),
                device(Inactive),
                Settle,
                go(toast("2")),
                go(raw("3")),
                Settle,
                device(Connected),
                Settle,
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "registered again",
            vec![
                opened(SAFE),
                go(first()),
                go(second()),
                device(Inactive),
                Settle,
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "registered twice alike",
            vec![opened(SAFE), go(first()), go(first()), device(Inactive), Settle],
        ),
        (
            "after the callback",
            vec![
                opened(SAFE),
                go(first()),
                device(Inactive),
                Settle,
                device(Connected),
                Settle,
                go(first()),
                device(Inactive),
                Settle,
            ],
        ),
        (
            "a registration when inactive",
            vec![
                opened(SAFE),
                device(Inactive),
                Settle,
                go(first()),
                Settle,
                go(toast("2")),
                Settle,
            ],
        ),
        (
            "other changes",
            vec![
                opened(SAFE),
                go(first()),
                device(AWAY),
                Settle,
                device(Connected),
                Settle,
                device(Disconnected),
                Settle,
                device(Connected),
                Settle,
                device(Inactive),
                Settle,
            ],
        ),
        (
            "registered and expired",
            vec![opened(SAFE), go(first()), expire(), Settle, go(toast("2")), Settle],
        ),
        ("the longest message", vec![opened(SAFE), go(longest()), device(Inactive), Settle]),
        ("too long a message", vec![opened(SAFE), go(too_long()), device(Inactive), Settle]),
        (
            "kept after a refusal",
            vec![opened(SAFE), go(first()), go(too_long()), device(Inactive), Settle],
        ),
        (
            "no callback URI",
            vec![opened(SAFE), go(no_uri()), go(first()), go(no_uri()), device(Inactive), Settle],
        ),
        (
            "an open registration",
            vec![
                opened(OPEN),
                go(first().to(OPEN)),
                Settle,
                Arrange(OPEN, Arrangement::Device(Inactive)),
                Settle,
            ],
        ),
        (
            "two registrations",
            vec![
                opened(SAFE),
                opened(OTHER),
                go(first()),
                go(second().to(OTHER)),
                device(Inactive),
                Settle,
                Arrange(OTHER, Arrangement::Device(Inactive)),
                Settle,
            ],
        ),
        (
            "a long story",
            vec![
                opened(SAFE),
                opened(OTHER),
                go(first()),
                go(second()),
                go(toast("2")),
                Wait(70),
                Settle,
                go(tile("11")),
                Wait(500),
                Settle,
                go(raw("23")),
                Wait(950),
                Settle,
                device(AWAY),
                Settle,
                go(toast("2")),
                device(Connected),
                Settle,
                go(toast("2").to(OTHER)),
                go(longest()),
                go(too_long()),
                go(no_uri()),
                go(first()),
                go(second()),
                device(Inactive),
                Settle,
                go(toast("2")),
                device(Connected),
                go(second()),
                Settle,
                Wait(1000),
                fill(),
                go(toast("2")),
                Wait(100),
                Settle,
                device(Inactive),
                Settle,
                expire(),
                go(toast("2")),
                Settle,
                go(raw("3")),
                Settle,
            ],
        ),
    ]
}

/// The day's notifications, and one more.
pub fn a_day() -> (&'static str, Vec<Step>) {
    let post = toast("2").to(OPEN);
    (
        "a day",
        vec![opened(OPEN), Many(501, post.clone()), Settle, Wait(90_000), post.send(), Settle],
    )
}
