//! One environment's design.
