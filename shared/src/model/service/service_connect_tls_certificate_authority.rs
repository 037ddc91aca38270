//! `ServiceConnectTlsCertificateAuthority`.

use crate::model::{Form, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTlsCertificateAuthority.html>
    ServiceConnectTlsCertificateAuthority {
        AWS_PCA_AUTHORITY_ARN: Text = "awsPcaAuthorityArn", "AWS PCA authority ARN", [form(Form::Arn)];
    }
}
