//! `KeyValuePair`.

use crate::model::{Form, Text, structure};

structure! {
    /// A name and its value.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>
    KeyValuePair {
        NAME: Text = "name", "Name", [example("LOG_LEVEL")];
        VALUE: Text = "value", "Value", [form(Form::Long), example("info")];
    }
}
