//! The gate, from what is kept.

mod interleavings;
