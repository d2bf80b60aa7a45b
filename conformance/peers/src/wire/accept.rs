//! One accept loop for every peer that listens.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::WireError;

/// A listening socket whose connections each run in a task of their own; dropped, it ends them all as soon
/// as the runtime gets to it.
#[derive(Debug)]
pub(crate) struct Accepting {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Accepting {
    /// Listens on `address` (port 0: any free one) and hands every connection, with the signal to stop, to `each`.
    pub(crate) async fn start<F, C>(address: SocketAddr, each: F) -> Result<Self, WireError>
    where
        F: Fn(TcpStream, watch::Receiver<bool>) -> C + Send + 'static,
        C: Future<Output = ()> + Send + 'static,
    {
        let unbound = |error: std::io::Error| match error.kind() {
            ErrorKind::AddrInUse => WireError::InUse { address },
            _ => WireError::Unbound { address, reason: error.to_string() },
        };
        let listener = TcpListener::bind(address).await.map_err(unbound)?;
        let address = listener.local_addr().map_err(unbound)?;
        let (stop, stopped) = watch::channel(false);
        Ok(Self { address, stop, task: tokio::spawn(run(listener, stopped, each)) })
    }

    /// The address with the port that was given.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Accepts no more, tells the connections to stop, and ends those that have not after `grace`.
    pub(crate) async fn shutdown(mut self, grace: Duration) {
        self.stop.send_replace(true);
        // Late ones end with `self`.
        let _ = tokio::time::timeout(grace, &mut self.task).await;
    }
}

impl Drop for Accepting {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Waits for the signal to stop.
pub(crate) async fn told(stopped: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, and with it the reason to go on.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// How long to wait before accepting again after that failed.
const BACK_OFF: Duration = Duration::from_millis(50);

async fn run<F, C>(listener: TcpListener, mut stopped: watch::Receiver<bool>, each: F)
where
    F: Fn(TcpStream, watch::Receiver<bool>) -> C,
    C: Future<Output = ()> + Send + 'static,
{
    let mut connections = JoinSet::new();
    let signal = stopped.clone();
    loop {
        tokio::select! {
            () = told(&mut stopped) => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Without it a peer is slower, not wrong.
                    let _ = stream.set_nodelay(true);
                    connections.spawn(each(stream, signal.clone()));
                }
                // Out of sockets, or the peer is gone already: the end of another connection helps, or time.
                Err(_) => {
                    let another_ends = async {
                        if connections.join_next().await.is_none() {
                            std::future::pending::<()>().await;
                        }
                    };
                    let _ = tokio::time::timeout(BACK_OFF, another_ends).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}
