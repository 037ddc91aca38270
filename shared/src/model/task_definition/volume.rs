//! `Volume`.

use crate::model::{
    Bool, DockerVolumeConfiguration, EFSVolumeConfiguration, FSxWindowsFileServerVolumeConfiguration,
    HostVolumeProperties, One, S3FilesVolumeConfiguration, Text, structure,
};

structure! {
    /// Storage that containers of the task can mount. It has at most one kind.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html>
    Volume {
        NAME: Text = "name", "Name", [length(1, 255), example("data")];
        HOST: One<HostVolumeProperties> = "host", "Host path", [default("empty scratch volume")];
        DOCKER_VOLUME_CONFIGURATION: One<DockerVolumeConfiguration> = "dockerVolumeConfiguration", "Docker volume";
        EFS_VOLUME_CONFIGURATION: One<EFSVolumeConfiguration> = "efsVolumeConfiguration", "EFS";
        S3FILES_VOLUME_CONFIGURATION: One<S3FilesVolumeConfiguration> = "s3filesVolumeConfiguration", "S3 Files";
        FSX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION: One<FSxWindowsFileServerVolumeConfiguration> =
            "fsxWindowsFileServerVolumeConfiguration", "FSx for Windows File Server";
        CONFIGURED_AT_LAUNCH: Bool = "configuredAtLaunch", "Configured at launch (EBS)", [default("false")];
    }
}
