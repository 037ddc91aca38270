//! `Tag`.

use crate::model::{Text, structure};

structure! {
    /// A label on an AWS resource.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>
    Tag {
        KEY: Text = "key", "Key", [length(1, 128), example("team")];
        VALUE: Text = "value", "Value", [length(0, 256), default("empty"), example("payments")];
    }
}
