//! The HTTP API.

mod applies;
mod audit;
mod bad_input;
mod database_trouble;
mod designs;
mod environments;
mod matrix;
mod oidc;
mod plans;
mod reviews;
mod routes;
mod socket;
mod team;
mod team_socket;
mod versions;
mod whole_documents;
