//! `Secret`.

use crate::model::{Form, Text, structure};

structure! {
    /// A secret that ECS reads at start and hands to the container or its log driver.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html>
    Secret {
        NAME: Text = "name", "Name", [required(), example("DB_PASSWORD")];
        VALUE_FROM: Text = "valueFrom", "Value from", [
            required(), form(Form::Arn),
            example("arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf")
        ];
    }
}
