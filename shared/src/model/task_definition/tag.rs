//! `Tag`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>
    Tag {
        KEY: Text = "key", "Key", [length(1, 128)];
        VALUE: Text = "value", "Value", [length(0, 256)];
    }
}
