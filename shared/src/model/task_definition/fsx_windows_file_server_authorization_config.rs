//! `FSxWindowsFileServerAuthorizationConfig`.

use crate::model::{Form, Text, structure};

structure! {
    /// The account that opens the share of a Windows file server.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerAuthorizationConfig.html>
    FSxWindowsFileServerAuthorizationConfig {
        CREDENTIALS_PARAMETER: Text = "credentialsParameter", "Credentials", [
            required(), form(Form::Arn), example("arn:aws:secretsmanager:eu-west-1:123456789012:secret:fsx-AbCdEf")
        ];
        DOMAIN: Text = "domain", "Domain", [required(), example("corp.example.com")];
    }
}
