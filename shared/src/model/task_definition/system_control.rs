//! `SystemControl`.

use crate::model::{Text, structure};

structure! {
    /// One kernel parameter of the container.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html>
    SystemControl {
        NAMESPACE: Text = "namespace", "Parameter", [example("net.core.somaxconn")];
        VALUE: Text = "value", "Value", [example("1024")];
    }
}
