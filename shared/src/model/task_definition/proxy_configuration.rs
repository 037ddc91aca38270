//! `ProxyConfiguration`.

use crate::model::{Choice, KeyValuePair, RowsOf, Text, structure};

structure! {
    /// The App Mesh proxy of a task.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html>
    ProxyConfiguration {
        TYPE: Choice = "type", "Type", [of(&["APPMESH"]), default("APPMESH")];
        CONTAINER_NAME: Text = "containerName", "Proxy container", [required(), example("envoy")];
        PROPERTIES: RowsOf<KeyValuePair> = "properties", "Properties";
    }
}
