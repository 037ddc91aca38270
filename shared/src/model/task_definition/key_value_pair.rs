//! `KeyValuePair`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>
    KeyValuePair {
        NAME: Text = "name", "Name";
        VALUE: Text = "value", "Value";
    }
}
