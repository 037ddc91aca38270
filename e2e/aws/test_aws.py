"""What the local AWS and the proxy do, through the SDK for Python.

pytest e2e/aws/test_aws.py
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import boto3
import botocore.exceptions
import pytest
from botocore.config import Config

HERE = Path(__file__).parent
STEADY = 0.8
regions = (f"xx-test-{number}" for number in itertools.count(1))


def start(*arguments: str):
    command = [sys.executable, *arguments, "--watch-stdin"]
    process = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return process, json.loads(process.stdout.readline())["port"]


@pytest.fixture(scope="session")
def ports():
    server, upstream = start("server.py", "--port", "0", "--steady-seconds", str(STEADY))
    proxy, listen = start("fault_proxy.py", "--listen", "0", "--upstream", f"127.0.0.1:{upstream}")
    yield upstream, listen
    for process in (proxy, server):
        process.stdin.close()
        process.wait(10)


class World:
    """One Region."""

    def __init__(self, ports) -> None:
        self.upstream, self.listen = ports
        self.region = next(regions)

    def client(self, service: str, timeout: float = 30):
        config = Config(retries={"total_max_attempts": 1}, read_timeout=timeout, parameter_validation=False)
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        url = f"http://127.0.0.1:{self.listen}"
        return boto3.client(service, region_name=self.region, endpoint_url=url, config=config, **keys)

    def post(self, port: int, path: str, body: dict):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), method="POST")
        return json.load(urllib.request.urlopen(request))

    def get(self, port: int, path: str):
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}{path}"))

    def rules(self, *rules: dict) -> None:
        self.post(self.listen, "/__proxy/rules", {"region": self.region, "rules": rules})

    def calls(self) -> list[dict]:
        return self.get(self.listen, f"/__proxy/calls?region={self.region}")["calls"]

    def state(self) -> dict:
        return self.get(self.upstream, f"/admin/state?region={self.region}")


@pytest.fixture
def world(ports):
    return World(ports)


def register(ecs, tag: str = "1", **more) -> str:
    log = {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-stream-prefix": "web"}}
    container = {"name": "web", "image": f"example/web:{tag}", "memory": 128, "logConfiguration": log}
    made = ecs.register_task_definition(family="web", containerDefinitions=[container], **more)
    return made["taskDefinition"]["taskDefinitionArn"]


def create(ecs, tag: str = "1", breaker: bool = True, **more) -> dict:
    ecs.create_cluster(clusterName="main")
    given = {
        "cluster": "main",
        "serviceName": "web",
        "taskDefinition": register(ecs, tag),
        "desiredCount": 2,
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": breaker, "rollback": breaker}},
    }
    return ecs.create_service(**given | more)["service"]


def describe(ecs) -> dict:
    return ecs.describe_services(cluster="main", services=["web"], include=["TAGS"])["services"][0]


def until(ask, holds):
    """Asks until the answer is as wanted."""
    deadline = time.monotonic() + 30
    while not holds(answer := ask()):
        assert time.monotonic() < deadline, answer
        time.sleep(0.02)
    return answer


def refused(code: str):
    return pytest.raises(botocore.exceptions.ClientError, match=code)


def test_a_deployment_takes_its_time(world):
    ecs = world.client("ecs")
    [first] = create(ecs)["deployments"]
    assert (first["status"], first["rolloutState"], first["runningCount"]) == ("PRIMARY", "IN_PROGRESS", 0)
    assert first["id"].startswith("ecs-svc/") and first["id"][8:].isdigit()
    began = time.monotonic()
    done = until(lambda: describe(ecs), lambda service: service["deployments"][0]["rolloutState"] == "COMPLETED")
    assert time.monotonic() - began > STEADY / 2
    assert (done["runningCount"], done["deployments"][0]["id"]) == (2, first["id"])
    assert "steady state" in done["events"][0]["message"]
    [task] = ecs.describe_tasks(cluster="main", tasks=ecs.list_tasks(cluster="main")["taskArns"][:1])["tasks"]
    assert (task["lastStatus"], task["startedBy"]) == ("RUNNING", first["id"])

    ecs.update_service(cluster="main", service="web", taskDefinition=register(ecs, "2"))
    new, old = describe(ecs)["deployments"]
    assert (new["status"], old["status"], old["id"], old["runningCount"]) == ("PRIMARY", "ACTIVE", first["id"], 2)
    until(lambda: describe(ecs)["deployments"], lambda all: len(all) == 1 and all[0]["rolloutState"] == "COMPLETED")


def test_the_same_update_starts_nothing(world):
    ecs = world.client("ecs")
    made = create(ecs)
    ecs.update_service(cluster="main", service="web", taskDefinition=made["taskDefinition"], desiredCount=3)
    service = describe(ecs)
    assert [each["id"] for each in service["deployments"]] == [made["deployments"][0]["id"]]
    assert service["desiredCount"] == 3
    until(lambda: describe(ecs), lambda service: service["runningCount"] == 3)


@pytest.mark.parametrize(
    ("tag", "exit_code", "text"),
    [
        ("crash", 1, "Essential container in task exited"),
        ("1.2-oom", 137, "OutOfMemoryError"),
        ("nopull", None, "CannotPullContainerError"),
        ("unhealthy", 143, "failed container health checks"),
    ],
)
def test_a_failing_image_trips_the_breaker_and_rolls_back(world, tag, exit_code, text):
    ecs, logs = world.client("ecs"), world.client("logs")
    logs.create_log_group(logGroupName="web")
    good = create(ecs)
    until(lambda: describe(ecs), lambda service: service["deployments"][0]["rolloutState"] == "COMPLETED")
    bad = ecs.update_service(cluster="main", service="web", taskDefinition=register(ecs, tag))["service"][
        "deployments"
    ][0]

    def find(service):
        return next(each for each in service["deployments"] if each["id"] == bad["id"])

    failed = until(lambda: describe(ecs), lambda service: find(service)["rolloutState"] == "FAILED")
    assert failed["deployments"][0]["taskDefinition"] == good["taskDefinition"]
    assert failed["deployments"][0]["id"] not in (bad["id"], good["deployments"][0]["id"])
    assert find(failed)["failedTasks"] >= 3
    arns = ecs.list_tasks(cluster="main", serviceName="web", desiredStatus="STOPPED")["taskArns"]
    stopped = [
        task for task in ecs.describe_tasks(cluster="main", tasks=arns)["tasks"] if task["startedBy"] == bad["id"]
    ]
    [container] = stopped[0]["containers"]
    assert container.get("exitCode") == exit_code
    assert text in stopped[0]["stoppedReason"] + container.get("reason", "")
    if tag == "crash":
        stream = f"web/web/{arns[0].rpartition('/')[2]}"
        events = logs.get_log_events(logGroupName="web", logStreamName=stream)["events"]
        assert "crash" in events[1]["message"]
    done = until(lambda: describe(ecs)["deployments"], lambda all: all[0]["rolloutState"] == "COMPLETED")
    assert (len(done), done[0]["taskDefinition"]) == (1, good["taskDefinition"])


def test_a_first_deployment_has_nothing_to_roll_back_to(world):
    ecs = world.client("ecs")
    create(ecs, "crash")
    [failed] = until(lambda: describe(ecs)["deployments"], lambda all: all[0]["rolloutState"] == "FAILED")
    assert failed["status"] == "PRIMARY"


def test_a_new_role_settles(world):
    name = f"new-{world.region}"
    world.post(world.upstream, "/admin/role", {"name": name, "settlesMs": 500})
    role = world.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    ecs = world.client("ecs")
    with refused("ClientException"):
        register(ecs, executionRoleArn=role)

    def again():
        try:
            return register(ecs, executionRoleArn=role)
        except botocore.exceptions.ClientError as error:
            assert "Role is not valid" in str(error)

    assert until(again, bool).endswith("/web:1")


@pytest.mark.parametrize(("tag", "pending"), [("stall", 2), ("nocapacity", 0)])
def test_some_images_never_start(world, tag, pending):
    ecs = world.client("ecs")
    create(ecs, tag)
    time.sleep(STEADY * 1.5)
    service = describe(ecs)
    assert (service["deployments"][0]["rolloutState"], service["pendingCount"]) == ("IN_PROGRESS", pending)
    assert (tag == "nocapacity") == any("unable to place a task" in each["message"] for each in service["events"])


def test_targets_follow_tasks(world):
    ecs, elb = world.client("ecs"), world.client("elbv2")
    arn = world.post(world.upstream, "/admin/target-group", {"region": world.region, "name": "web"})["arn"]

    def health():
        found = elb.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
        return [each["TargetHealth"]["State"] for each in found]

    assert health() == []
    world.post(world.upstream, "/admin/config", {"steadySeconds": 3})
    create(ecs, loadBalancers=[{"targetGroupArn": arn, "containerName": "web", "containerPort": 80}])
    assert until(health, bool) == ["initial"] * 2
    until(health, lambda states: states == ["healthy"] * 2)
    world.post(world.upstream, "/admin/config", {"steadySeconds": STEADY})


def test_creating_a_service_again_needs_its_token(world):
    ecs = world.client("ecs")
    token = {"clientToken": "t1", "taskDefinition": ""}
    ecs.create_cluster(clusterName="main")
    token["taskDefinition"] = register(ecs)
    first = create(ecs, **token)
    assert create(ecs, **token)["deployments"][0]["id"] == first["deployments"][0]["id"]
    with refused("not idempotent"):
        create(ecs, desiredCount=5, **token)
    with refused("not idempotent"):
        create(ecs)


def test_a_deleted_service_drains(world):
    ecs = world.client("ecs")
    create(ecs)
    world.post(world.upstream, "/admin/config", {"steadySeconds": 4})
    with refused("scaled above 0"):
        ecs.delete_service(cluster="main", service="web")
    ecs.delete_service(cluster="main", service="web", force=True)
    assert describe(ecs)["status"] == "DRAINING"
    with refused("ClusterContainsServices"):
        ecs.delete_cluster(cluster="main")
    until(lambda: describe(ecs)["status"], lambda status: status == "INACTIVE")
    with refused("ServiceNotActive"):
        ecs.update_service(cluster="main", service="web", desiredCount=1)
    ecs.delete_cluster(cluster="main")
    world.post(world.upstream, "/admin/config", {"steadySeconds": STEADY})


def test_a_cluster_is_made_once(world):
    ecs = world.client("ecs")
    tags = [{"key": "a", "value": "b"}]
    ecs.create_cluster(clusterName="main", tags=tags)
    ecs.create_cluster(clusterName="main")
    assert ecs.describe_clusters(clusters=["main"], include=["TAGS"])["clusters"][0]["tags"] == tags


def raw(world, action: str, body: str):
    """A call that botocore would not make."""
    headers = {
        "X-Amz-Target": f"AmazonEC2ContainerServiceV20141113.{action}",
        "Content-Type": "application/x-amz-json-1.1",
        "Authorization": f"AWS4-HMAC-SHA256 Credential=raw/20260101/{world.region}/ecs/aws4_request, Signature=x",
    }
    request = urllib.request.Request(f"http://127.0.0.1:{world.listen}/", body.encode(), headers)
    return json.load(urllib.request.urlopen(request))


def test_unknown_members_come_back_and_are_recorded(world):
    body = '{"zeta": 1.50, "family":"web","containerDefinitions":[{"name":"web","image":"a","memory":1,"new":{"a":[1]}}],"tags":[{"key":"k","value":"v"}]}'
    raw(world, "RegisterTaskDefinition", body)
    found = raw(world, "DescribeTaskDefinition", '{"taskDefinition":"web","include":["TAGS"]}')
    assert found["taskDefinition"]["zeta"] == 1.5
    assert found["taskDefinition"]["containerDefinitions"][0]["new"] == {"a": [1]}
    assert found["tags"] == [{"key": "k", "value": "v"}]
    [call, _] = world.calls()
    assert (call["body"], call["action"], call["mutating"], call["status"]) == (
        body,
        "RegisterTaskDefinition",
        True,
        200,
    )


def test_faults(world):
    ecs = world.client("ecs")
    faults = ["throttle", "500", "expired", "denied"]
    world.rules(*({"action": "CreateCluster", "nth": nth + 1, "fault": fault} for nth, fault in enumerate(faults)))
    for code in ["ThrottlingException", "ServerException", "ExpiredTokenException", "AccessDeniedException"]:
        with refused(code):
            ecs.create_cluster(clusterName="main")
    ecs.create_cluster(clusterName="main")
    assert [call["fault"] for call in world.calls()] == [*faults, None]


@pytest.mark.parametrize(("fault", "made"), [("reset", False), ("lost", True), ("hang", False), ("unanswered", True)])
def test_faults_without_an_answer(world, fault, made):
    ecs = world.client("ecs")
    world.rules({"action": "CreateCluster", "nth": 1, "fault": fault})
    with pytest.raises(botocore.exceptions.HTTPClientError):
        world.client("ecs", timeout=2).create_cluster(clusterName="main")
    assert bool(world.state()["clusters"]) == made
    ecs.create_cluster(clusterName="main")
    assert [each["name"] for each in world.state()["clusters"]] == ["main"]


def test_rules_of_one_region_leave_others_alone(world, ports):
    other = World(ports)
    world.rules({"action": "*", "fault": "denied"})
    other.rules()
    other.client("ecs").create_cluster(clusterName="main")
    with refused("AccessDenied"):
        world.client("ecs").create_cluster(clusterName="main")


def test_scaling_governs_our_services(world):
    ecs, scaling = world.client("ecs"), world.client("application-autoscaling")
    create(ecs)
    target = {
        "ServiceNamespace": "ecs",
        "ResourceId": "service/main/web",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    scaling.register_scalable_target(MinCapacity=1, MaxCapacity=4, **target)
    found = scaling.describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=["service/main/web"])
    assert found["ScalableTargets"][0]["MaxCapacity"] == 4
