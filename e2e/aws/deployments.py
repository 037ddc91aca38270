"""One deployment of an ECS service: how far it is at a given time."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass, field

#: Parts of a deployment's steady time: tasks are placed, running, their targets healthy.
PLACED, RUNNING, HEALTHY = 0.2, 0.5, 0.8
#: The part of it that one failing round of tasks takes.
ROUND = 0.4
#: What a word in an image's tag makes of the tasks that use it.
FAILING = ("crash", "oom", "nopull", "unhealthy")
WAITING = ("stall", "nocapacity")


def number(*parts: object, digits: int) -> str:
    """Digits that the same parts always give."""
    text = "/".join(map(str, parts)).encode()
    return str(int(hashlib.sha256(text).hexdigest(), 16))[:digits]


def identifier(*parts: object) -> str:
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


def behaviour(task_definition: dict) -> str:
    """How the tasks of a task definition behave, by the tags of their images."""
    for container in task_definition.get("containerDefinitions", []):
        tag = str(container.get("image", "")).rpartition("/")[2].partition(":")[2]
        for word in FAILING + WAITING:
            if re.search(rf"(^|[^a-z]){word}([^a-z]|$)", tag):
                return word
    return "fine"


@dataclass
class Deployment:
    """One deployment. Times are seconds since 1970."""

    id: str
    task_definition: dict
    started: float
    steady: float
    desired: list[tuple[float, int]]
    rolls_back: str | None = None
    failed: int = 0
    outcome: str | None = None
    ended: float | None = None
    behaviour: str = "fine"
    said: set = field(default_factory=set)

    def wanted(self, now: float) -> int:
        return max((entry for entry in self.desired if entry[0] <= now), key=lambda entry: entry[0])[1]

    def counts(self, now: float) -> tuple[int, int]:
        """Running and pending tasks."""
        wanted = self.wanted(now)
        if self.outcome == "FAILED" or self.behaviour == "nocapacity":
            return 0, 0
        if self.behaviour == "stall":
            return 0, wanted if now >= self.started + PLACED * self.steady else 0
        if self.behaviour in FAILING:
            _, part = self.round(now)
            runs = self.behaviour != "nopull" and part >= 0.3
            return (wanted, 0) if runs else (0, wanted)
        running = 0
        for at, count in sorted(self.desired):
            if at <= now:
                running = min(running, count)
            if now >= at + RUNNING * self.steady:
                running = count
        placed = any(now >= at + PLACED * self.steady for at, count in self.desired if count > running)
        return running, max(wanted - running, 0) if placed else 0

    def round(self, now: float) -> tuple[int, float]:
        """The round of failing tasks, and how far it is."""
        until = now if self.ended is None else min(now, self.ended)
        part, whole = math.modf(max(until - self.started, 0.0) / (ROUND * self.steady))
        return int(whole), part

    def threshold(self) -> int:
        """Failed tasks that trip the circuit breaker.

        https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
        """
        return min(max(math.ceil(0.5 * self.desired[-1][1]), 3), 200)

    def end(self, breaks: bool) -> tuple[float, str] | None:
        """When it ends, and how, if it does."""
        if self.behaviour in WAITING:
            return None
        if self.behaviour in FAILING:
            wanted = self.desired[-1][1]
            if not wanted:
                return self.started + self.steady, "COMPLETED"
            rounds = math.ceil(self.threshold() / wanted)
            return (self.started + rounds * ROUND * self.steady, "FAILED") if breaks else None
        return max(at for at, _ in self.desired) + self.steady, "COMPLETED"

    def failed_tasks(self, now: float) -> int:
        if self.behaviour not in FAILING:
            return 0
        return self.round(now)[0] * self.desired[-1][1]

    def reason(self) -> str:
        if self.outcome == "COMPLETED":
            return f"ECS deployment {self.id} completed."
        if self.outcome == "FAILED":
            return "ECS deployment circuit breaker: tasks failed to start."
        if self.rolls_back:
            return f"ECS deployment circuit breaker: rolling back to deploymentId {self.rolls_back}."
        return f"ECS deployment {self.id} in progress."
