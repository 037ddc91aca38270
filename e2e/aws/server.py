"""A local AWS: moto, with what the engine must see and moto lacks.

    python server.py --port 5003 [--steady-seconds 1] [--latency-ms 0] [--watch-stdin]

Listens on 127.0.0.1 only; `--port 0` takes a free port. Prints {"port": N} when it is
ready. With `--watch-stdin` it ends when its standard input does, and so with its parent.

    POST /admin/config         {"steadySeconds": 1, "latencyMs": 100}
    POST /admin/role           {"name", "settlesMs"}: so long after it was made, ECS calls a
                               role of that name not valid
    POST /admin/reset          {} for everything, {"region": ...} for one Region
    GET  /admin/state?region=  clusters, services, task definitions, roles, log groups
    POST /admin/target-group   {"region", "name", "port"}: makes one behind a load balancer,
                               gives {"arn", "loadBalancer", "listener"}
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import threading
import time
from functools import partial
from urllib.parse import parse_qs

os.environ["MOTO_ALLOW_NONEXISTENT_REGION"] = "true"
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

from ecs import ACCOUNT, Ecs, Refusal
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, applicationautoscaling_backends
from moto.ec2.models import ec2_backends
from moto.ecs.models import ecs_backends
from moto.elbv2 import models as elbv2
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

ECS_TARGET = "AmazonEC2ContainerServiceV20141113."


class Quiet(WSGIRequestHandler):
    """Keeps connections open and says nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        pass


class Front:
    """Answers some ECS calls itself and leaves all others to moto."""

    def __init__(self, latency: float, steady: float) -> None:
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.lock = threading.RLock()
        self.ecs = Ecs()
        self.ecs.steady = steady
        self.latency = latency
        self.patch()

    def patch(self) -> None:
        """Makes moto look at our services where it asks for services and targets."""
        ecs = self.ecs
        moto_health = elbv2.ELBv2Backend.describe_target_health

        def describe_target_health(backend, target_group_arn, targets):
            now, found = time.time(), []
            for (region, _, _), service in list(ecs.services.items()):
                if region == backend.region_name:
                    service.advance(now)
                    found += service.targets(target_group_arn, now)
            if not found or targets:
                return moto_health(backend, target_group_arn, targets)
            return [health(*each) for each in found]

        def service_exists(backend, resource_id):
            _, cluster, service = resource_id.split("/")
            if (backend.region_name, cluster, service) not in ecs.services:
                raise ValueError(f"ECS service doesn't exist: {resource_id}")
            return True

        elbv2.ELBv2Backend.describe_target_health = describe_target_health
        ApplicationAutoscalingBackend._ecs_service_exists_for_target = service_exists

    def __call__(self, environ, start_response):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if length else b""
        environ["wsgi.input"] = io.BytesIO(body)
        path = environ["PATH_INFO"]
        if path.startswith("/admin/"):
            with self.lock:
                return respond(start_response, *self.admin(path, environ.get("QUERY_STRING", ""), body, environ))
        if self.latency:
            time.sleep(self.latency)
        with self.lock:
            return self.aws(environ, start_response, body)

    def aws(self, environ, start_response, body: bytes):
        service, _, action = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
        if f"{service}." == ECS_TARGET:
            scope = re.search(r"Credential=[^/]+/\d+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
            region = scope.group(1) if scope else "us-east-1"
            try:
                given = json.loads(body or b"{}")
                answer = self.ecs.call(region, action, given, partial(self.forward, environ))
            except Refusal as refusal:
                return respond(start_response, 400, {"__type": refusal.code, "message": str(refusal)})
            if answer is not None:
                return respond(start_response, 200, answer)
        return self.moto(environ, start_response)

    def forward(self, environ, action: str, given: dict) -> tuple[int, dict]:
        """Sends an ECS call to moto, under the same signature."""
        body = json.dumps(given).encode()
        inner = dict(environ)
        inner.update(
            {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), "HTTP_X_AMZ_TARGET": ECS_TARGET + action}
        )
        status = []
        answer = b"".join(self.moto(inner, lambda line, headers, info=None: status.append(line)))
        return int(status[0].split()[0]), json.loads(answer or b"{}")

    def admin(self, path: str, query: str, body: bytes, environ) -> tuple[int, dict]:
        given = json.loads(body or b"{}")
        if path == "/admin/config":
            self.ecs.steady = float(given.get("steadySeconds", self.ecs.steady))
            self.latency = float(given.get("latencyMs", self.latency * 1000)) / 1000
            return 200, {"steadySeconds": self.ecs.steady, "latencyMs": self.latency * 1000}
        if path == "/admin/role":
            self.ecs.settling[given["name"]] = float(given["settlesMs"]) / 1000
            return 200, {}
        if path == "/admin/reset":
            region = given.get("region")
            self.ecs.reset(region)
            regional = (ecs_backends, logs_backends, elbv2.elbv2_backends, applicationautoscaling_backends)
            for backends in regional if region else (*regional, iam_backends):
                account = backends[ACCOUNT]
                (account[region] if region else account).reset()
            return 200, {}
        if path == "/admin/target-group":
            return 200, target_group(given["region"], given["name"], given.get("port", 80))
        if path == "/admin/state":
            return 200, self.state(parse_qs(query).get("region", ["us-east-1"])[0])
        return 404, {"message": f"there is no {path}"}

    def state(self, region: str) -> dict:
        """What is there, for tests."""
        now = time.time()
        ecs, logs, iam = ecs_backends[ACCOUNT][region], logs_backends[ACCOUNT][region], iam_backends[ACCOUNT]["aws"]
        services = []
        for key, service in self.ecs.services.items():
            if key[0] == region:
                service.advance(now)
                services.append(service.describe(now, True) | {"cluster": key[1]})
        return {
            "clusters": [
                {"name": each.name, "status": each.status, "tags": each.tags or []} for each in ecs.clusters.values()
            ],
            "services": services,
            "taskDefinitions": [
                {
                    "arn": each.arn,
                    "family": family,
                    "revision": revision,
                    "status": each.status,
                    "tags": each.tags or [],
                    "given": self.ecs.task_definitions.get(each.arn),
                }
                for family, revisions in ecs.task_definitions.items()
                for revision, each in revisions.items()
            ],
            "roles": [
                {
                    "name": each.name,
                    "arn": each.arn,
                    "trust": each.assume_role_policy_document,
                    "attached": sorted(each.managed_policies),
                    "inline": each.policies,
                    "tags": list(each.tags.values()) if isinstance(each.tags, dict) else each.tags,
                }
                for each in iam.roles.values()
            ],
            "logGroups": [
                {
                    "name": each.name,
                    "retentionInDays": each.retention_in_days,
                    "tags": logs.list_tags_for_resource(each.arn),
                }
                for each in logs.groups.values()
            ],
        }


