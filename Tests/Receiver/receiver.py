"""An HTTP server that notes what it receives, for tests of what is sent.

    python3 Tests/Receiver/receiver.py LOG [--plan PLAN] [--bodies FOLDER]

It listens at a free port of 127.0.0.1, prints the number of that port, and ends when its standard
input does. Any number of connections is served at a time, and each is kept open.

For each request it appends a line to LOG, before it answers: a JSON object with `number` (from 0,
in the order in which requests arrived), `method`, `path`, `headers` (the values of those in
`HEADERS`, by name in lower case; a list, because a header can be repeated), and `sha256` and
`length` of the body. With --bodies, the body of request N is written to FOLDER/N.

PLAN says how to answer: a JSON object with a list of answers for each path. They are given in
order, the last of them again and again; a path that is not in the plan is answered 200. An answer
is one of

    204            this status (a redirect goes to /redirected)
    [1.5, 204]     this status after so many seconds
    {"status": 503, "Retry-After": "9"}    this status, with these headers
    "never"        none: the connection stays open
    "close"        none: the connection is closed
"""

import argparse
import hashlib
import json
import os
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEADERS = ("accept", "content-type", "content-length", "expect", "user-agent", "webhook-id")
NEVER = 3600


class Receiver(ThreadingHTTPServer):
    """The server; requests are handled in threads."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, log, plan, bodies):
        super().__init__(("127.0.0.1", 0), Handler)
        self.log, self.plan, self.bodies = log, plan, bodies
        self.lock = threading.Lock()
        self.counts = Counter()

    def note(self, handler, body):
        """Notes a request; returns the answer that is planned for it."""
        with self.lock:
            number = self.counts.total()
            earlier = self.counts[handler.path]
            self.counts[handler.path] += 1
            if self.bodies:
                with open(os.path.join(self.bodies, str(number)), "wb") as file:
                    file.write(body)
            entry = {
                "number": number,
                "method": handler.command,
                "path": handler.path,
                "headers": {name: handler.headers.get_all(name, []) for name in HEADERS},
                "sha256": hashlib.sha256(body).hexdigest(),
                "length": len(body),
            }
            with open(self.log, "a") as file:
                file.write(json.dumps(entry) + "\n")
        answers = self.plan.get(handler.path, [200])
        return answers[min(earlier, len(answers) - 1)]

    def handle_error(self, request, address):
        """Says nothing about a connection that the sender closed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, address)


class Handler(BaseHTTPRequestHandler):
    """The handler of one connection."""

    protocol_version = "HTTP/1.1"
    # Otherwise the answer to every other request waits for a delayed acknowledgement.
    disable_nagle_algorithm = True

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        answer = self.server.note(self, body)
        if answer == "never":
            time.sleep(NEVER)
        elif answer == "close":
            self.close_connection = True
        else:
            wait, answer = answer if isinstance(answer, list) else (0, answer)
            time.sleep(wait)
            headers = dict(answer) if isinstance(answer, dict) else {"status": answer}
            self.answer(headers.pop("status"), headers)

    do_GET = do_PUT = do_POST

    def answer(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if 300 <= status < 400:
            self.send_header("Location", "/redirected")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *arguments):
        """Prints nothing."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("log")
    parser.add_argument("--plan", type=json.loads, default={})
    parser.add_argument("--bodies", metavar="FOLDER")
    options = parser.parse_args()
    with Receiver(options.log, options.plan, options.bodies) as receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        print(receiver.server_port, flush=True)
        sys.stdin.read()
        receiver.shutdown()


if __name__ == "__main__":
    main()
