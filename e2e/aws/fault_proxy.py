"""A proxy in front of AWS, or what acts as AWS, that records calls and injects faults.

    python fault_proxy.py --listen 6003 --upstream 127.0.0.1:5003 [--watch-stdin]

Listens on 127.0.0.1 only; `--listen 0` takes a free port. Prints {"port": N} when it is
ready.

    POST /__proxy/rules           {"rules": [{"action", "nth", "region", "fault"}, ...]}
                                  with "region" beside "rules": replaces that Region's only
    GET  /__proxy/calls?region=   what was called, in order; `key=` for an access key's calls
    POST /__proxy/reset           forgets calls and rules; `?region=` those of one Region

A rule acts on the calls of its action ("*" for all) and Region (all if it has none): on the
`nth` of them since the rule was set, a number or a list; on each if it has no `nth`.

    throttle     refused as too many
    500          refused as AWS's own failure
    expired      refused, the credentials having expired
    denied       refused, for want of a permission
    reset        the connection breaks before AWS sees the call
    lost         AWS does it, and the connection breaks before the answer
    delay:MS     goes through, later
    hang         AWS never sees it, and no answer comes until the caller gives up
    unanswered   AWS does it, and no answer comes until the caller gives up
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import select
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

#: Fault -> HTTP status, code in JSON, code in XML, message.
REFUSALS = {
    "throttle": (400, "ThrottlingException", "Throttling", "Rate exceeded"),
    "500": (500, "ServerException", "InternalFailure", "The server failed."),
    "expired": (403, "ExpiredTokenException", "ExpiredToken", "The security token included in the request is expired"),
    "denied": (403, "AccessDeniedException", "AccessDenied", "User is not authorized to perform this action"),
}
FAULTS = {*REFUSALS, "reset", "lost", "hang", "unanswered"}
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


class Book:
    """What was called, and what is to go wrong."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.calls: list[dict] = []
        self.rules: list[dict] = []
        self.number = 0

    def enter(self, call: dict) -> tuple[dict, str | None]:
        """Records a call and gives the fault that it meets."""
        with self.lock:
            self.number += 1
            call = {"seq": self.number, **call}
            self.calls.append(call)
            fault = None
            for rule in self.rules:
                if rule["action"] not in ("*", call["action"]) or rule.get("region") not in (None, call["region"]):
                    continue
                rule["met"] += 1
                nth = rule.get("nth")
                if fault is None and (nth is None or rule["met"] in (nth if isinstance(nth, list) else [nth])):
                    fault = rule["fault"]
            call["fault"] = fault
            return call, fault

    def set_rules(self, given: dict) -> None:
        region = given.get("region")
        rules = [{**rule, "met": 0} | ({"region": region} if region else {}) for rule in given["rules"]]
        for rule in rules:
            if rule["fault"] not in FAULTS and not re.fullmatch(r"delay:\d+", rule["fault"]):
                raise ValueError(f"there is no fault {rule['fault']}")
        with self.lock:
            self.rules = [rule for rule in self.rules if region and rule.get("region") != region] + rules

    def get_calls(self, query: dict) -> list[dict]:
        regions, keys = query.get("region"), query.get("key")

        def fits(call: dict) -> bool:
            return (not regions or call["region"] in regions) and (not keys or call["accessKey"] in keys)

        with self.lock:
            return [dict(call) for call in self.calls if fits(call)]

    def reset(self, query: dict) -> None:
        regions = query.get("region")
        with self.lock:
            self.calls = [call for call in self.calls if regions and call["region"] not in regions]
            self.rules = [rule for rule in self.rules if regions and rule.get("region") not in regions]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    book: Book
    upstream: str

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith("/__proxy/"):
            self.control(body)
        else:
            self.relay(body)

    do_GET = do_POST

    def control(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        try:
            if parts.path == "/__proxy/rules":
                self.book.set_rules(json.loads(body))
                self.reply(200, b"{}")
            elif parts.path == "/__proxy/calls":
                self.reply(200, json.dumps({"calls": self.book.get_calls(query)}).encode())
            elif parts.path == "/__proxy/reset":
                self.book.reset(query)
                self.reply(200, b"{}")
            else:
                self.reply(404, b"{}")
        except (KeyError, ValueError) as error:
            self.reply(400, json.dumps({"message": str(error)}).encode())

    def relay(self, body: bytes) -> None:
        call, fault = self.book.enter(self.identify(body))
        if fault in REFUSALS:
            call["status"] = REFUSALS[fault][0]
            self.refuse(fault)
        elif fault == "reset":
            self.cut()
        elif fault == "hang":
            self.hang()
        else:
            if fault and fault.startswith("delay:"):
                time.sleep(int(fault.partition(":")[2]) / 1000)
            try:
                status, headers, answer = self.ask(body)
            except OSError:
                self.cut()
                return
            call["status"] = status
            if fault == "lost":
                self.cut()
            elif fault == "unanswered":
                self.hang()
            else:
                self.reply(status, answer, headers)

    def identify(self, body: bytes) -> dict:
        scope = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/", self.headers.get("Authorization", ""))
        key, region, service = scope.groups() if scope else ("", "", "")
        text = body.decode("utf-8", "replace")
        target = self.headers.get("X-Amz-Target", "")
        action = target.rpartition(".")[2] or parse_qs(text).get("Action", [""])[0]
        mutating = not action.startswith(("Describe", "List", "Get", "BatchGet", "AssumeRole"))
        return {
            "service": service,
            "action": action,
            "mutating": mutating,
            "region": region,
            "accessKey": key,
            "body": text,
            "at": time.time(),
            "status": None,
        }

    def ask(self, body: bytes) -> tuple[int, list, bytes]:
        connection = http.client.HTTPConnection(self.upstream, timeout=120)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("connection",)}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        got = answer.status, answer.getheaders(), answer.read()
        connection.close()
        return got

    def refuse(self, fault: str) -> None:
        status, json_code, xml_code, message = REFUSALS[fault]
        if self.headers.get("X-Amz-Target"):
            answer = json.dumps({"__type": json_code, "message": message}).encode()
        else:
            answer = (
                f"<ErrorResponse><Error><Type>Sender</Type><Code>{xml_code}</Code>"
                f"<Message>{escape(message)}</Message></Error></ErrorResponse>"
            ).encode()
        self.reply(status, answer, [("x-amzn-RequestId", os.urandom(16).hex())])

    def reply(self, status: int, answer: bytes, headers: list = ()) -> None:
        try:
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        except OSError:
            self.close_connection = True

    def cut(self) -> None:
        """Breaks the connection, so that the caller sees a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def hang(self) -> None:
        select.select([self.connection], [], [], 600)
        self.cut()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def end_with_parent() -> None:
    """Ends the process when its standard input ends."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listen", type=int, required=True)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--watch-stdin", action="store_true")
    given = parser.parse_args()
    Handler.book, Handler.upstream = Book(), given.upstream
    server = Server(("127.0.0.1", given.listen), Handler)
    if given.watch_stdin:
        threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
