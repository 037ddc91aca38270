//! `ProxyConfiguration`.

use crate::model::{Choice, KeyValuePair, RowsOf, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html>
    ProxyConfiguration {
        TYPE: Choice = "type", "Type", [of(&["APPMESH"])];
        CONTAINER_NAME: Text = "containerName", "Container name", [required()];
        PROPERTIES: RowsOf<KeyValuePair> = "properties", "Properties";
    }
}
