//! `ClusterServiceConnectDefaultsRequest`.

use crate::model::{Form, Text, structure};

structure! {
    /// The namespace of services that turn Service Connect on without naming one.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaultsRequest.html>
    ClusterServiceConnectDefaultsRequest {
        NAMESPACE: Text = "namespace", "Namespace", [
            required(), form(Form::Arn), example("shop.local"), refers_to("namespaces")
        ];
    }
}
