//! `bayplan serve`

pub(super) mod database;

use std::io::{self, IsTerminal, Write};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use clap::Args;
use tokio::net::TcpListener;

use super::{Exit, output};
use crate::connections;
use crate::http::{App, router};
use crate::ops::{self, Worker};
use crate::store::{SqliteStore, StoreError};

/// How long answers that are under way may take after the order to stop.
const GRACE: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Where designs are kept, such as sqlite:designs.db; a file in your data folder unless said
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
enum ServeError {
    #[error("--listen {0} is no address. Write one as 127.0.0.1:8080")]
    Address(String),
    #[error(
        "--listen {0} can be reached from other machines, and there are no accounts yet to tell who may do what. \
         Listen on 127.0.0.1 and reach it from elsewhere through ssh -L"
    )]
    BeyondLoopback(String),
    #[error(transparent)]
    Database(#[from] database::DatabaseError),
    #[error("the database {} can't be opened: {reason}. Check the file, or name another with --database", path.display())]
    Open { path: PathBuf, reason: StoreError },
    #[error("can't listen on {address}: {cause}. Choose another address; --listen 127.0.0.1:0 takes a free port")]
    Listen { address: SocketAddr, cause: io::Error },
    #[error("the server stopped: {0}")]
    Stopped(#[source] io::Error),
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(io::stderr().is_terminal()).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match runtime.block_on(serve(arguments)) {
        Ok(()) => Ok(Exit::Fine),
        Err(error) => {
            output::complain(&error.to_string());
            Ok(match error {
                ServeError::Address(_) | ServeError::BeyondLoopback(_) | ServeError::Database(_) => Exit::Unusable,
                ServeError::Open { .. } | ServeError::Listen { .. } | ServeError::Stopped(_) => Exit::Errors,
            })
        }
    }
}

async fn serve(arguments: &Arguments) -> Result<(), ServeError> {
    let address = loopback_address(&arguments.listen)?;
    let path = database::path(arguments.database.as_deref())?;
    let store = SqliteStore::open(&path).await;
    let store = Arc::new(store.map_err(|reason| ServeError::Open { path, reason })?);
    if let Err(error) = ops::ensure_sample(&*store).await {
        // A database that can only be read still shows what is in it.
        tracing::warn!(%error, "no sample design");
    }

    let listener = TcpListener::bind(address).await.map_err(|cause| ServeError::Listen { address, cause })?;
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    let context = connections::context(store.clone());
    let (worker, news) = (Worker::new(context.clone(), owner()), context.news.clone());
    let working = tokio::spawn(async move { worker.work_forever().await });
    let app = App::new(context, address.port());
    // Whoever started us may have closed our output; that is no reason to stop.
    let _ = writeln!(io::stdout(), "Bayplan is at http://{address}");

    let listener = listener.tap_io(|stream| {
        // Small answers go out at once. Without it they are only later.
        let _ = stream.set_nodelay(true);
    });
    let stop = async move {
        order_to_stop().await;
        news.end();
    };
    let serving = axum::serve(listener, router(app)).with_graceful_shutdown(stop);
    let served = tokio::select! {
        served = serving => served,
        () = async { order_to_stop().await; tokio::time::sleep(GRACE).await } => Ok(()),
    };
    working.abort();
    store.close().await;
    served.map_err(ServeError::Stopped)
}

/// Who works on applies, as it is kept with them.
fn owner() -> String {
    format!("server, process {}", std::process::id())
}

/// The address, if only this machine can reach it.
fn loopback_address(listen: &str) -> Result<SocketAddr, ServeError> {
    let addresses: Vec<_> = listen.to_socket_addrs().map_err(|_| ServeError::Address(listen.to_owned()))?.collect();
    if addresses.iter().any(|address| !address.ip().is_loopback()) {
        return Err(ServeError::BeyondLoopback(listen.to_owned()));
    }
    addresses.first().copied().ok_or_else(|| ServeError::Address(listen.to_owned()))
}

/// Waits for ctrl-c, or for the signal that service managers send.
pub(super) async fn order_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
