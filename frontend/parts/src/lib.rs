//! What Bayplan's browser modules share: calls to the server, the frame of a page, dialogs, icons, announcements.

pub mod address;
pub mod announcer;
pub mod api;
pub mod clipboard;
pub mod controls;
pub mod dialog;
pub mod dom;
pub mod frame;
pub mod icon;
pub mod load;
pub mod me;
mod menu;
pub mod plan;
pub mod session;
pub mod shell;
pub mod storage;
pub mod time;
pub mod unknown;
pub mod values;
pub mod words;
