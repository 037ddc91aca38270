//! `ServiceConnectTlsConfiguration`.

use crate::model::{Form, One, ServiceConnectTlsCertificateAuthority, Text, structure};

structure! {
    /// Encryption between Service Connect proxies.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTlsConfiguration.html>
    ServiceConnectTlsConfiguration {
        ISSUER_CERTIFICATE_AUTHORITY: One<ServiceConnectTlsCertificateAuthority> =
            "issuerCertificateAuthority", "Certificate authority", [required()];
        KMS_KEY: Text = "kmsKey", "KMS key", [
            form(Form::Arn), default("an AWS managed key"),
            example("arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef")
        ];
        ROLE_ARN: Text = "roleArn", "Role", [
            form(Form::Arn), example("arn:aws:iam::123456789012:role/ecsInfrastructureRole"), refers_to("roles")
        ];
    }
}
