//! Planning and applying with the built program: against the local AWS, whose proxy sees every call, and in the sandbox.

mod calls;
mod designs;
mod exits;
mod failures;
mod kills;
mod random_kills;
mod sandbox;
mod server;
mod state;
mod terminal;
