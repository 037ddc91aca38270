//! `HostEntry`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostEntry.html>
    HostEntry {
        HOSTNAME: Text = "hostname", "Hostname", [required()];
        IP_ADDRESS: Text = "ipAddress", "IP address", [required()];
    }
}
