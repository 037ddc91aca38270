//! `RepositoryCredentials`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RepositoryCredentials.html>
    RepositoryCredentials {
        CREDENTIALS_PARAMETER: Text = "credentialsParameter", "Credentials parameter", [required()];
    }
}
