//! `CreateRoleRequest`.

use crate::model::{Form, IamTag, Int, RowsOf, Text, structure};

structure! {
    /// An IAM role: who may take it on. What it may do is in its policies.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
    CreateRoleRequest: Iam "CreateRoleRequest" {
        ROLE_NAME: Text = "RoleName", "Role name", [required(), length(1, 64), example("shop-execution")];
        ASSUME_ROLE_POLICY_DOCUMENT: Text = "AssumeRolePolicyDocument", "Trust policy", [
            required(), form(Form::Json), length(1, 131_072),
            example("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}")
        ];
        DESCRIPTION: Text = "Description", "Description", [length(0, 1_000), example("Starts the tasks of the shop")];
        PATH: Text = "Path", "Path", [length(1, 512), default("/"), example("/shop/")];
        MAX_SESSION_DURATION: Int = "MaxSessionDuration", "Longest session", [
            range(3_600, 43_200), unit("s"), default("3600 s"), example("7200")
        ];
        PERMISSIONS_BOUNDARY: Text = "PermissionsBoundary", "Permissions boundary", [
            form(Form::Arn), length(20, 2_048), default("none"),
            example("arn:aws:iam::123456789012:policy/team-boundary")
        ];
        TAGS: RowsOf<IamTag> = "Tags", "Tags", [items(50)];
    }
}
