//! `ServiceConnectTlsConfiguration`.

use crate::model::{Form, One, ServiceConnectTlsCertificateAuthority, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTlsConfiguration.html>
    ServiceConnectTlsConfiguration {
        ISSUER_CERTIFICATE_AUTHORITY: One<ServiceConnectTlsCertificateAuthority> = "issuerCertificateAuthority", "Issuer certificate authority", [required()];
        KMS_KEY: Text = "kmsKey", "KMS key";
        ROLE_ARN: Text = "roleArn", "Role ARN", [form(Form::Arn)];
    }
}
