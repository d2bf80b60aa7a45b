//! The spelling of header names: `X-NotificationStatus` has to leave as it is written in the documents.
//!
//! hyper keeps names in lower case and remembers another spelling only for a message it has parsed itself.
//! So each list of names is parsed once, in memory, and the memory of it goes into every reply with that list.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::Empty;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::OCTETS;

/// How many lists of names are remembered before all are forgotten.
const LISTS: usize = 256;

type Name = Cow<'static, str>;

/// The lists of names that were sent so far.
#[derive(Debug, Default)]
pub(crate) struct Spellings(Mutex<Vec<(Vec<Name>, Response<()>)>>);

impl Spellings {
    /// Makes `response` go out with its names spelt as in `names`, which are in the order of its headers.
    ///
    /// Names that hyper does not parse leave in title case.
    pub(crate) async fn apply<B>(
        &self,
        names: impl Iterator<Item = &Name> + Clone,
        response: &mut Response<B>,
    ) {
        if self.recall(names.clone(), response) {
            return;
        }
        let names: Vec<Name> = names.cloned().collect();
        if let Some(learnt) = learn(&names).await {
            response.extensions_mut().clone_from(learnt.extensions());
            let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if lists.len() == LISTS {
                lists.clear();
            }
            lists.push((names, learnt));
        }
    }

    fn recall<'a, B>(
        &self,
        names: impl Iterator<Item = &'a Name> + Clone,
        response: &mut Response<B>,
    ) -> bool {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lists.iter().find(|(list, _)| list.iter().eq(names.clone()));
        if let Some((_, learnt)) = known {
            response.extensions_mut().clone_from(learnt.extensions());
        }
        known.is_some()
    }
}

/// Lets a hyper client read a response with these names from a pipe; it waits for nothing outside this function.
async fn learn(names: &[Name]) -> Option<Response<()>> {
    let mut message = String::from("HTTP/1.1 200 OK\r\n");
    for name in names {
        message.extend([name, ": x\r\n"]);
    }
    message.push_str("Content-Length: 0\r\n\r\n");
    let (near, mut far) = tokio::io::duplex(OCTETS);
    let mut builder = hyper::client::conn::http1::Builder::new();
    let (mut sender, connection) =
        builder.preserve_header_case(true).handshake(TokioIo::new(near)).await.ok()?;
    let answer = async {
        far.read_u8().await.ok()?;
        far.write_all(message.as_bytes()).await.ok()
    };
    let exchange =
        async { tokio::join!(sender.send_request(Request::new(Empty::<Bytes>::new())), answer) };
    tokio::select! {
        (response, _) = exchange => response.ok().map(|response| response.map(drop)),
        _ = connection => None,
    }
}
