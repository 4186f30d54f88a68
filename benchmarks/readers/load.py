"""A steady load on a web server: so many requests a second, whether or not the ones before have been answered."""

import http.client
import itertools
import random
import socket
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from scheduler.demo.loopback import HOST

READERS = 64  # requests under way at most; more would wait in line here, and their wait counts
TIMEOUT_SECONDS = 30.0
READY_SECONDS = 60.0
SHOWN = 5
SEED = 11
# What people open: tables and views with their facets, searches, ready-made questions, single rows, JSON and CSV.
PATHS = (
    "/",
    "/planwatch",
    "/planwatch/recent_changes?_sort_desc=change_id",
    "/planwatch/new_plans",
    "/planwatch/articles",
    "/planwatch/articles?_facet=source_id",
    "/planwatch/articles?_search=" + quote("规划"),
    "/planwatch/articles?_search=" + quote("行动方案"),
    "/planwatch/articles.json?_size=20",
    "/planwatch/articles.csv?_size=20",
    "/planwatch/versions?_sort_desc=id",
    "/planwatch/source_nights",
    "/planwatch/runs",
    "/planwatch/captures?_sort_desc=id&_size=50",
)
ROWS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its address, its status (0 for none) and the seconds from its turn to its last byte."""

    path: str
    status: int
    seconds: float


def paths(home: Path) -> list[str]:
    """Return the addresses that are asked: the fixed ones, the ready-made questions and rows of articles and versions."""
    with closing(sqlite3.connect(home / "planwatch.db")) as db:
        ids = [row for (row,) in db.execute("SELECT id FROM articles ORDER BY id LIMIT ?", [ROWS])]
    rows = [f"/planwatch/{table}/{row}" for row in ids for table in ("articles", "versions")]
    found = [path for path in rows if path.startswith("/planwatch/articles")] + rows[:ROWS:2]
    # Half of what people open are single rows.
    return [path for pair in zip(itertools.cycle(PATHS), found, strict=False) for path in pair]


def ask(port: int, addresses: list[str], rate: float, is_over: Callable[[float], bool]) -> list[Answer]:
    """Ask ``rate`` times a second until it is over, and return all answers."""
    rng, begun, local, answers = random.Random(SEED), time.monotonic(), threading.local(), []  # noqa: S311
    with ThreadPoolExecutor(READERS) as pool:
        for number in itertools.count():
            turn = begun + number / rate
            time.sleep(max(0.0, turn - time.monotonic()))
            if is_over(begun):
                break
            answers.append(pool.submit(answer, local, port, rng.choice(addresses), turn))
    return [future.result() for future in answers]


def answer(local: threading.local, port: int, path: str, turn: float) -> Answer:
    """Return the answer to one request on the thread's own connection."""
    connection = getattr(local, "connection", None) or http.client.HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
    local.connection = connection
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        status = response.status
    except (OSError, http.client.HTTPException):
        connection.close()
        status = 0
    return Answer(path, status, time.monotonic() - turn)


def slowest(answers: list[Answer]) -> list[tuple[str, float]]:
    """Return the addresses that took longest on average, with their milliseconds."""
    times = defaultdict(list)
    for one in answers:
        times[one.path].append(one.seconds * 1000)
    means = [(path, sum(values) / len(values)) for path, values in times.items()]
    return sorted(means, key=lambda mean: -mean[1])[:SHOWN]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])


def wait_for(host: str, port: int) -> None:
    """Wait until a server listens; TimeoutError where it does not."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = f"nothing listens on port {port}"
    raise TimeoutError(message)
