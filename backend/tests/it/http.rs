//! The HTTP API.

mod bad_input;
mod database_trouble;
mod designs;
mod routes;
mod socket;
mod whole_documents;
