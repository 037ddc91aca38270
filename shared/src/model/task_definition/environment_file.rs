//! `EnvironmentFile`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html>
    EnvironmentFile {
        VALUE: Text = "value", "Value", [required()];
        TYPE: Choice = "type", "Type", [required(), of(&["s3"])];
    }
}
