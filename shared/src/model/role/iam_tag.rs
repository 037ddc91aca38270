//! `Tag` of IAM, whose members are spelt otherwise than those of ECS.

use crate::model::{Text, structure};

structure! {
    /// A label on a role.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html>
    IamTag: Iam "Tag" {
        KEY: Text = "Key", "Key", [required(), length(1, 128), example("team")];
        VALUE: Text = "Value", "Value", [required(), length(0, 256), example("payments")];
    }
}
