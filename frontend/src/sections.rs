//! Which members stand together in the form.
