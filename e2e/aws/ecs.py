"""The ECS calls that moto answers unlike AWS, over the services of `services.py`."""

from __future__ import annotations

import copy
import re
import time
from collections.abc import Callable
from datetime import timezone
from typing import Any

from moto.core.exceptions import ServiceException
from moto.ecs.models import ecs_backends
from moto.elbv2.models import elbv2_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from services import REPLACING, Service

ACCOUNT = "123456789012"

#: Sends an ECS call to moto and gives status and answer.
Forward = Callable[[str, dict], "tuple[int, dict]"]


class Refusal(Exception):
    """An error in AWS's words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Ecs:
    """The services of all Regions."""

    def __init__(self) -> None:
        self.steady = 1.0
        self.services: dict[tuple[str, str, str], Service] = {}
        self.task_definitions: dict[str, dict] = {}
        self.logged: set[str] = set()
        #: Role name -> seconds after its making in which ECS doesn't know it yet.
        self.settling: dict[str, float] = {}

    def reset(self, region: str | None = None) -> None:
        self.services = {key: value for key, value in self.services.items() if region and key[0] != region}
        if not region:
            self.settling.clear()
        self.task_definitions = {
            arn: value for arn, value in self.task_definitions.items() if region and arn.split(":")[3] != region
        }

    def call(self, region: str, action: str, given: dict, forward: Forward) -> dict | None:
        """The answer to a call; nothing where moto's is right."""
        handler = getattr(self, re.sub(r"(?<=[a-z])(?=[A-Z])", "_", action).lower(), None)
        return handler(region, given, forward) if handler else None

    # Clusters

    def cluster(self, region: str, given: dict) -> tuple[str, str]:
        """Name and ARN of the cluster that a request names."""
        name = str(given.get("cluster") or "default").rpartition("/")[2]
        cluster = ecs_backends[ACCOUNT][region].clusters.get(name)
        if cluster is None or cluster.status != "ACTIVE":
            raise Refusal("ClusterNotFoundException", "Cluster not found.")
        return name, cluster.arn

    def create_cluster(self, region: str, given: dict, forward: Forward) -> dict | None:
        name = given.get("clusterName") or "default"
        there = ecs_backends[ACCOUNT][region].clusters.get(name)
        if there is None or there.status != "ACTIVE":
            return None
        include = ["TAGS", "SETTINGS", "CONFIGURATIONS"]
        _, answer = forward("DescribeClusters", {"clusters": [name], "include": include})
        return {"cluster": answer["clusters"][0]}

    def describe_clusters(self, region: str, given: dict, forward: Forward) -> dict:
        status, answer = forward("DescribeClusters", given)
        if status != 200:
            raise Refusal(answer.get("__type", "ServerException"), answer.get("message", ""))
        now = time.time()
        for cluster in answer["clusters"]:
            services = self.of(region, cluster["clusterName"], now)
            shown = [service.describe(now, False) for service in services]
            cluster["activeServicesCount"] = sum(each["status"] == "ACTIVE" for each in shown)
            cluster["runningTasksCount"] = sum(each["runningCount"] for each in shown)
            cluster["pendingTasksCount"] = sum(each["pendingCount"] for each in shown)
        return answer

    def delete_cluster(self, region: str, given: dict, forward: Forward) -> None:
        name, _ = self.cluster(region, given)
        now = time.time()
        if any(service.status(now) != "INACTIVE" for service in self.of(region, name, now)):
            message = "The Cluster cannot be deleted while Services are active."
            raise Refusal("ClusterContainsServicesException", message)

    # Task definitions

    def check_roles(self, *arns: object) -> None:
        """Refuses roles that IAM has made but not yet told ECS of."""
        for arn in filter(None, arns):
            name = str(arn).rpartition("/")[2]
            role = next((each for each in iam_backends[ACCOUNT]["aws"].roles.values() if each.name == name), None)
            made = role.create_date.replace(tzinfo=timezone.utc).timestamp() if role else 0.0
            if time.time() < made + self.settling.get(name, 0.0):
                raise Refusal("ClientException", "Role is not valid")

    def register_task_definition(self, region: str, given: dict, forward: Forward) -> dict:
        self.check_roles(given.get("executionRoleArn"), given.get("taskRoleArn"))
        status, answer = forward("RegisterTaskDefinition", given)
        if status != 200:
            raise Refusal(answer.get("__type", "ServerException"), answer.get("message", ""))
        arn = answer["taskDefinition"]["taskDefinitionArn"]
        self.task_definitions[arn] = complete(given, answer["taskDefinition"], time.time())
        tags = {"tags": given["tags"]} if given.get("tags") else {}
        return {"taskDefinition": self.task_definitions[arn]} | tags

    def describe_task_definition(self, region: str, given: dict, forward: Forward) -> dict:
        status, answer = forward("DescribeTaskDefinition", given)
        if status != 200:
            raise Refusal(answer.get("__type", "ServerException"), answer.get("message", ""))
        found = answer["taskDefinition"]
        kept = self.task_definitions.get(found["taskDefinitionArn"], found)
        answer["taskDefinition"] = kept | {"status": found["status"]}
        answer.pop("failures", None)
        return answer

    def list_task_definitions(self, region: str, given: dict, forward: Forward) -> dict:
        status, answer = forward("ListTaskDefinitions", given)
        if status != 200:
            raise Refusal(answer.get("__type", "ServerException"), answer.get("message", ""))

        def key(arn: str) -> tuple[str, int]:
            family, _, revision = arn.rpartition(":")
            return family, int(revision)

        family = given.get("familyPrefix")
        arns = [arn for arn in answer["taskDefinitionArns"] if not family or f"/{family}:" in arn]
        arns.sort(key=key, reverse=given.get("sort") == "DESC")
        return {"taskDefinitionArns": arns[: given.get("maxResults", 100)]}

    def task_definition(self, region: str, name: str) -> dict:
        backend = ecs_backends[ACCOUNT][region]
        try:
            found = backend.describe_task_definition(name)
        except (ServiceException, ValueError):
            raise Refusal("ClientException", "TaskDefinition not found.") from None
        if found.status != "ACTIVE":
            raise Refusal("ClientException", "TaskDefinition is inactive")
        return self.task_definitions[found.arn]

    # Services

    def of(self, region: str, cluster: str, now: float) -> list[Service]:
        services = [each for key, each in self.services.items() if key[:2] == (region, cluster)]
        for service in services:
            service.advance(now)
        return services

    def find(self, region: str, cluster: str, name: str, now: float) -> Service | None:
        service = self.services.get((region, cluster, name.rpartition("/")[2]))
        if service:
            service.advance(now)
        return service

    def create_service(self, region: str, given: dict, forward: Forward) -> dict:
        cluster, cluster_arn = self.cluster(region, given)
        name, now = given.get("serviceName"), time.time()
        if not name or not re.fullmatch(r"[A-Za-z0-9_-]{1,255}", name):
            raise Refusal("InvalidParameterException", "Service name must be 1 to 255 letters, digits, - and _.")
        there = self.find(region, cluster, name, now)
        if there and there.status(now) == "ACTIVE":
            if given.get("clientToken") and there.request == given:
                return {"service": there.describe(now, True)}
            raise Refusal("InvalidParameterException", "Creation of service was not idempotent.")
        if there and there.status(now) == "DRAINING":
            raise Refusal("InvalidParameterException", "Unable to Start a service that is still Draining.")
        task_definition = self.task_definition(region, str(given.get("taskDefinition") or ""))
        self.check_roles(task_definition.get("executionRoleArn"), task_definition.get("taskRoleArn"))
        for balancer in given.get("loadBalancers") or []:
            group = balancer.get("targetGroupArn")
            if group and group not in elbv2_backends[ACCOUNT][region].target_groups:
                raise Refusal("InvalidParameterException", f"The target group {group} does not exist.")
        if task_definition.get("networkMode") == "awsvpc" and not given.get("networkConfiguration"):
            message = "Network Configuration must be provided when networkMode 'awsvpc' is specified."
            raise Refusal("InvalidParameterException", message)
        arn = f"arn:aws:ecs:{region}:{ACCOUNT}:service/{cluster}/{name}"
        service = Service(arn, cluster_arn, copy.deepcopy(given), copy.deepcopy(given), now)
        service.deploy(task_definition, now, self.steady)
        self.services[(region, cluster, name)] = service
        return {"service": service.describe(now, True)}

    def update_service(self, region: str, given: dict, forward: Forward) -> dict:
        service, now = self.changing(region, given)
        changes = {
            key: value for key, value in given.items() if key not in ("service", "cluster", "forceNewDeployment")
        }
        wanted = changes.pop("taskDefinition", None)
        task_definition = self.task_definition(region, wanted or service.settings["taskDefinition"])
        before = {key: service.settings.get(key) for key in REPLACING}
        if changes.get("desiredCount") is not None:
            service.scale(changes.pop("desiredCount"), now)
        service.settings |= copy.deepcopy(changes)
        after = {key: service.settings.get(key) for key in REPLACING} | {
            "taskDefinition": task_definition["taskDefinitionArn"]
        }
        if given.get("forceNewDeployment") or before != after:
            service.deploy(task_definition, now, self.steady)
        return {"service": service.describe(now, False)}

    def delete_service(self, region: str, given: dict, forward: Forward) -> dict:
        service, now = self.changing(region, given)
        if service.desired > 0 and not given.get("force"):
            message = "The service cannot be stopped while it is scaled above 0."
            raise Refusal("InvalidParameterException", message)
        service.delete(now, self.steady)
        return {"service": service.describe(now, False)}

    def changing(self, region: str, given: dict) -> tuple[Service, float]:
        cluster, _ = self.cluster(region, given)
        now = time.time()
        service = self.find(region, cluster, str(given.get("service")), now)
        if service is None:
            raise Refusal("ServiceNotFoundException", "Service not found.")
        if service.status(now) != "ACTIVE":
            raise Refusal("ServiceNotActiveException", "Service was not ACTIVE.")
        return service, now

    def describe_services(self, region: str, given: dict, forward: Forward) -> dict:
        cluster, _ = self.cluster(region, given)
        names = given.get("services") or []
        if not 1 <= len(names) <= 10:
            raise Refusal("InvalidParameterException", "Between 1 and 10 services can be described at once.")
        now, found, failures = time.time(), [], []
        for name in names:
            service = self.find(region, cluster, name, now)
            if service:
                self.log(region, service, now)
                found.append(service.describe(now, "TAGS" in (given.get("include") or [])))
                continue
            arn = name if name.startswith("arn:") else f"arn:aws:ecs:{region}:{ACCOUNT}:service/{cluster}/{name}"
            failures.append({"arn": arn, "reason": "MISSING"})
        return {"services": found, "failures": failures}

    def list_services(self, region: str, given: dict, forward: Forward) -> dict:
        cluster, _ = self.cluster(region, given)
        now = time.time()
        return {"serviceArns": [each.arn for each in self.of(region, cluster, now) if each.status(now) == "ACTIVE"]}

    # Tasks

    def list_tasks(self, region: str, given: dict, forward: Forward) -> dict:
        cluster, _ = self.cluster(region, given)
        now, arns = time.time(), []
        name = given.get("serviceName")
        if name and not self.find(region, cluster, name, now):
            raise Refusal("ServiceNotFoundException", "Service not found.")
        for service in self.of(region, cluster, now):
            if name and service.name != name.rpartition("/")[2]:
                continue
            self.log(region, service, now)
            for task in service.tasks(now):
                fits = task["desiredStatus"] == given.get("desiredStatus", "RUNNING")
                fits = fits and given.get("startedBy") in (None, task["startedBy"])
                if fits and (not given.get("family") or f"/{given['family']}:" in task["taskDefinitionArn"]):
                    arns.append(task["taskArn"])
        return {"taskArns": arns[: given.get("maxResults", 100)]}

    def describe_tasks(self, region: str, given: dict, forward: Forward) -> dict:
        cluster, _ = self.cluster(region, given)
        now = time.time()
        known = {}
        for service in self.of(region, cluster, now):
            self.log(region, service, now)
            known |= {task["taskArn"].rpartition("/")[2]: task for task in service.tasks(now)}
        tasks, failures = [], []
        for name in given.get("tasks") or []:
            task = known.get(name.rpartition("/")[2])
            if task:
                tasks.append(task)
            else:
                failures.append({"arn": name, "reason": "MISSING"})
        return {"tasks": tasks, "failures": failures}

    def log(self, region: str, service: Service, now: float) -> None:
        """Writes what containers that crashed have logged, where their log groups are there."""
        groups = logs_backends[ACCOUNT][region]
        for deployment in service.deployments:
            if deployment.behaviour not in ("crash", "oom"):
                continue
            stopped = [task for task in service.tasks(now) if task["lastStatus"] == "STOPPED"]
            for container in deployment.task_definition.get("containerDefinitions", []):
                options = (container.get("logConfiguration") or {}).get("options") or {}
                group, prefix = options.get("awslogs-group"), options.get("awslogs-stream-prefix")
                if not group or not prefix or group not in groups.groups:
                    continue
                for task in stopped:
                    stream = f"{prefix}/{container['name']}/{task['taskArn'].rpartition('/')[2]}"
                    if task["startedBy"] != deployment.id or f"{region}/{stream}" in self.logged:
                        continue
                    self.logged.add(f"{region}/{stream}")
                    at = int(task["stoppedAt"] * 1000)
                    lines = ["starting", f"this image was made to {deployment.behaviour}", "exiting"]
                    groups.create_log_stream(group, stream)
                    groups.put_log_events(group, stream, [{"timestamp": at, "message": line} for line in lines])

    # Tags of services

    def tagged(self, arn: Any) -> Service | None:
        return next((each for each in self.services.values() if each.arn == arn), None)

    def tag_resource(self, region: str, given: dict, forward: Forward) -> dict | None:
        service = self.tagged(given.get("resourceArn"))
        if service is None:
            return None
        tags = {each["key"]: each for each in service.settings.get("tags") or []}
        tags |= {each["key"]: each for each in given.get("tags") or []}
        service.settings["tags"] = list(tags.values())
        return {}

    def untag_resource(self, region: str, given: dict, forward: Forward) -> dict | None:
        service = self.tagged(given.get("resourceArn"))
        if service is None:
            return None
        gone = given.get("tagKeys") or []
        service.settings["tags"] = [each for each in service.settings.get("tags") or [] if each["key"] not in gone]
        return {}

    def list_tags_for_resource(self, region: str, given: dict, forward: Forward) -> dict | None:
        service = self.tagged(given.get("resourceArn"))
        return None if service is None else {"tags": service.settings.get("tags") or []}


def complete(given: dict, made: dict, now: float) -> dict:
    """A task definition as ECS shows it: as given, with ECS's defaults, unknown members too."""
    shown = copy.deepcopy({key: value for key, value in given.items() if key != "tags"})
    network = made.get("networkMode")
    for container in shown.get("containerDefinitions", []):
        container.setdefault("cpu", 0)
        container.setdefault("essential", True)
        for member in ("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls"):
            container.setdefault(member, [])
        for port in container["portMappings"]:
            port.setdefault("hostPort", port.get("containerPort") if network in ("awsvpc", "host") else 0)
            port.setdefault("protocol", "tcp")
    shown.setdefault("volumes", [])
    shown.setdefault("placementConstraints", [])
    shown.setdefault("networkMode", network)
    members = ("taskDefinitionArn", "revision", "status", "compatibilities")
    return (
        shown
        | {key: made[key] for key in members if key in made}
        | {
            "registeredAt": now,
            "registeredBy": "arn:aws:iam::123456789012:root",
        }
    )
