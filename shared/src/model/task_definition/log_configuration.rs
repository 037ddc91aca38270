//! `LogConfiguration`.

use crate::model::{Choice, RowsOf, Secret, TextMap, structure};

structure! {
    /// Where a container's output goes and with which options.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html>
    LogConfiguration {
        LOG_DRIVER: Choice = "logDriver", "Log driver", [
            required(),
            of(&["json-file", "syslog", "journald", "gelf", "fluentd", "awslogs", "splunk", "awsfirelens"]),
            example("awslogs")
        ];
        OPTIONS: TextMap = "options", "Options";
        SECRET_OPTIONS: RowsOf<Secret> = "secretOptions", "Secret options";
    }
}
