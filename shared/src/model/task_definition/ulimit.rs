//! `Ulimit`.

use crate::model::{Choice, Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html>
    Ulimit {
        NAME: Choice = "name", "Name", [required(), of(&["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"])];
        SOFT_LIMIT: Int = "softLimit", "Soft limit", [required()];
        HARD_LIMIT: Int = "hardLimit", "Hard limit", [required()];
    }
}
