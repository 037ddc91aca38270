//! `EnvironmentFile`.

use crate::model::{Choice, Form, Text, structure};

structure! {
    /// A file in S3 whose lines become environment variables.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html>
    EnvironmentFile {
        VALUE: Text = "value", "S3 object ARN", [
            required(), form(Form::Arn), example("arn:aws:s3:::shop-config/web.env")
        ];
        TYPE: Choice = "type", "Type", [required(), of(&["s3"]), example("s3")];
    }
}
