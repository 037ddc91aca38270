//! `bayplan audit`

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use futures::{StreamExt, TryStreamExt};

use super::serve::database::{self, DatabaseError};
use super::{Exit, output};
use crate::ops::{self, Broken, Chain, OpsError};
use crate::store::{Head, SqliteStore, StoreError};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say whether the record is as it was written, and print its head
    ///
    /// Each entry holds the hash of the one before, so one that was changed, removed, put in or moved is found. What the
    /// record alone can't tell is that its end was cut off, or that all of it was made up anew by someone who may write the
    /// database. Note the head that this prints elsewhere, and give it with --head the next time.
    Verify(Verify),
    /// Print the whole record, oldest first, an entry a line; says if it is broken
    ///
    /// A line's last member is the hash; the line without it is what the hash is of, to the byte.
    Export(Database),
}

#[derive(Debug, Args)]
pub(super) struct Database {
    /// Where designs are kept, such as sqlite:designs.db; a file in your data folder unless said
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    database: Database,
    /// A head that was printed before, such as 12:HASH; the record has to have that entry
    #[arg(long, value_name = "HEAD", value_parser = head)]
    head: Option<Head>,
}

/// Why the record can't be read.
#[derive(Debug, thiserror::Error)]
enum AuditError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("the database {} can't be opened: {reason}. Check the file, or name another with --database", path.display())]
    Open { path: PathBuf, reason: StoreError },
    #[error("the record can't be read: {0}")]
    Read(#[from] OpsError),
}

pub(super) fn run(command: &Command) -> io::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match command {
        Command::Verify(arguments) => Ok(ended(runtime.block_on(verify(arguments)))),
        Command::Export(arguments) => {
            let store = match runtime.block_on(arguments.open()) {
                Ok(store) => store,
                Err(error) => return Ok(ended(Err(error))),
            };
            let broken = runtime.block_on(export(&store, &mut io::BufWriter::new(io::stdout().lock())));
            runtime.block_on(store.close());
            Ok(ended(broken?))
        }
    }
}

/// Says what is wrong. Whatever can't be read is of no use; what can be read and is broken is an answer.
fn ended(found: Result<Option<Broken>, AuditError>) -> Exit {
    match found {
        Ok(None) => Exit::Fine,
        Ok(Some(broken)) => {
            output::complain(&broken.message());
            Exit::Errors
        }
        Err(error) => {
            output::complain(&error.to_string());
            Exit::Unusable
        }
    }
}

async fn verify(arguments: &Verify) -> Result<Option<Broken>, AuditError> {
    let store = arguments.database.open().await?;
    let found = ops::verify_audit(&*store, arguments.head.as_ref()).await;
    store.close().await;
    match found? {
        Chain::Whole(head) => {
            // Whoever reads this may have read enough; whether it is whole is told by how the command ends.
            let _ =
                writeln!(io::stdout(), "The record is whole: {} entries, head {}:{}", head.seq, head.seq, head.hash);
            Ok(None)
        }
        Chain::Broken(broken) => Ok(Some(broken)),
    }
}

/// Prints every entry, broken or not, and gives the first that is broken.
async fn export(store: &Arc<SqliteStore>, out: &mut impl Write) -> io::Result<Result<Option<Broken>, AuditError>> {
    let (mut head, mut broken) = (Head::default(), None);
    let mut batches = ops::export_audit(store.clone()).boxed();
    loop {
        match batches.try_next().await {
            Ok(Some(entries)) => {
                for entry in entries {
                    writeln!(out, "{}", entry.line())?;
                    if broken.is_none() {
                        broken = head.advance(&entry).err().map(|why| Broken { seq: entry.seq, why });
                    }
                }
            }
            Ok(None) => return out.flush().map(|()| Ok(broken)),
            Err(error) => return out.flush().map(|()| Err(error.into())),
        }
    }
}

impl Database {
    /// Opens a database that is there: a new one would be whole.
    async fn open(&self) -> Result<Arc<SqliteStore>, AuditError> {
        let path = database::path(self.database.as_deref())?;
        let store = SqliteStore::open_with(SqliteStore::options(&path).create_if_missing(false)).await;
        store.map(Arc::new).map_err(|reason| AuditError::Open { path, reason })
    }
}

fn head(text: &str) -> Result<Head, String> {
    let parsed = text.split_once(':').and_then(|(seq, hash)| {
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        Some(Head { seq: seq.parse().ok().filter(|_| is_hash)?, hash: hash.to_owned() })
    });
    parsed.ok_or_else(|| "a head is a number, a colon and 64 hexadecimal digits, as audit verify prints it".to_owned())
}