def target_group(region: str, name: str, port: int) -> dict:
    """Makes a target group behind a load balancer of its own, with a listener and one rule."""
    backend = elbv2.elbv2_backends[ACCOUNT][region]
    vpc = next(iter(ec2_backends[ACCOUNT][region].vpcs))
    group = backend.create_target_group(name, protocol="HTTP", port=str(port), vpc_id=vpc, target_type="ip")
    arn = f"arn:aws:elasticloadbalancing:{region}:{ACCOUNT}:loadbalancer/app/{name}/{os.urandom(8).hex()}"
    dns = f"{name}.{region}.elb.amazonaws.com"
    # Made by hand, since moto knows no subnets in a Region that isn't one of AWS's.
    backend.load_balancers[arn] = elbv2.FakeLoadBalancer(name, [], arn, "internet-facing", [], vpc, dns)
    forward = [{"Type": "forward", "TargetGroupArn": group.arn}]
    listener = backend.create_listener(arn, "HTTP", "80", None, None, forward)
    condition = {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/shop/*"]}}
    backend.create_rule(listener.arn, [condition], 10, forward)
    return {"arn": group.arn, "loadBalancer": arn, "listener": listener.arn}


def health(address: str, port: int, state: str):
    reasons = {
        "initial": ("Elb.InitialHealthChecking", "Initial health checks in progress"),
        "unhealthy": ("Target.ResponseCodeMismatch", "Health checks failed with these codes: [500]"),
    }
    return elbv2.FakeHealthStatus(address, str(port), "traffic-port", state, *reasons.get(state, (None, None)))


def respond(start_response, status: int, answer: dict):
    body = json.dumps(answer, default=str).encode()
    headers = [
        ("Content-Type", "application/x-amz-json-1.1"),
        ("Content-Length", str(len(body))),
        ("x-amzn-RequestId", os.urandom(16).hex()),
    ]
    start_response(f"{status} {'OK' if status == 200 else 'Bad Request'}", headers)
    return [body]


def end_with_parent() -> None:
    """Ends the process when its standard input ends."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--steady-seconds", type=float, default=1.0)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--watch-stdin", action="store_true")
    given = parser.parse_args()
    front = Front(given.latency_ms / 1000, given.steady_seconds)
    server = make_server("127.0.0.1", given.port, front, threaded=True, request_handler=Quiet)
    if given.watch_stdin:
        threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
