//! `HostEntry`.

use crate::model::{Text, structure};

structure! {
    /// A line added to the container's hosts file.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostEntry.html>
    HostEntry {
        HOSTNAME: Text = "hostname", "Hostname", [required(), example("db.internal")];
        IP_ADDRESS: Text = "ipAddress", "IP address", [required(), example("10.0.1.20")];
    }
}
