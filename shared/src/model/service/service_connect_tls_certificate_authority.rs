//! `ServiceConnectTlsCertificateAuthority`.

use crate::model::{Form, Text, structure};

structure! {
    /// The private CA of Service Connect TLS.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTlsCertificateAuthority.html>
    ServiceConnectTlsCertificateAuthority {
        AWS_PCA_AUTHORITY_ARN: Text = "awsPcaAuthorityArn", "Private CA", [
            form(Form::Arn),
            example("arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/01234567-89ab-cdef-0123-456789abcdef")
        ];
    }
}
