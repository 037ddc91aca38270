//! What Bayplan's browser modules share: calls to the server, the frame of a page, dialogs, icons, announcements.

pub mod announcer;
pub mod api;
pub mod clipboard;
pub mod dialog;
pub mod dom;
pub mod icon;
pub mod shell;
pub mod storage;
pub mod time;
