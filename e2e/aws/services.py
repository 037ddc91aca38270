"""ECS services whose deployments take time and can fail.

Nothing here runs in the background: what a service looks like follows from its
settings and the time that it is asked at, however often it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from deployments import FAILING, HEALTHY, PLACED, ROUND, RUNNING, Deployment, behaviour, identifier, number

#: Members of UpdateService that start a new deployment when they differ.
REPLACING = (
    "taskDefinition",
    "networkConfiguration",
    "capacityProviderStrategy",
    "platformVersion",
    "loadBalancers",
    "serviceRegistries",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "placementConstraints",
    "placementStrategy",
)


@dataclass
class Service:
    """One service, as its requests have made it."""

    arn: str
    cluster_arn: str
    settings: dict
    request: dict
    created: float
    deployments: list[Deployment] = field(default_factory=list)
    completed: Deployment | None = None
    made: int = 0
    events: list[dict] = field(default_factory=list)
    draining_until: float | None = None

    @property
    def name(self) -> str:
        return self.settings["serviceName"]

    @property
    def desired(self) -> int:
        return int(self.settings.get("desiredCount") or 0)

    def status(self, now: float) -> str:
        if self.draining_until is None:
            return "ACTIVE"
        return "DRAINING" if now < self.draining_until else "INACTIVE"

    def deploy(self, task_definition: dict, now: float, steady: float, rolls_back: str | None = None) -> Deployment:
        self.made += 1
        made = Deployment(
            id="ecs-svc/" + number(self.arn, self.created, self.made, digits=19),
            task_definition=task_definition,
            started=now,
            steady=max(steady, 0.001),
            desired=[(now, self.desired)],
            rolls_back=rolls_back,
            behaviour=behaviour(task_definition),
        )
        self.settings["taskDefinition"] = task_definition["taskDefinitionArn"]
        self.deployments.insert(0, made)
        return made

    def scale(self, count: int, now: float) -> None:
        self.settings["desiredCount"] = count
        self.deployments[0].desired.append((now, count))

    def delete(self, now: float, steady: float) -> None:
        self.settings["desiredCount"] = 0
        self.draining_until = now + RUNNING * steady

    def breaker(self) -> dict:
        return (self.settings.get("deploymentConfiguration") or {}).get("deploymentCircuitBreaker") or {}

    def advance(self, now: float) -> None:
        """Lets everything happen that is due."""
        while self.draining_until is None:
            primary = self.deployments[0]
            end = None if primary.outcome else primary.end(bool(self.breaker().get("enable")))
            if end is None or end[0] > now:
                break
            at, outcome = end
            self.tell(at)
            primary.outcome, primary.ended = outcome, at
            primary.failed = primary.failed_tasks(at)
            if outcome == "COMPLETED":
                self.completed = primary
                self.deployments = [primary]
                self.say(at, f"(service {self.name}) (deployment {primary.id}) deployment completed.")
                self.say(at, f"(service {self.name}) has reached a steady state.")
                continue
            self.say(at, f"(service {self.name}) (deployment {primary.id}) deployment failed: tasks failed to start.")
            if self.breaker().get("rollback") and self.completed:
                back = self.completed
                self.say(at, f"(service {self.name}) rolling back to deployment {back.id}.")
                self.deploy(back.task_definition, at, primary.steady, rolls_back=back.id)
        self.tell(now)

    def tell(self, now: float) -> None:
        """Says what the primary deployment has to say until then."""
        primary = self.deployments[0]
        due: list[tuple[float, str]] = []
        placed = primary.started + PLACED * primary.steady
        family = primary.task_definition["taskDefinitionArn"].rpartition("/")[2]
        if primary.behaviour == "nocapacity":
            due.append((placed, self.no_capacity()))
        elif primary.behaviour in FAILING:
            rounds, _ = primary.round(now)
            for number_ in range(min(rounds, 5)):
                ends = primary.started + (number_ + 1) * ROUND * primary.steady
                for task in self.tasks_of_round(primary, number_, now):
                    due.append(
                        (
                            ends,
                            f"(service {self.name}) (task {task['taskArn'].rpartition('/')[2]}) {task['stoppedReason']}",
                        )
                    )
            if rounds >= 2:
                text = f"(service {self.name}) is unable to consistently start tasks successfully."
                due.append((primary.started + 2 * ROUND * primary.steady, text))
        elif primary.wanted(now):
            due.append((placed, f"(service {self.name}) has started {primary.wanted(placed)} tasks of {family}."))
            for balancer in self.settings.get("loadBalancers") or []:
                group = balancer.get("targetGroupArn")
                text = f"(service {self.name}) registered {primary.wanted(placed)} targets in (target-group {group})"
                due.append((primary.started + RUNNING * primary.steady, text))
        for at, text in sorted(due):
            if at <= now and text not in primary.said:
                primary.said.add(text)
                self.say(at, text)

    def say(self, at: float, text: str) -> None:
        event = {"id": identifier(self.arn, len(self.events), text), "createdAt": at, "message": text}
        self.events.insert(0, event)
        del self.events[100:]

    def no_capacity(self) -> str:
        start = f"(service {self.name}) was unable to place a task"
        if self.settings.get("launchType") == "FARGATE":
            return f"{start}. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone."
        return (
            f"{start} because no container instance met all of its requirements. "
            "Reason: No Container Instances were found in your cluster."
        )

    def tasks(self, now: float) -> list[dict]:
        """All tasks that ECS still tells of, newest first."""
        if self.status(now) != "ACTIVE":
            return []
        tasks: list[dict] = []
        for deployment in self.deployments:
            if deployment.behaviour in FAILING:
                rounds, _ = deployment.round(now)
                current = [] if deployment.outcome == "FAILED" else [rounds]
                for number_ in [*current, *range(rounds - 1, max(rounds - 6, -1), -1)]:
                    tasks += self.tasks_of_round(deployment, number_, now)
                continue
            running, pending = deployment.counts(now)
            for index in range(running + pending):
                status = "RUNNING" if index < running else "PENDING"
                tasks.append(self.task(deployment, index, status, deployment.started + PLACED * deployment.steady))
        return tasks

    def tasks_of_round(self, deployment: Deployment, round_: int, now: float) -> list[dict]:
        length = ROUND * deployment.steady
        created = deployment.started + round_ * length
        over = deployment.round(now)[0] > round_ or deployment.outcome == "FAILED"
        running = deployment.behaviour != "nopull" and now >= created + 0.3 * length
        status = "STOPPED" if over else "RUNNING" if running else "PENDING"
        wanted = deployment.desired[-1][1]
        tasks = []
        for index in range(wanted):
            task = self.task(deployment, f"{round_}-{index}", status, created)
            if over:
                self.stop(deployment, task, created + length)
            tasks.append(task)
        return tasks

    def task(self, deployment: Deployment, index: object, status: str, created: float) -> dict:
        name = identifier(self.arn, deployment.id, index)
        prefix = self.arn.rpartition(":service/")[0]
        cluster = self.cluster_arn.rpartition("/")[2]
        arn = f"{prefix}:task/{cluster}/{name}"
        address = "10.0." + ".".join(str(int(name[at : at + 2], 16)) for at in (0, 2))
        containers = []
        for container in deployment.task_definition.get("containerDefinitions", []):
            containers.append(
                {
                    "containerArn": f"{prefix}:container/{cluster}/{name}/{identifier(name, container['name'])[:8]}",
                    "taskArn": arn,
                    "name": container["name"],
                    "image": container.get("image"),
                    "lastStatus": status,
                    "networkInterfaces": [{"privateIpv4Address": address}],
                    "healthStatus": "UNKNOWN",
                }
            )
        task = {
            "taskArn": arn,
            "clusterArn": self.cluster_arn,
            "taskDefinitionArn": deployment.task_definition["taskDefinitionArn"],
            "group": f"service:{self.name}",
            "startedBy": deployment.id,
            "lastStatus": status,
            "desiredStatus": "RUNNING",
            "createdAt": created,
            "launchType": self.settings.get("launchType", "EC2"),
            "containers": containers,
            "attachments": [],
            "tags": [],
            "version": 1,
        }
        if status == "RUNNING":
            task["startedAt"] = created + 0.3 * deployment.steady
        return task

    def stop(self, deployment: Deployment, task: dict, at: float) -> None:
        """Makes a task one that has failed as its image says."""
        task |= {"lastStatus": "STOPPED", "desiredStatus": "STOPPED", "stoppedAt": at, "stoppingAt": at}
        containers = deployment.task_definition.get("containerDefinitions", [])
        essential = next((at for at, each in enumerate(containers) if each.get("essential", True)), 0)
        code, reason, exit_code, container_reason = {
            "crash": ("EssentialContainerExited", "Essential container in task exited", 1, None),
            "oom": (
                "EssentialContainerExited",
                "Essential container in task exited",
                137,
                "OutOfMemoryError: Container killed due to memory usage",
            ),
            "nopull": ("TaskFailedToStart", None, None, None),
            "unhealthy": ("ServiceSchedulerInitiated", self.unhealthy(), 143, None),
        }[deployment.behaviour]
        if deployment.behaviour == "nopull":
            image = containers[essential].get("image")
            reason = container_reason = (
                "CannotPullContainerError: pull image manifest has been retried 1 time(s): "
                f"failed to resolve ref {image}: not found"
            )
        task |= {"stopCode": code, "stoppedReason": reason}
        for index, container in enumerate(task["containers"]):
            container["lastStatus"] = "STOPPED"
            if index == essential:
                if exit_code is not None:
                    container["exitCode"] = exit_code
                if container_reason:
                    container["reason"] = container_reason
            elif exit_code is not None:
                container["exitCode"] = 143

    def unhealthy(self) -> str:
        for balancer in self.settings.get("loadBalancers") or []:
            if balancer.get("targetGroupArn"):
                return f"Task failed ELB health checks in (target-group {balancer['targetGroupArn']})"
        return "Task failed container health checks"

    def targets(self, group: str, now: float) -> list[tuple[str, int, str]]:
        """Address, port and state of each target that it has in a target group."""
        ports = [
            each.get("containerPort", 80)
            for each in self.settings.get("loadBalancers") or []
            if each.get("targetGroupArn") == group
        ]
        if not ports:
            return []
        found = []
        by_id = {deployment.id: deployment for deployment in self.deployments}
        for task in self.tasks(now):
            if task["lastStatus"] != "RUNNING":
                continue
            deployment = by_id[task["startedBy"]]
            healthy = deployment.behaviour == "fine" and now >= deployment.started + HEALTHY * deployment.steady
            state = "healthy" if healthy else "unhealthy" if deployment.behaviour == "unhealthy" else "initial"
            address = task["containers"][0]["networkInterfaces"][0]["privateIpv4Address"]
            found += [(address, port, state) for port in ports]
        return found

    def describe(self, now: float, tags: bool) -> dict:
        """The service in ECS's shape."""
        status = self.status(now)
        shown = {
            key: value for key, value in self.settings.items() if key not in ("tags", "clientToken", "cluster", "role")
        }
        deployments = [self.describe_deployment(each, now) for each in self.deployments] if status == "ACTIVE" else []
        configuration = dict(shown.get("deploymentConfiguration") or {})
        configuration.setdefault("deploymentCircuitBreaker", {"enable": False, "rollback": False})
        configuration.setdefault("maximumPercent", 200)
        configuration.setdefault("minimumHealthyPercent", 100)
        for member in ("loadBalancers", "serviceRegistries", "placementConstraints", "placementStrategy"):
            shown.setdefault(member, [])
        shown.setdefault("schedulingStrategy", "REPLICA")
        shown.setdefault("deploymentController", {"type": "ECS"})
        shown.setdefault("propagateTags", "NONE")
        shown.setdefault("enableECSManagedTags", False)
        shown.setdefault("enableExecuteCommand", False)
        if "capacityProviderStrategy" not in shown:
            shown.setdefault("launchType", "EC2")
        if shown.get("launchType") == "FARGATE":
            shown.setdefault("platformVersion", "LATEST")
            shown["platformFamily"] = "Linux"
        network = (shown.get("networkConfiguration") or {}).get("awsvpcConfiguration")
        if network is not None:
            network = {"securityGroups": [], "assignPublicIp": "DISABLED"} | network
            shown["networkConfiguration"] = {"awsvpcConfiguration": network}
        return shown | {
            "serviceArn": self.arn,
            "clusterArn": self.cluster_arn,
            "status": status,
            "desiredCount": self.desired,
            "runningCount": sum(each["runningCount"] for each in deployments),
            "pendingCount": sum(each["pendingCount"] for each in deployments),
            "deploymentConfiguration": configuration,
            "deployments": deployments,
            "events": self.events,
            "createdAt": self.created,
            "createdBy": "arn:aws:iam::123456789012:root",
            **({"tags": self.settings.get("tags") or []} if tags else {}),
        }

    def describe_deployment(self, deployment: Deployment, now: float) -> dict:
        running, pending = deployment.counts(now)
        failed = deployment.failed if deployment.ended else deployment.failed_tasks(now)
        return {
            "id": deployment.id,
            "status": "PRIMARY" if deployment is self.deployments[0] else "ACTIVE",
            "taskDefinition": deployment.task_definition["taskDefinitionArn"],
            "desiredCount": 0 if deployment.outcome == "FAILED" else deployment.wanted(now),
            "pendingCount": pending,
            "runningCount": running,
            "failedTasks": failed,
            "createdAt": deployment.started,
            "updatedAt": deployment.ended or deployment.started,
            "launchType": self.settings.get("launchType", "EC2"),
            "rolloutState": deployment.outcome or "IN_PROGRESS",
            "rolloutStateReason": deployment.reason(),
        }
