//! `bayplan serve`

mod address;
pub(super) mod database;
mod oidc;
mod record;

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use clap::Args;
use tokio::net::TcpListener;

use super::{Exit, output};
use crate::connections;
use crate::http::{App, NoAddress, PublicAddress, Team, router};
use crate::oidc::OidcError;
use crate::ops::{self, Context, OpsError, Worker};
use crate::outgoing::{Outgoing, Reach};
use crate::store::{SqliteStore, StoreError};

/// How long answers that are under way may take after the order to stop.
const GRACE: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// The address that people open, such as `https://bayplan.example.com`: with it there are accounts, as there are
    /// wherever other machines can reach the server
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    #[command(flatten)]
    oidc: oidc::OidcArguments,
    /// Let hooks send to this machine, to try them out
    #[arg(long, hide = true)]
    loopback_hooks: bool,
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
        "--listen {0} is reached at whatever addresses this machine has, and people with accounts need one that they \
         open. Say it with --url, such as --url https://bayplan.example.com"
    )]
    AnyAddress(String),
    #[error("--url {url} is no address to open: {reason}")]
    Url { url: String, reason: NoAddress },
    #[error(
        "--oidc-issuer needs accounts, and whoever reaches this server by 127.0.0.1 has none. State the address that people \
         open as well, such as --url https://bayplan.example.com"
    )]
    OidcWithoutAccounts,
    #[error("--oidc-issuer {issuer} can't be used: {reason}")]
    Oidc { issuer: String, reason: OidcError },
    #[error("nobody can be invited: {0}")]
    People(#[source] OpsError),
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
                ServeError::Address(_)
                | ServeError::AnyAddress(_)
                | ServeError::Url { .. }
                | ServeError::OidcWithoutAccounts
                | ServeError::Oidc { .. }
                | ServeError::Database(_) => Exit::Unusable,
                ServeError::People(_)
                | ServeError::Open { .. }
                | ServeError::Listen { .. }
                | ServeError::Stopped(_) => Exit::Errors,
            })
        }
    }
}

async fn serve(arguments: &Arguments) -> Result<(), ServeError> {
    let wanted = address::wanted(&arguments.listen, arguments.url.as_deref())?;
    let path = database::path(arguments.database.as_deref())?;
    let store = SqliteStore::open(&path).await;
    let store = Arc::new(store.map_err(|reason| ServeError::Open { path, reason })?);
    if let Err(error) = ops::ensure_sample(&*store).await {
        // A database that can only be read still shows what is in it.
        tracing::warn!(%error, "no sample design");
    }

    let broken = record::check(&*store).await;

    let listener = TcpListener::bind(wanted).await;
    let listener = listener.map_err(|cause| ServeError::Listen { address: wanted, cause })?;
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    let public = address::public(address, arguments.url.as_deref())?;
    let provider = oidc::provider(&arguments.oidc, public.as_ref())?;
    let redirect = provider.as_ref().and(public.as_ref()).map(oidc::redirect);
    let opened_at = public.as_ref().map_or_else(|| format!("http://{address}"), |public| public.origin().to_owned());
    let context = Context {
        address: opened_at.into(),
        outgoing: Outgoing::new(reach(public.is_none() || arguments.loopback_hooks)),
        ..connections::context(store.clone())
    };
    let owner_link = if public.is_some() { owner_link(&context).await? } else { None };
    announce(&context, public.as_ref(), redirect.as_deref(), owner_link.as_deref());
    let (worker, news) = (Worker::new(context.clone(), owner()), context.news.clone());
    let working = tokio::spawn(async move { worker.work_forever().await });
    let telling = tokio::spawn(ops::tell_forever(context.clone()));
    let app = App::new(context, address.port()).with_broken_record(broken);
    let app = match public {
        Some(public) => app.for_team(Team::at(public)),
        None => app,
    };
    let app = match provider {
        Some(provider) => app.with_oidc(provider),
        None => app,
    };

    let listener = listener.tap_io(|stream| {
        // Small answers go out at once. Without it they are only later.
        let _ = stream.set_nodelay(true);
    });
    let stop = async move {
        order_to_stop().await;
        news.end();
    };
    let serving = axum::serve(listener, router(app).into_make_service_with_connect_info::<SocketAddr>());
    let serving = serving.with_graceful_shutdown(stop);
    let served = tokio::select! {
        served = serving => served,
        () = async { order_to_stop().await; tokio::time::sleep(GRACE).await } => Ok(()),
    };
    working.abort();
    telling.abort();
    store.close().await;
    served.map_err(ServeError::Stopped)
}

/// What hooks may be sent to. Whoever serves only themselves may send to their own machine.
const fn reach(loopback: bool) -> Reach {
    if loopback { Reach::PublicAndLoopback } else { Reach::Public }
}

/// Who works on applies, as it is kept with them.
fn owner() -> String {
    format!("server, process {}", std::process::id())
}

/// Where nobody is owner yet, the address by which someone becomes it.
async fn owner_link(context: &Context) -> Result<Option<String>, ServeError> {
    let secret = ops::owner_link(context).await.map_err(ServeError::People)?;
    Ok(secret.map(|secret| format!("{}/join#{}", context.address, secret.text())))
}

/// Says where the server is. Whoever started us may have closed our output; that is no reason to stop.
fn announce(context: &Context, public: Option<&PublicAddress>, redirect: Option<&str>, owner_link: Option<&str>) {
    if public.is_some_and(|public| !public.is_secure() && !public.is_loopback()) {
        output::complain(&format!(
            "warning: passwords travel to {} in the clear, for whoever is on the way to read. Put a proxy that speaks \
             TLS before it, and name its address with --url https://...",
            context.address
        ));
    }
    let mut said = format!("Bayplan is at {}\n", context.address);
    if let Some(redirect) = redirect {
        let _ = writeln!(said, "Its redirect URI, to register with the OpenID Connect provider: {redirect}");
    }
    if let Some(link) = owner_link {
        let _ = writeln!(said, "Open this once to become the owner: {link}");
    }
    // In one piece, so that whoever reads it sees all of it or nothing.
    let _ = io::stdout().write_all(said.as_bytes());
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
