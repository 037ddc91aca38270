//! The controls of the form.
