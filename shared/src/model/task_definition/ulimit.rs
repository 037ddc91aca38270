//! `Ulimit`.

use crate::model::{Choice, Int, structure};

structure! {
    /// A limit of the kernel on the container's processes.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html>
    Ulimit {
        NAME: Choice = "name", "Limit", [
            required(),
            of(&[
                "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss",
                "rtprio", "rttime", "sigpending", "stack",
            ]),
            example("nofile")
        ];
        SOFT_LIMIT: Int = "softLimit", "Soft limit", [required(), example("65536")];
        HARD_LIMIT: Int = "hardLimit", "Hard limit", [required(), example("65536")];
    }
}
