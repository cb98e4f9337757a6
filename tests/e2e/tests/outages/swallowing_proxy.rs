//! A proxy that lets every call happen and swallows its answer: what the caller sees of a network that dies just then.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct SwallowingProxy {
    pub(crate) url: String,
    swallowed: Arc<AtomicUsize>,
}

impl SwallowingProxy {
    /// Listens on a free port before the service at `url`.
    pub(crate) async fn before(url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let target = url.trim_start_matches("http://").to_owned();
        let swallowed = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&swallowed);
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(swallow(caller, target.clone(), Arc::clone(&count)));
            }
        });
        SwallowingProxy { url: format!("http://{address}"), swallowed }
    }

    /// How many answers were swallowed.
    pub(crate) fn swallowed(&self) -> usize {
        self.swallowed.load(Ordering::Relaxed)
    }
}

/// Passes the request on, waits for the answer's first bytes, and never gives them back.
async fn swallow(mut caller: TcpStream, target: String, count: Arc<AtomicUsize>) {
    let mut service = TcpStream::connect(target).await.unwrap();
    let (mut asked, mut answered) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        tokio::select! {
            read = caller.read(&mut asked) => match read {
                Ok(length) if length > 0 => service.write_all(&asked[..length]).await.unwrap(),
                _ => return,
            },
            read = service.read(&mut answered) => match read {
                Ok(length) if length > 0 => { count.fetch_add(1, Ordering::Relaxed); }
                _ => return,
            },
        }
    }
}
