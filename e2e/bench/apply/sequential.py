"""The shop service, made with boto3: one call after the other, with boto3's own waiters.

    python sequential.py DESIGN [--delay SECONDS]

What a careful person would write: it looks before it makes or changes anything, so that it can be run again; it makes
what the design says in the order in which things need each other; it waits where boto3 has a waiter. Credentials,
Region and endpoint are the SDK's own settings. `--delay` is the pause between two looks of the waiters in place of
boto3's own, which is 15 seconds for a service and 1 second for a role.
"""

from __future__ import annotations

import argparse
import json
import sys

import boto3

SERVICE_MEMBERS = ("launchType", "networkConfiguration", "loadBalancers", "healthCheckGracePeriodSeconds")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("design")
    parser.add_argument("--delay", type=float)
    given = parser.parse_args()
    with open(given.design, encoding="utf-8") as file:
        design = json.load(file)
    session = boto3.Session()
    sts, logs, iam, ecs, elbv2 = map(session.client, ("sts", "logs", "iam", "ecs", "elbv2"))

    def wait(client, waiter: str, **request) -> None:
        config = {} if given.delay is None else {"WaiterConfig": {"Delay": given.delay, "MaxAttempts": 600}}
        client.get_waiter(waiter).wait(**request, **config)

    print("account", sts.get_caller_identity()["Account"])
    service = design["services"]["web"]
    for balancer in service["loadBalancers"]:
        elbv2.describe_target_groups(TargetGroupArns=[balancer["targetGroupArn"]])
    log_group(logs, design["logGroups"]["web"])
    role = execution_role(iam, design["roles"]["execution"], wait)
    cluster = design["clusters"]["main"]["clusterName"]
    found = ecs.describe_clusters(clusters=[cluster])["clusters"]
    if not any(each["status"] == "ACTIVE" for each in found):
        ecs.create_cluster(clusterName=cluster)
    definition = design["taskDefinitions"]["web"] | {"executionRoleArn": role}
    arn = task_definition(ecs, definition)
    if put_service(ecs, cluster, arn, service):
        wait(ecs, "services_stable", cluster=cluster, services=[service["serviceName"]])


def log_group(logs, group: dict) -> None:
    name, days = group["logGroupName"], group["bayplan"]["PutRetentionPolicy"]["retentionInDays"]
    found = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    there = next((each for each in found if each["logGroupName"] == name), None)
    if there is None:
        logs.create_log_group(logGroupName=name)
    if there is None or there.get("retentionInDays") != days:
        logs.put_retention_policy(logGroupName=name, retentionInDays=days)


def execution_role(iam, role: dict, wait) -> str:
    """Makes the role and its policies, where they aren't there; gives its ARN."""
    name, trust = role["RoleName"], role["AssumeRolePolicyDocument"]
    attached, inline = set(), set()
    try:
        arn = iam.get_role(RoleName=name)["Role"]["Arn"]
    except iam.exceptions.NoSuchEntityException:
        arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        wait(iam, "role_exists", RoleName=name)
    else:
        found = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
        attached = {each["PolicyArn"] for each in found}
        for policy in role["bayplan"]["PutRolePolicy"]:
            try:
                there = iam.get_role_policy(RoleName=name, PolicyName=policy["PolicyName"])
            except iam.exceptions.NoSuchEntityException:
                continue
            if there["PolicyDocument"] == json.loads(policy["PolicyDocument"]):
                inline.add(policy["PolicyName"])
    for policy in role["bayplan"]["AttachRolePolicy"]:
        if policy["PolicyArn"] not in attached:
            iam.attach_role_policy(RoleName=name, **policy)
    for policy in role["bayplan"]["PutRolePolicy"]:
        if policy["PolicyName"] not in inline:
            iam.put_role_policy(RoleName=name, **policy)
    return arn


def task_definition(ecs, wanted: dict) -> str:
    """Registers a revision, unless the latest is the same; gives its ARN."""
    try:
        latest = ecs.describe_task_definition(taskDefinition=wanted["family"])["taskDefinition"]
    except ecs.exceptions.ClientException:
        latest = None
    if latest and states(latest, wanted):
        return latest["taskDefinitionArn"]
    return ecs.register_task_definition(**wanted)["taskDefinition"]["taskDefinitionArn"]


def put_service(ecs, cluster: str, definition: str, wanted: dict) -> bool:
    """Makes the service, or changes it where it differs; gives whether there is something to wait for."""
    request = wanted | {"cluster": cluster, "taskDefinition": definition}
    found = ecs.describe_services(cluster=cluster, services=[wanted["serviceName"]])["services"]
    there = next((each for each in found if each["status"] == "ACTIVE"), None)
    if there is None:
        ecs.create_service(**request)
        return True
    if there["taskDefinition"] == definition and all(states(there.get(key), wanted[key]) for key in SERVICE_MEMBERS):
        return False
    request["service"] = request.pop("serviceName")
    request.pop("launchType")
    ecs.update_service(**request)
    return True


def states(there: object, wanted: object) -> bool:
    """Whether `there` is what is wanted, in all that is stated."""
    if isinstance(wanted, dict):
        return isinstance(there, dict) and all(states(there.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list):
        same = isinstance(there, list) and len(there) == len(wanted)
        return same and all(states(*pair) for pair in zip(there, wanted))
    return there == wanted


if __name__ == "__main__":
    sys.exit(main())
