//! `Secret`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html>
    Secret {
        NAME: Text = "name", "Name", [required()];
        VALUE_FROM: Text = "valueFrom", "Value from", [required()];
    }
}
