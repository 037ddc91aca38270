//! `SystemControl`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html>
    SystemControl {
        NAMESPACE: Text = "namespace", "Namespace";
        VALUE: Text = "value", "Value";
    }
}
