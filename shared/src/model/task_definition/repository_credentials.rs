//! `RepositoryCredentials`.

use crate::model::{Form, Text, structure};

structure! {
    /// Login for a private registry outside ECR.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RepositoryCredentials.html>
    RepositoryCredentials {
        CREDENTIALS_PARAMETER: Text = "credentialsParameter", "Secret", [
            required(), form(Form::Arn),
            example("arn:aws:secretsmanager:eu-west-1:123456789012:secret:dockerhub-AbCdEf")
        ];
    }
}
