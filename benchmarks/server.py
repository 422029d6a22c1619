"""The served sandbox with many clients on loopback: requests a second, the slowest, memory."""

from __future__ import annotations

import base64
import selectors
import socket
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import requests
from zwe_vsam.sandbox.system import System
from zwe_vsam.workflow.sandbox import DEFAULT_SEED

CLIENTS = 32
REQUESTS = 20_000
WARM = 1_000
NEW = 2_000
"""Requests, each on a connection of its own."""
GOAL_RATE = 1_800
GOAL_SLOWEST = 0.1
GOAL_GROWTH = 1.05
"""Resident size after REQUESTS to that after WARM."""
REQUEST = (
    "GET /zosmf/restjobs/jobs/BENCH/JOB00001 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "X-CSRF-ZOSMF-HEADER: x\r\nAuthorization: Basic {login}\r\nConnection: {connection}\r\n\r\n"
)


class Load(NamedTuple):
    """What a number of requests came to."""

    rate: float
    """Requests a second."""
    times: list[float]
    """Seconds of each request, sorted."""

    @property
    def line(self) -> str:
        median, slowest = statistics.median(self.times) * 1000, self.times[-1] * 1000
        return f"{self.rate:6.0f} requests/s   median {median:4.0f} ms   slowest {slowest:5.0f} ms"


class Client:
    """One client: a connection, and the request that is under way."""

    def __init__(self, port: int, *, stays: bool) -> None:
        self.port = port
        self.stays = stays
        login = base64.b64encode(b"ibmuser:sys1").decode()
        connection = "keep-alive" if stays else "close"
        self.request = REQUEST.format(login=login, connection=connection).encode()
        self.socket: socket.socket | None = None

    def send(self, selector: selectors.BaseSelector) -> None:
        self.began = time.perf_counter()
        self.answer = b""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(self.socket, selectors.EVENT_READ, self)
        self.socket.sendall(self.request)

    def receive(self, selector: selectors.BaseSelector) -> bool:
        """Whether the answer is complete."""
        assert self.socket is not None
        part = self.socket.recv(65536)
        self.answer += part
        head, end, body = self.answer.partition(b"\r\n\r\n")
        if self.stays:
            length = int(head.lower().partition(b"content-length:")[2].split()[0]) if end else 0
            complete = bool(end) and len(body) >= length
        else:
            complete = not part
        if complete:
            assert head.startswith(b"HTTP/1.1 200"), head
            if not self.stays:
                self.close(selector)
        return complete

    def close(self, selector: selectors.BaseSelector) -> None:
        if self.socket is not None:
            selector.unregister(self.socket)
            self.socket.close()
            self.socket = None


def load(port: int, number: int, *, stays: bool = True) -> Load:
    """Requests of CLIENTS clients, each sending the next one when it has its answer."""
    times: list[float] = []
    with selectors.DefaultSelector() as selector:
        clients = [Client(port, stays=stays) for _ in range(CLIENTS)]
        start = time.perf_counter()
        for client in clients:
            client.send(selector)
        sent = CLIENTS
        while len(times) < number:
            for key, _ in selector.select():
                client = key.data
                if not client.receive(selector):
                    continue
                times.append(time.perf_counter() - client.began)
                if sent < number:
                    client.send(selector)
                    sent += 1
        seconds = time.perf_counter() - start
        for client in clients:
            client.close(selector)
    return Load(number / seconds, sorted(times))


def resident(process: int) -> int:
    """Bytes of a process in memory now; 0 where the system does not say."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("VmRSS:"))


def report() -> None:
    with tempfile.TemporaryDirectory() as folder:
        system, _ = System.create(Path(folder) / "box", DEFAULT_SEED)
        system.set_durations(queued=0.0, active=0.0)
        system.submit("//BENCH JOB\n//S EXEC PGM=IEFBR14\n")
        system.jobs()
        with requests.process(system.folder, "--no-tls") as (server, port):
            load(port, WARM)
            before = resident(server.pid)
            lasting = load(port, REQUESTS)
            growth = resident(server.pid) / before if before else 1.0
            new = load(port, NEW, stays=False)
    slowest = max(lasting.times[-1], new.times[-1])
    print(
        f"Server: {CLIENTS} clients on loopback, status of a job, without TLS\n"
        f"  goals: >= {GOAL_RATE} requests/s, slowest <= {GOAL_SLOWEST * 1000:.0f} ms, "
        f"resident size <= {GOAL_GROWTH} of that after {WARM}\n"
        f"  {REQUESTS:6} on {CLIENTS} connections   {lasting.line}   resident size {growth:.3f}\n"
        f"  {NEW:6} on as many connections {new.line}"
    )
    for missed, name in (
        (lasting.rate < GOAL_RATE, "requests/s"),
        (slowest > GOAL_SLOWEST, "slowest"),
        (growth > GOAL_GROWTH, "resident size"),
    ):
        if missed:
            print(f"  MISSED: {name}")


if __name__ == "__main__":
    report()
