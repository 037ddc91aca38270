//! `FSxWindowsFileServerAuthorizationConfig`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FSxWindowsFileServerAuthorizationConfig.html>
    FSxWindowsFileServerAuthorizationConfig {
        CREDENTIALS_PARAMETER: Text = "credentialsParameter", "Credentials parameter", [required()];
        DOMAIN: Text = "domain", "Domain", [required()];
    }
}
