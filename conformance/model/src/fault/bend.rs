//! What is made wrong of an answer before it leaves.

use alloc::string::String;
use alloc::vec::Vec;

/// One thing that is done to an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bend {
    /// This status, without fields and body.
    Bare(u16),
    /// This status, and everything else as it was.
    Status(u16),
    /// No such field.
    Without(&'static str),
    /// This field instead.
    Field(&'static str, &'static str),
    /// That field twice.
    Twice(&'static str),
    /// This body instead.
    Body(&'static str),
    /// Another text in the body, wherever it stands.
    Swap(&'static str, &'static str),
    /// From this text in the body on to the end of that one, nothing.
    Cut(&'static str, &'static str),
    /// Not in the usual manner.
    Manner(Manner),
}

/// How an answer leaves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Manner {
    /// Whole, over HTTP/1.1.
    #[default]
    Usual,
    /// Without a `Date`.
    Undated,
    /// As HTTP/1.0.
    Http10,
    /// Not at all: the connection is closed.
    Hangup,
    /// Not at all: the connection stays open.
    Silence,
}

impl Bend {
    /// Makes an answer wrong.
    pub fn apply<N: From<&'static str> + AsRef<str> + Clone>(
        self,
        status: &mut u16,
        headers: &mut Vec<(N, Vec<u8>)>,
        body: &mut Vec<u8>,
        manner: &mut Manner,
    ) {
        let is = |known: &N, name: &str| known.as_ref().eq_ignore_ascii_case(name);
        match self {
            Self::Bare(bare) => {
                *status = bare;
                headers.clear();
                body.clear();
            }
            Self::Status(other) => *status = other,
            Self::Without(name) => headers.retain(|(known, _)| !is(known, name)),
            Self::Field(name, value) => {
                headers.retain(|(known, _)| !is(known, name));
                headers.push((name.into(), value.into()));
            }
            Self::Twice(name) => {
                let again = headers.iter().find(|(known, _)| is(known, name)).cloned();
                headers.extend(again);
            }
            Self::Body(other) => *body = other.into(),
            Self::Swap(from, to) => {
                *body = String::from_utf8_lossy(body).replace(from, to).into_bytes();
            }
            Self::Cut(from, to) => {
                let text = String::from_utf8_lossy(body).into_owned();
                let parts = text.split_once(from);
                let parts = parts.and_then(|(head, rest)| Some((head, rest.split_once(to)?.1)));
                if let Some((head, tail)) = parts {
                    *body = [head, tail].concat().into_bytes();
                }
            }
            Self::Manner(other) => *manner = other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Bent = (u16, Vec<(&'static str, Vec<u8>)>, String, Manner);

    fn bent(bend: Bend) -> Bent {
        let mut headers = Vec::from([("Date", b"today".to_vec())]);
        let (mut status, mut body, mut manner) = (200, b"<a><b/></a>".to_vec(), Manner::Usual);
        bend.apply(&mut status, &mut headers, &mut body, &mut manner);
        (status, headers, String::from_utf8_lossy(&body).into_owned(), manner)
    }

    #[test]
    fn each_bend_does_what_it_says_and_nothing_else() {
        let date = |value: &str| ("Date", value.as_bytes().to_vec());
        let whole =
            || (200, Vec::from([date("today")]), String::from("<a><b/></a>"), Manner::Usual);
        assert_eq!(bent(Bend::Bare(404)), (404, Vec::new(), String::new(), Manner::Usual));
        assert_eq!(bent(Bend::Status(404)), (404, whole().1, whole().2, Manner::Usual));
        assert_eq!(bent(Bend::Without("date")).1, []);
        assert_eq!(bent(Bend::Field("Date", "x")).1, [date("x")]);
        assert_eq!(bent(Bend::Twice("DATE")).1, [date("today"), date("today")]);
        assert_eq!(bent(Bend::Body("x")).2, "x");
        assert_eq!(bent(Bend::Swap("b/", "c/")).2, "<a><c/></a>");
        assert_eq!(bent(Bend::Cut("<b", ">")).2, "<a></a>");
        assert_eq!(bent(Bend::Cut("<x", ">")), whole());
        assert_eq!(bent(Bend::Manner(Manner::Hangup)).3, Manner::Hangup);
    }
}
