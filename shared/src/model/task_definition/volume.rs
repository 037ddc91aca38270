//! `Volume`.

use crate::model::{
    Bool, DockerVolumeConfiguration, EFSVolumeConfiguration, FSxWindowsFileServerVolumeConfiguration,
    HostVolumeProperties, One, S3FilesVolumeConfiguration, Text, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html>
    Volume {
        NAME: Text = "name", "Name";
        HOST: One<HostVolumeProperties> = "host", "Host";
        DOCKER_VOLUME_CONFIGURATION: One<DockerVolumeConfiguration> = "dockerVolumeConfiguration", "Docker volume configuration";
        EFS_VOLUME_CONFIGURATION: One<EFSVolumeConfiguration> = "efsVolumeConfiguration", "EFS volume configuration";
        S3FILES_VOLUME_CONFIGURATION: One<S3FilesVolumeConfiguration> = "s3filesVolumeConfiguration", "S3files volume configuration";
        FSX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION: One<FSxWindowsFileServerVolumeConfiguration> = "fsxWindowsFileServerVolumeConfiguration", "Fsx windows file server volume configuration";
        CONFIGURED_AT_LAUNCH: Bool = "configuredAtLaunch", "Configured at launch";
    }
}
